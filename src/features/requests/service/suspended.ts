import type { Tx } from '../../../database/transaction.ts';
import { requestsOf } from '../store/index.ts';
import { deleteSuspension, insertSuspension } from '../store/suspension.ts';
import { advance } from './cascade.ts';

export { isSuspended, suspendedFor } from '../store/suspension.ts';

/**
 * A member may not ask quietly until that is lifted: nobody else is asked for what they have open without their name.
 * @param forId what it is decided for; each such thing is lifted by itself. @returns false when it was so already.
 */
export async function suspendQuietAsks(tx: Tx, memberId: string, forId: string): Promise<boolean> {
  if (!(await insertSuspension(tx, forId, memberId))) return false;
  for (const request of await requestsOf(tx, memberId, ['open']))
    if (request.isAnonymous) await advance(tx, request.id);
  return true;
}

/** @returns false when it was lifted before. */
export function liftSuspension(tx: Tx, forId: string): Promise<boolean> {
  return deleteSuspension(tx, forId);
}
