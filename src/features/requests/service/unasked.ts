import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { isPaused } from '../../members/rules.ts';
import { requireMember } from '../../members/service.ts';
import { gate } from '../../prompts/service.ts';
import { giveBack } from '../../quotas/service.ts';
import type { Offer, Request } from '../rules.ts';
import { deleteOffer, findOffer, findRequest, lockRequest, updateRequest } from '../store.ts';
import { advance, endOffer } from './cascade.ts';

/** The mentor may not be asked, or cannot be reached, after all: on to the next. */
export async function takeBackOffer(work: Work, offerId: string): Promise<void> {
  const offer = await findOffer(work, offerId);
  if (offer?.state !== 'pending') return;
  const request = await findRequest(work, offer.requestId);
  if (request && !offer.message) await uncount(work, request, offer);
  await endOffer(work, offer, 'withdrawn');
  await advance(work, offer.requestId);
}

/** Of what nobody has read, nothing counts. */
async function uncount(work: Work, { menteeId }: Request, { mentorId, offeredAt }: Offer): Promise<void> {
  await giveBack(work, await requireMember(work, menteeId), 'offer', iso(offeredAt), mentorId);
}

/**
 * The mentor may not be written to before `until` after all: it is as if they had not been asked, so that somebody else
 * is, or they are then. @returns false when it has to wait as it is.
 */
export async function askLater(work: Work, offer: Offer): Promise<boolean> {
  const [request, mentor] = [await lockRequest(work, offer.requestId), await requireMember(work, offer.mentorId)];
  if (!request || offer.message || (await gate(work, mentor)).ok) return false;
  await unask(work, request, offer);
  await advance(work, request.id);
  return true;
}

/** The asker took a break while the question was on its way. @returns whether it waits for their return. */
export async function holdBack(work: Work, offer: Offer): Promise<boolean> {
  const request = await lockRequest(work, offer.requestId);
  if (!request || offer.message || !isPaused(await requireMember(work, request.menteeId), work.now)) return false;
  await unask(work, request, offer);
  await advance(work, request.id);
  return true;
}

/** It is as if they had not been asked: nobody has read it. */
async function unask(work: Work, request: Request, offer: Offer): Promise<void> {
  await deleteOffer(work, offer.id);
  await uncount(work, request, offer);
  await updateRequest(work, request.id, { candidates: JSON.stringify([offer.mentorId, ...request.candidates]) });
  work.touch(offer.mentorId);
}
