import type { Tx } from '../../../database/transaction.ts';
import { workingMinutesBetween } from '../../members/rules/index.ts';
import { requireMember } from '../../members/service.ts';
import { refreshPrompts } from '../../prompts/service/index.ts';
import { searchChanged } from '../../sessions/service/index.ts';
import type { Request, RequestState } from '../rules/index.ts';
import { closeRequest, deleteWaiting, offersOf, requestsOf } from '../store/index.ts';
import { groupOf } from './job-kinds.ts';

/**
 * Closes a request that is in one of the states `from`, and notes how long its asker waited.
 * @returns false when it was in none of them: somebody else was quicker.
 */
export async function close(
  tx: Tx,
  request: Request,
  from: RequestState[],
  to: Exclude<RequestState, 'open' | 'waiting'>,
): Promise<boolean> {
  const waited = await waitedMinutes(tx, request);
  const change = { state: to, ...(waited === undefined ? {} : { waited_minutes: waited }) };
  if (!(await closeRequest(tx, request.id, from, change))) return false;
  // Whoever gave it back has left word that somebody else is looked for.
  for (const offer of await offersOf(tx, request.id))
    if (offer.state === 'handed back') await searchChanged(tx, offer.id);
  return true;
}

/** Somebody no longer waits for a skill: the row goes, and what they read of it says so. */
export async function endWait(tx: Tx, menteeId: string, skillId: string): Promise<void> {
  const waits = (await requestsOf(tx, menteeId, ['waiting'])).filter((request) => request.skillId === skillId);
  await deleteWaiting(tx, menteeId, skillId);
  for (const { id } of waits) await refreshPrompts(tx, groupOf(id));
}

/** Working minutes of the asker since they asked. Not on the wait list, and not once more after somebody handed it back. */
export async function waitedMinutes(tx: Tx, request: Request): Promise<number | undefined> {
  if (request.expiresAt === undefined) return undefined;
  if ((await offersOf(tx, request.id)).some((offer) => offer.state === 'handed back')) return undefined;
  const asker = await requireMember(tx, request.menteeId);
  return Math.round(workingMinutesBetween(asker, request.createdAt, tx.now));
}
