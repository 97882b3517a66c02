import type { Work } from '../../../work.ts';
import { workingMinutesBetween } from '../../members/rules.ts';
import { requireMember } from '../../members/service.ts';
import { refreshPrompts } from '../../prompts/service.ts';
import { searchChanged } from '../../sessions/service.ts';
import type { Request, RequestState } from '../rules.ts';
import { closeRequest, deleteWaiting, offersOf, requestsOf } from '../store.ts';
import { groupOf } from './kinds.ts';

/**
 * Closes a request that is in one of the states `from`, and notes how long its asker waited.
 * @returns false when it was in none of them: somebody else was quicker.
 */
export async function close(
  work: Work,
  request: Request,
  from: RequestState[],
  to: Exclude<RequestState, 'open' | 'waiting'>,
): Promise<boolean> {
  const waited = await waitedMinutes(work, request);
  const change = { state: to, ...(waited === undefined ? {} : { waited_minutes: waited }) };
  if (!(await closeRequest(work, request.id, from, change))) return false;
  // Whoever gave it back has left word that somebody else is looked for.
  for (const offer of await offersOf(work, request.id))
    if (offer.state === 'handed back') await searchChanged(work, offer.id);
  return true;
}

/** Somebody no longer waits for a skill: the row goes, and what they read of it says so. */
export async function endWait(work: Work, menteeId: string, skillId: string): Promise<void> {
  const waits = (await requestsOf(work, menteeId, ['waiting'])).filter((request) => request.skillId === skillId);
  await deleteWaiting(work, menteeId, skillId);
  for (const { id } of waits) await refreshPrompts(work, groupOf(id));
}

/** Working minutes of the asker since they asked. Not on the wait list, and not once more after somebody handed it back. */
export async function waitedMinutes(work: Work, request: Request): Promise<number | undefined> {
  if (request.expiresAt === undefined) return undefined;
  if ((await offersOf(work, request.id)).some((offer) => offer.state === 'handed back')) return undefined;
  const asker = await requireMember(work, request.menteeId);
  return Math.round(workingMinutesBetween(asker, request.createdAt, work.now));
}
