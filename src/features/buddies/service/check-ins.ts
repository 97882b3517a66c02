import { UserError } from '../../../errors.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { addWorkingDays } from '../../members/rules.ts';
import { checkReach, requireMember } from '../../members/service.ts';
import { queuePrompt, refreshPrompts } from '../../prompts/service.ts';
import { getSettings } from '../../settings/service.ts';
import { checkInOf } from '../buddy-files.ts';
import { endOfWork, nextCheckIn } from '../rules/days.ts';
import { DAYS_AFTER_LAST, type Pair } from '../rules.ts';
import { type CheckInRow, checkInsOf, insertCheckIn, updateCheckIn } from '../store/check-ins.ts';
import { openPair } from '../store/pairs.ts';
import { findNewcomer, lockNewcomer } from '../store.ts';
import { checkIn, checkInDue, closeDue, datesGroup, dayGroup, hint, line } from './kinds.ts';

/** Working days for which a check-in is worth sending. */
const WORTH_DAYS = 3;

/** Plans what comes next for a newcomer: a check-in, or the end once all are behind them. What was planned before goes. */
export async function planCheckIns(work: Work, newcomerId: string): Promise<void> {
  await cancelGroup(work, datesGroup(newcomerId));
  const newcomer = await findNewcomer(work, newcomerId);
  if (newcomer?.state !== 'open') return;
  const member = await requireMember(work, newcomerId);
  const done = (await checkInsOf(work, newcomerId)).map((c) => c.day);
  const next = nextCheckIn(member, newcomer.startsOn, work.now, done);
  const group = datesGroup(newcomerId);
  if (next) return void (await enqueue(work, checkInDue, { newcomerId, day: next.day }, { runAt: next.at, group }));
  const runAt = endOfWork(member, addWorkingDays(member, work.now, DAYS_AFTER_LAST));
  await enqueue(work, closeDue, { newcomerId }, { runAt, group });
}

/** A check-in has come: the newcomer is asked, and the buddy gets a hint. Without a buddy it is left out. */
export async function checkInComes(work: Work, newcomerId: string, day: number): Promise<void> {
  const newcomer = await lockNewcomer(work, newcomerId);
  if (newcomer?.state !== 'open') return;
  const pair = await openPair(work, 'newcomer_id', newcomerId);
  // Whoever is introduced next plans anew.
  if (pair?.state !== 'introduced') return;
  if ((await getSettings(work)).hasBuddies && (await insertCheckIn(work, newcomerId, day))) {
    await say(work, pair, day);
  }
  await planCheckIns(work, newcomerId);
}

async function say(work: Work, pair: Pair, day: number): Promise<void> {
  const { newcomerId, buddyId } = pair;
  const schedule = async (memberId: string, kind: string) => {
    const member = await requireMember(work, memberId);
    const expiresAt = endOfWork(member, addWorkingDays(member, work.now, WORTH_DAYS));
    return { memberId, dueAt: work.now, expiresAt, key: `${kind}:${newcomerId}:${day}` };
  };
  const own = { ...(await schedule(newcomerId, checkIn.name)), group: dayGroup(newcomerId, day) };
  await queuePrompt(work, checkIn, { newcomerId, day }, own);
  await queuePrompt(work, hint, { pairId: pair.id, day }, await schedule(buddyId, hint.name));
}

/** A check-in that was asked, for its newcomer. @throws UserError when there is none. */
async function asked(work: Work, by: string, day: number): Promise<CheckInRow> {
  await lockNewcomer(work, by);
  const row = (await checkInsOf(work, by)).find((c) => c.day === day);
  if (!row) throw new UserError('That question was for somebody else, so nothing was changed.');
  return row;
}

/** The newcomer answers; nobody else sees it. @throws UserError when it is not theirs to answer, or they did. */
export async function answerCheckIn(work: Work, by: string, day: number, choice: number): Promise<void> {
  const row = await asked(work, by, day);
  if (row.choice !== undefined) throw new UserError('You answered this one already. Thank you.');
  await updateCheckIn(work, by, day, { choice });
  await refreshPrompts(work, dayGroup(by, day));
}

/** Whether the newcomer can write a line now. @returns the buddy. @throws UserError when there is nobody to read it, or they did. */
export async function lineTo(work: Work, by: string, day: number): Promise<Pair> {
  const row = await asked(work, by, day);
  const pair = await openPair(work, 'newcomer_id', by);
  if (row.isLined) throw new UserError('You wrote your line already. Write on in your conversation.');
  if (pair?.state !== 'introduced' || pair.channel === undefined) {
    throw new UserError(
      'You have no conversation with a buddy right now, so nobody would read it. `/mentor buddy` shows why.',
    );
  }
  await checkReach(work, by, pair.buddyId);
  return pair;
}

/** Puts a line of the newcomer into the message of the two. @throws UserError when there is nobody to read it. */
export async function writeLine(work: Work, by: string, day: number, words: string): Promise<void> {
  const pair = await lineTo(work, by, day);
  await updateCheckIn(work, by, day, { line: words, lined_at: iso(work.now) });
  const schedule = { key: `${line.name}:${by}:${day}`, ...(pair.channel ? { lane: pair.channel } : {}) };
  await enqueue(work, line, { newcomerId: by, day }, schedule);
  await refreshPrompts(work, dayGroup(by, day));
}

/** The line is where it belongs, or can never be; here it is not needed any more. */
export async function lineWritten(work: Work, newcomerId: string, day: number): Promise<void> {
  await updateCheckIn(work, newcomerId, day, { line: '' });
}

/** What the message of a check-in shows now. */
export async function checkInNow(work: Work, newcomerId: string, day: number) {
  const row = (await checkInsOf(work, newcomerId)).find((c) => c.day === day);
  const about = checkInOf(day);
  const pair = await openPair(work, 'newcomer_id', newcomerId);
  if (!row || !about) return undefined;
  const known = pair?.state === 'introduced' ? { buddyId: pair.buddyId, pairId: pair.id } : undefined;
  return { ...row, about, buddyId: known?.buddyId, pairId: known?.pairId, channel: pair?.channel };
}
