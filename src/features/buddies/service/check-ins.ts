import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { addWorkingDays } from '../../members/rules/index.ts';
import { checkReach, requireMember } from '../../members/service.ts';
import { queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { endOfWork, nextCheckIn } from '../rules/days.ts';
import { DAYS_AFTER_LAST, type Pair } from '../rules/index.ts';
import { type CheckInRow, checkInsOf, insertCheckIn, updateCheckIn } from '../store/check-ins.ts';
import { findNewcomer, lockNewcomer } from '../store/index.ts';
import { openPair } from '../store/pairs.ts';
import { checkInOf } from './buddy-files.ts';
import { checkInDueJob, checkInPrompt, closeDueJob, datesGroup, dayGroup, hintPrompt, lineJob } from './job-kinds.ts';

/** Working days for which a check-in is worth sending. */
const WORTH_DAYS = 3;

/** Plans what comes next for a newcomer: a check-in, or the end once all are behind them. What was planned before goes. */
export async function planCheckIns(tx: Tx, newcomerId: string): Promise<void> {
  await cancelGroup(tx, datesGroup(newcomerId));
  const newcomer = await findNewcomer(tx, newcomerId);
  if (newcomer?.state !== 'open') return;
  const member = await requireMember(tx, newcomerId);
  const done = (await checkInsOf(tx, newcomerId)).map((c) => c.day);
  const next = nextCheckIn(member, newcomer.startsOn, tx.now, done);
  const group = datesGroup(newcomerId);
  if (next) return void (await enqueue(tx, checkInDueJob, { newcomerId, day: next.day }, { runAt: next.at, group }));
  const runAt = endOfWork(member, addWorkingDays(member, tx.now, DAYS_AFTER_LAST));
  await enqueue(tx, closeDueJob, { newcomerId }, { runAt, group });
}

/** A check-in has come: the newcomer is asked, and the buddy gets a hint. Without a buddy it is left out. */
export async function checkInComes(tx: Tx, newcomerId: string, day: number): Promise<void> {
  const newcomer = await lockNewcomer(tx, newcomerId);
  if (newcomer?.state !== 'open') return;
  const pair = await openPair(tx, 'newcomer_id', newcomerId);
  // Whoever is introduced next plans anew.
  if (pair?.state !== 'introduced') return;
  if ((await getSettings(tx)).hasBuddies && (await insertCheckIn(tx, newcomerId, day))) {
    await say(tx, pair, day);
  }
  await planCheckIns(tx, newcomerId);
}

async function say(tx: Tx, pair: Pair, day: number): Promise<void> {
  const { newcomerId, buddyId } = pair;
  const schedule = async (memberId: string, kind: string) => {
    const member = await requireMember(tx, memberId);
    const expiresAt = endOfWork(member, addWorkingDays(member, tx.now, WORTH_DAYS));
    return { memberId, dueAt: tx.now, expiresAt, key: `${kind}:${newcomerId}:${day}` };
  };
  const own = { ...(await schedule(newcomerId, checkInPrompt.name)), group: dayGroup(newcomerId, day) };
  await queuePrompt(tx, checkInPrompt, { newcomerId, day }, own);
  await queuePrompt(tx, hintPrompt, { pairId: pair.id, day }, await schedule(buddyId, hintPrompt.name));
}

/** A check-in that was asked, for its newcomer. @throws UserError when there is none. */
async function asked(tx: Tx, by: string, day: number): Promise<CheckInRow> {
  await lockNewcomer(tx, by);
  const row = (await checkInsOf(tx, by)).find((c) => c.day === day);
  if (!row) throw new UserError('That question was for someone else, so nothing was changed.');
  return row;
}

/** The newcomer answers; nobody else sees it. @throws UserError when it is not theirs to answer, or they did. */
export async function answerCheckIn(tx: Tx, by: string, day: number, choice: number): Promise<void> {
  const row = await asked(tx, by, day);
  if (row.choice !== undefined) throw new UserError('You answered this one already. Thank you.');
  await updateCheckIn(tx, by, day, { choice });
  await refreshPrompts(tx, dayGroup(by, day));
}

/** Whether the newcomer can write a line now. @returns the buddy. @throws UserError when there is nobody to read it, or they did. */
export async function lineTo(tx: Tx, by: string, day: number): Promise<Pair> {
  const row = await asked(tx, by, day);
  const pair = await openPair(tx, 'newcomer_id', by);
  if (row.isLined) throw new UserError('You wrote your line already. Write on in your conversation.');
  if (pair?.state !== 'introduced' || pair.channel === undefined) {
    throw new UserError(
      'You have no conversation with a buddy right now, so no one would read it. `/mentor buddy` shows why.',
    );
  }
  await checkReach(tx, by, pair.buddyId);
  return pair;
}

/** Puts a line of the newcomer into the message of the two. @throws UserError when there is nobody to read it. */
export async function writeLine(tx: Tx, by: string, day: number, words: string): Promise<void> {
  const pair = await lineTo(tx, by, day);
  await updateCheckIn(tx, by, day, { line: words, lined_at: iso(tx.now) });
  const schedule = { key: `${lineJob.name}:${by}:${day}`, ...(pair.channel ? { lane: pair.channel } : {}) };
  await enqueue(tx, lineJob, { newcomerId: by, day }, schedule);
  await refreshPrompts(tx, dayGroup(by, day));
}

/** The line is where it belongs, or can never be; here it is not needed any more. */
export async function lineWritten(tx: Tx, newcomerId: string, day: number): Promise<void> {
  await updateCheckIn(tx, newcomerId, day, { line: '' });
}

/** What the message of a check-in shows now. */
export async function checkInNow(tx: Tx, newcomerId: string, day: number) {
  const row = (await checkInsOf(tx, newcomerId)).find((c) => c.day === day);
  const about = checkInOf(day);
  const pair = await openPair(tx, 'newcomer_id', newcomerId);
  if (!row || !about) return undefined;
  const known = pair?.state === 'introduced' ? { buddyId: pair.buddyId, pairId: pair.id } : undefined;
  return { ...row, about, buddyId: known?.buddyId, pairId: known?.pairId, channel: pair?.channel };
}
