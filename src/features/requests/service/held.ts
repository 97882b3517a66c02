import { isBefore, iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { requireMember } from '../../members/service.ts';
import { lifetimeOf } from '../rules.ts';
import { lockRequest, offersOf, requestsOf, updateRequest } from '../store.ts';
import { planEnd } from './ask.ts';
import { advance, showProgress } from './cascade.ts';
import { unask } from './unasked.ts';

/** The asker takes a break: nobody else is asked in their name until it is over, and the request lives on for that long. */
export async function askerPaused(work: Work, memberId: string): Promise<void> {
  await renew(work, memberId, async (requestId) => {
    const request = await lockRequest(work, requestId);
    for (const offer of await offersOf(work, requestId)) {
      // A question that is still on its way would come in the name of somebody who is not there.
      if (request && offer.state === 'pending' && !offer.message) await unask(work, request, offer);
    }
  });
}

/** The asker is back: what was held goes on, with the time of a new request. */
export function askerResumed(work: Work, memberId: string): Promise<void> {
  return renew(work, memberId, async () => {});
}

async function renew(work: Work, memberId: string, before: (requestId: string) => Promise<void>): Promise<void> {
  const asker = await requireMember(work, memberId);
  const expiresAt = lifetimeOf(asker, work.now);
  for (const request of await requestsOf(work, memberId, ['open'])) {
    await before(request.id);
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
