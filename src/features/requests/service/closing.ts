import type { Work } from '../../../work.ts';
import { workingMinutesBetween } from '../../members/rules.ts';
import { requireMember } from '../../members/service.ts';
import type { Request, RequestState } from '../rules.ts';
import { closeRequest, offersOf } from '../store.ts';

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
  return closeRequest(work, request.id, from, {
    state: to,
    ...(waited === undefined ? {} : { waited_minutes: waited }),
  });
}

/** Working minutes of the asker since they asked. Not on the wait list, and not once more after somebody handed it back. */
export async function waitedMinutes(work: Work, request: Request): Promise<number | undefined> {
  if (request.expiresAt === undefined) return undefined;
  if ((await offersOf(work, request.id)).some((offer) => offer.state === 'handed back')) return undefined;
  const asker = await requireMember(work, request.menteeId);
  return Math.round(workingMinutesBetween(asker, request.createdAt, work.now));
}
