import type { Work } from '../../../work.ts';
import { requestsOf } from '../store.ts';
import { deleteSuspension, insertSuspension } from '../suspension-store.ts';
import { advance } from './cascade.ts';

export { isSuspended, suspendedFor } from '../suspension-store.ts';

/**
 * A member may not ask quietly until that is lifted: nobody else is asked for what they have open without their name.
 * @param forId what it is decided for; each such thing is lifted by itself. @returns false when it was so already.
 */
export async function suspendQuietAsks(work: Work, memberId: string, forId: string): Promise<boolean> {
  if (!(await insertSuspension(work, forId, memberId))) return false;
  for (const request of await requestsOf(work, memberId, ['open']))
    if (request.isAnonymous) await advance(work, request.id);
  return true;
}

/** @returns false when it was lifted before. */
export function liftSuspension(work: Work, forId: string): Promise<boolean> {
  return deleteSuspension(work, forId);
}
