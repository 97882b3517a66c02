import { UserError } from '../../../errors.ts';
import type { Posted } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { isBefore, iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { nextWorkingMorning } from '../../members/rules.ts';
import { requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service.ts';
import { getSettings } from '../../settings/service.ts';
import { checkInDays, type Ending, type Pair } from '../rules.ts';
import { findPair, openPair, updatePair } from '../store/pairs.ts';
import { lockNewcomer } from '../store.ts';
import { planCheckIns } from './check-ins.ts';
import { askOver, dayGroup, ended, endedGroup, introduceDue, introduction, offer, pairGroup } from './kinds.ts';
import { answerByOf, mayBeBuddy, planMatching } from './match.ts';

const OVER = 'This is settled by now, so nothing was changed. `/mentor buddy` shows how things are.';

/** A pair, and nobody else decides about it before this transaction ends. */
export async function lockPair(work: Work, id: string): Promise<Pair | undefined> {
  const known = await findPair(work, id);
  if (!known) return undefined;
  await lockNewcomer(work, known.newcomerId);
  return findPair(work, id);
}

/** A pair that this member may answer for as its buddy. @throws UserError when it is somebody else's, or closed. */
async function pairFor(work: Work, id: string, by: string, who: 'buddyId' | 'newcomerId'): Promise<Pair> {
  const pair = await lockPair(work, id);
  // The buddy of a newcomer who was not told yet is nobody's business.
  if (pair?.[who] !== by || (who === 'newcomerId' && pair.state === 'asked')) throw new UserError(OVER);
  return pair;
}

/** The buddy says yes: the newcomer is told. @throws UserError when it is not theirs to say, or too late. */
export async function acceptNewcomer(work: Work, pairId: string, by: string): Promise<void> {
  const pair = await pairFor(work, pairId, by, 'buddyId');
  if (pair.state === 'accepted' || pair.state === 'introduced') throw new UserError('You said yes already. Thank you.');
  if (pair.state === 'closed') throw new UserError('Somebody else is asked by now, so there is nothing left to do.');
  if (!(await getSettings(work)).hasBuddies) throw new UserError('Buddies were switched off, so nothing was changed.');
  if (!(await mayBeBuddy(work, by, pair.newcomerId, true))) {
    throw new UserError('You are on a break or cannot be a buddy right now, so nothing was changed.');
  }
  await updatePair(work, pairId, { state: 'accepted', accepted_at: iso(work.now) });
  const { newcomerId: memberId } = pair;
  const newcomer = await requireMember(work, memberId);
  const key = `${offer.name}:${pairId}`;
  await queuePrompt(work, offer, { pairId }, { memberId, key, dueAt: work.now, group: pairGroup(pairId) });
  const runAt = nextWorkingMorning(newcomer, work.now);
  await enqueue(work, introduceDue, { pairId }, { key: `${introduceDue.name}:${pairId}`, runAt });
  await showPair(work, pair);
}

/** The buddy would rather not: nobody learns of it, and somebody else is asked. @throws UserError when it is not theirs to say. */
export async function declineNewcomer(work: Work, pairId: string, by: string): Promise<void> {
  const pair = await pairFor(work, pairId, by, 'buddyId');
  if (pair.ending === 'declined') throw new UserError('You said so already, and that is fine.');
  if (pair.state !== 'asked') throw new UserError(OVER);
  await close(work, pair, 'declined');
}

/** The question has reached them: from now on they have their time to answer. */
export async function askArrived(work: Work, pairId: string): Promise<void> {
  const pair = await lockPair(work, pairId);
  if (pair?.state !== 'asked') return;
  const answerBy = answerByOf(await requireMember(work, pair.buddyId), work.now);
  if (answerBy.equals(pair.answerBy)) return;
  await updatePair(work, pairId, { answer_by: iso(answerBy) });
  await enqueue(work, askOver, { pairId }, { key: `${askOver.name}:${pairId}:${iso(answerBy)}`, runAt: answerBy });
  // It says until when there is time.
  await refreshPrompts(work, pairGroup(pairId));
}

/** There was no answer in time: somebody else is asked. */
export async function askIsOver(work: Work, pairId: string): Promise<void> {
  const pair = await lockPair(work, pairId);
  if (pair?.state === 'asked' && !isBefore(work.now, pair.answerBy)) await close(work, pair, 'silent');
}

/** The newcomer would like to meet the buddy now. @throws UserError when that is settled. */
export async function meet(work: Work, pairId: string, by: string): Promise<void> {
  const pair = await pairFor(work, pairId, by, 'newcomerId');
  if (pair.state === 'introduced') throw new UserError('I am introducing you already. The message comes to you both.');
  if (pair.state !== 'accepted') throw new UserError(OVER);
  await introduce(work, pairId);
}

/** Introduces a pair in a message of the two, and plans the check-ins. Twice changes nothing. */
export async function introduce(work: Work, pairId: string): Promise<void> {
  const pair = await lockPair(work, pairId);
  if (pair?.state !== 'accepted') return;
  await updatePair(work, pairId, { state: 'introduced', told_at: iso(work.now) });
  await enqueue(work, introduction, { pairId }, { key: `${introduction.name}:${pairId}` });
  await planCheckIns(work, pair.newcomerId);
  await showPair(work, pair);
}

/** The message of the two is there. */
export async function introduced(work: Work, pairId: string, { channel }: Posted): Promise<void> {
  await updatePair(work, pairId, { channel });
  const pair = await findPair(work, pairId);
  if (pair) await showPair(work, pair);
}

/** The newcomer has read who it is. */
export async function told(work: Work, pairId: string): Promise<void> {
  await updatePair(work, pairId, { told_at: iso(work.now) });
}

/** The buddy hands over: somebody else is found. @throws UserError when they are not the buddy. */
export async function stepDown(work: Work, pairId: string, by: string): Promise<void> {
  const pair = await pairFor(work, pairId, by, 'buddyId');
  if (pair.state !== 'accepted' && pair.state !== 'introduced') throw new UserError(OVER);
  await close(work, pair, 'stepped-down');
}

/** The open pair of a newcomer of which they know; for what they decide about it. */
export async function knownPair(work: Work, newcomerId: string): Promise<Pair | undefined> {
  const pair = await openPair(work, 'newcomer_id', newcomerId);
  return pair && pair.state !== 'asked' ? pair : undefined;
}

/** One of two people would rather not hear from the other: they are no buddies any more. */
export async function buddiesParted(work: Work, byId: string, otherId: string): Promise<void> {
  for (const [newcomerId, buddyId] of [
    [byId, otherId],
    [otherId, byId],
  ] as const) {
    const pair = await openPair(work, 'newcomer_id', newcomerId);
    if (pair?.buddyId === buddyId) await close(work, pair, newcomerId === byId ? 'changed' : 'stepped-down');
  }
}

const BY_BUDDY: Ending[] = ['away', 'stepped-down'];
const BY_NEWCOMER: Ending[] = ['changed', 'refused', 'newcomer-left'];

/** Closes a pair, tells whom it concerns, and looks for somebody else where one is still wanted. */
export async function close(work: Work, pair: Pair, ending: Ending): Promise<void> {
  await updatePair(work, pair.id, { state: 'closed', ending, closed_at: iso(work.now) });
  await cancelPrompts(work, pairGroup(pair.id));
  const say = (to: 'newcomer' | 'buddy', memberId: string) =>
    queuePrompt(
      work,
      ended,
      { pairId: pair.id, to },
      { memberId, key: `${ended.name}:${pair.id}:${to}`, dueAt: work.now, group: endedGroup(pair.newcomerId) },
    );
  if (BY_BUDDY.includes(ending) && pair.isTold) await say('newcomer', pair.newcomerId);
  if (BY_NEWCOMER.includes(ending) && pair.isAccepted) await say('buddy', pair.buddyId);
  await showPair(work, pair);
  await planMatching(work);
}

/** What is said about a pair, and to the two of them, shows how it is now. */
export async function showPair(work: Work, pair: Pair): Promise<void> {
  await refreshPrompts(work, pairGroup(pair.id));
  // They name who would read a line.
  for (const day of checkInDays) await refreshPrompts(work, dayGroup(pair.newcomerId, day));
  // It says whether somebody else is looked for.
  await refreshPrompts(work, endedGroup(pair.newcomerId));
  work.touch(pair.newcomerId);
  work.touch(pair.buddyId);
}
