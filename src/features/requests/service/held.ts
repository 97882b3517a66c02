import type { Tx } from '../../../database/transaction.ts';
import { isBefore, iso } from '../../../time.ts';
import { requireMember } from '../../members/service.ts';
import { lifetimeOf } from '../rules/index.ts';
import { offersOf, requestsOf, updateRequest } from '../store/index.ts';
import { planEnd } from './ask.ts';
import { advance, showProgress } from './cascade.ts';

/** The asker takes a break: nobody else is asked in their name until it is over, and the request lives on for that long. */
export async function askerPaused(tx: Tx, memberId: string): Promise<void> {
  await renew(tx, memberId);
}

/** The asker is back: what was held goes on, with the time of a new request. */
export function askerResumed(tx: Tx, memberId: string): Promise<void> {
  return renew(tx, memberId);
}

async function renew(tx: Tx, memberId: string): Promise<void> {
  const asker = await requireMember(tx, memberId);
  const expiresAt = lifetimeOf(asker, tx.now);
  for (const request of await requestsOf(tx, memberId, ['open'])) {
    // A suggested time further ahead has its own.
    const isProposed = (await offersOf(tx, request.id)).some(
      ({ state, proposedFor }) => state === 'proposed' && proposedFor && isBefore(expiresAt, proposedFor),
    );
    if (!isProposed) {
      await updateRequest(tx, request.id, { expires_at: iso(expiresAt) });
      await planEnd(tx, { ...request, expiresAt });
    }
    await advance(tx, request.id);
    await showProgress(tx, request);
  }
}
