import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import type { Posted } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { isBefore, iso } from '../../../time.ts';
import { nextWorkingMorning } from '../../members/rules/index.ts';
import { requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { checkInDays, type Ending, type Pair } from '../rules/index.ts';
import { lockNewcomer, openNewcomers } from '../store/index.ts';
import { askedPairs, findPair, openPair, updatePair } from '../store/pairs.ts';
import { planCheckIns } from './check-ins.ts';
import {
  askOverJob,
  dayGroup,
  endedGroup,
  endedPrompt,
  introduceDueJob,
  introductionJob,
  offerPrompt,
  pairGroup,
} from './job-kinds.ts';
import { answerByOf, mayBeBuddy, planMatching } from './match.ts';

const OVER = 'This is settled by now, so nothing was changed. `/mentor buddy` shows how things are.';

/** A pair, and nobody else decides about it before this transaction ends. */
export async function lockPair(tx: Tx, id: string): Promise<Pair | undefined> {
  const known = await findPair(tx, id);
  if (!known) return undefined;
  await lockNewcomer(tx, known.newcomerId);
  return findPair(tx, id);
}

/** A pair that this member may answer for as its buddy. @throws UserError when it is somebody else's, or closed. */
async function pairFor(tx: Tx, id: string, by: string, who: 'buddyId' | 'newcomerId'): Promise<Pair> {
  const pair = await lockPair(tx, id);
  // The buddy of a newcomer who was not told yet is nobody's business.
  if (pair?.[who] !== by || (who === 'newcomerId' && pair.state === 'asked')) throw new UserError(OVER);
  return pair;
}

/** The buddy says yes: the newcomer is told. @throws UserError when it is not theirs to say, or too late. */
export async function acceptNewcomer(tx: Tx, pairId: string, by: string): Promise<void> {
  const pair = await pairFor(tx, pairId, by, 'buddyId');
  if (pair.state === 'accepted' || pair.state === 'introduced') throw new UserError('You said yes already. Thank you.');
  if (pair.state === 'closed') throw new UserError('Someone else is asked by now, so there’s nothing left to do.');
  if (!(await getSettings(tx)).hasBuddies) throw new UserError('Buddies were switched off, so nothing was changed.');
  if (!(await mayBeBuddy(tx, by, pair.newcomerId, true))) {
    throw new UserError('You’re on a break or can’t be a buddy right now, so nothing was changed.');
  }
  await updatePair(tx, pairId, { state: 'accepted', accepted_at: iso(tx.now) });
  const { newcomerId: memberId } = pair;
  const newcomer = await requireMember(tx, memberId);
  const key = `${offerPrompt.name}:${pairId}`;
  await queuePrompt(tx, offerPrompt, { pairId }, { memberId, key, dueAt: tx.now, group: pairGroup(pairId) });
  const runAt = nextWorkingMorning(newcomer, tx.now);
  await enqueue(tx, introduceDueJob, { pairId }, { key: `${introduceDueJob.name}:${pairId}`, runAt });
  await showPair(tx, pair);
}

/** The buddy would rather not: nobody learns of it, and somebody else is asked. @throws UserError when it is not theirs to say. */
export async function declineNewcomer(tx: Tx, pairId: string, by: string): Promise<void> {
  const pair = await pairFor(tx, pairId, by, 'buddyId');
  if (pair.ending === 'declined') throw new UserError('You said so already, and that is fine.');
  if (pair.state !== 'asked') throw new UserError(OVER);
  await close(tx, pair, 'declined');
}

/** The question has reached them: from now on they have their time to answer. */
export async function askArrived(tx: Tx, pairId: string): Promise<void> {
  const pair = await lockPair(tx, pairId);
  if (pair?.state !== 'asked') return;
  const answerBy = answerByOf(await requireMember(tx, pair.buddyId), tx.now);
  if (answerBy.equals(pair.answerBy)) return;
  await updatePair(tx, pairId, { answer_by: iso(answerBy) });
  await enqueue(tx, askOverJob, { pairId }, { key: `${askOverJob.name}:${pairId}:${iso(answerBy)}`, runAt: answerBy });
  // It says until when there is time.
  await refreshPrompts(tx, pairGroup(pairId));
}

/** There was no answer in time: somebody else is asked. */
export async function askIsOver(tx: Tx, pairId: string): Promise<void> {
  const pair = await lockPair(tx, pairId);
  if (pair?.state === 'asked' && !isBefore(tx.now, pair.answerBy)) await close(tx, pair, 'silent');
}

/** The newcomer would like to meet the buddy now. @throws UserError when that is settled. */
export async function meet(tx: Tx, pairId: string, by: string): Promise<void> {
  const pair = await pairFor(tx, pairId, by, 'newcomerId');
  if (pair.state === 'introduced') throw new UserError('I’m introducing you already. The message comes to you both.');
  if (pair.state !== 'accepted') throw new UserError(OVER);
  await introduce(tx, pairId);
}

/** Introduces a pair in a message of the two, and plans the check-ins. Twice changes nothing. */
export async function introduce(tx: Tx, pairId: string): Promise<void> {
  const pair = await lockPair(tx, pairId);
  if (pair?.state !== 'accepted') return;
  await updatePair(tx, pairId, { state: 'introduced', told_at: iso(tx.now) });
  await enqueue(tx, introductionJob, { pairId }, { key: `${introductionJob.name}:${pairId}` });
  await planCheckIns(tx, pair.newcomerId);
  await showPair(tx, pair);
}

/** The message of the two is there. */
export async function introduced(tx: Tx, pairId: string, { channel }: Posted): Promise<void> {
  await updatePair(tx, pairId, { channel });
  const pair = await findPair(tx, pairId);
  if (pair) await showPair(tx, pair);
}

/** The newcomer has read who it is. */
export async function told(tx: Tx, pairId: string): Promise<void> {
  await updatePair(tx, pairId, { told_at: iso(tx.now) });
}

/** The buddy hands over: somebody else is found. @throws UserError when they are not the buddy. */
export async function stepDown(tx: Tx, pairId: string, by: string): Promise<void> {
  const pair = await pairFor(tx, pairId, by, 'buddyId');
  if (pair.state !== 'accepted' && pair.state !== 'introduced') throw new UserError(OVER);
  await close(tx, pair, 'stepped-down');
}

/** The open pair of a newcomer of which they know; for what they decide about it. */
export async function knownPair(tx: Tx, newcomerId: string): Promise<Pair | undefined> {
  const pair = await openPair(tx, 'newcomer_id', newcomerId);
  return pair && pair.state !== 'asked' ? pair : undefined;
}

/** One of two people would rather not hear from the other: they are no buddies any more. */
export async function buddiesParted(tx: Tx, byId: string, otherId: string): Promise<void> {
  for (const [newcomerId, buddyId] of [
    [byId, otherId],
    [otherId, byId],
  ] as const) {
    const pair = await openPair(tx, 'newcomer_id', newcomerId);
    if (pair?.buddyId === buddyId) await close(tx, pair, newcomerId === byId ? 'changed' : 'stepped-down');
  }
}

const BY_BUDDY: Ending[] = ['away', 'stepped-down'];
const BY_NEWCOMER: Ending[] = ['changed', 'refused', 'newcomer-left'];

/** Closes a pair, tells whom it concerns, and looks for somebody else where one is still wanted. */
export async function close(tx: Tx, pair: Pair, ending: Ending): Promise<void> {
  await updatePair(tx, pair.id, { state: 'closed', ending, closed_at: iso(tx.now) });
  await cancelPrompts(tx, pairGroup(pair.id));
  const say = (to: 'newcomer' | 'buddy', memberId: string) =>
    queuePrompt(
      tx,
      endedPrompt,
      { pairId: pair.id, to },
      { memberId, key: `${endedPrompt.name}:${pair.id}:${to}`, dueAt: tx.now, group: endedGroup(pair.newcomerId) },
    );
  if (BY_BUDDY.includes(ending) && pair.isTold) await say('newcomer', pair.newcomerId);
  if (BY_NEWCOMER.includes(ending) && pair.isAccepted) await say('buddy', pair.buddyId);
  await showPair(tx, pair);
  await planMatching(tx);
}

/** Owners may have switched buddies on or off: open questions, and who was told that somebody else is looked for, show it. */
export async function showSwitch(tx: Tx): Promise<void> {
  for (const pairId of await askedPairs(tx)) await refreshPrompts(tx, pairGroup(pairId));
  for (const newcomerId of await openNewcomers(tx)) await refreshPrompts(tx, endedGroup(newcomerId));
}

/** What is said about a pair, and to the two of them, shows how it is now. */
export async function showPair(tx: Tx, pair: Pair): Promise<void> {
  await refreshPrompts(tx, pairGroup(pair.id));
  // They name who would read a line.
  for (const day of checkInDays) await refreshPrompts(tx, dayGroup(pair.newcomerId, day));
  // It says whether somebody else is looked for.
  await refreshPrompts(tx, endedGroup(pair.newcomerId));
  tx.touch(pair.newcomerId);
  tx.touch(pair.buddyId);
}
