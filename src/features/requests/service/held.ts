import { isBefore, iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { requireMember } from '../../members/service.ts';
import { lifetimeOf } from '../rules.ts';
import { offersOf, requestsOf, updateRequest } from '../store.ts';
import { planEnd } from './ask.ts';
import { advance, showProgress } from './cascade.ts';

/** The asker takes a break: nobody else is asked in their name until it is over, and the request lives on for that long. */
export async function askerPaused(work: Work, memberId: string): Promise<void> {
  await renew(work, memberId);
}

/** The asker is back: what was held goes on, with the time of a new request. */
export function askerResumed(work: Work, memberId: string): Promise<void> {
  return renew(work, memberId);
}

async function renew(work: Work, memberId: string): Promise<void> {
  const asker = await requireMember(work, memberId);
  const expiresAt = lifetimeOf(asker, work.now);
  for (const request of await requestsOf(work, memberId, ['open'])) {
    // A suggested time further ahead has its own.
    const isProposed = (await offersOf(work, request.id)).some(
      ({ state, proposedFor }) => state === 'proposed' && proposedFor && isBefore(expiresAt, proposedFor),
    );
    if (!isProposed) {
      await updateRequest(work, request.id, { expires_at: iso(expiresAt) });
      await planEnd(work, { ...request, expiresAt });
    }
    await advance(work, request.id);
    await showProgress(work, request);
  }
}
