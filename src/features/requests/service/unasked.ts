import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { isPaused } from '../../members/rules/index.ts';
import { requireMember } from '../../members/service.ts';
import { gate } from '../../prompts/service/index.ts';
import { giveBack } from '../../quotas/service.ts';
import type { Offer, Request } from '../rules/index.ts';
import { deleteOffer, findOffer, findRequest, lockRequest, updateRequest } from '../store/index.ts';
import { advance, endOffer } from './cascade.ts';

/** The mentor may not be asked, or cannot be reached, after all: on to the next. */
export async function takeBackOffer(tx: Tx, offerId: string): Promise<void> {
  const offer = await findOffer(tx, offerId);
  if (offer?.state !== 'pending') return;
  const request = await findRequest(tx, offer.requestId);
  if (request && !offer.message) await uncount(tx, request, offer);
  await endOffer(tx, offer, 'withdrawn');
  await advance(tx, offer.requestId);
}

/** Of what nobody has read, nothing counts. */
async function uncount(tx: Tx, { menteeId }: Request, { mentorId, offeredAt }: Offer): Promise<void> {
  await giveBack(tx, await requireMember(tx, menteeId), 'offer', iso(offeredAt), mentorId);
}

/**
 * The mentor may not be written to before `until` after all: it is as if they had not been asked, so that somebody else
 * is, or they are then. @returns false when it has to wait as it is.
 */
export async function askLater(tx: Tx, offer: Offer): Promise<boolean> {
  const [request, mentor] = [await lockRequest(tx, offer.requestId), await requireMember(tx, offer.mentorId)];
  if (!request || offer.message || (await gate(tx, mentor)).ok) return false;
  await unask(tx, request, offer);
  await advance(tx, request.id);
  return true;
}

/** The asker took a break while the question was on its way. @returns whether it waits for their return. */
export async function holdBack(tx: Tx, offer: Offer): Promise<boolean> {
  const request = await lockRequest(tx, offer.requestId);
  if (!request || offer.message || !isPaused(await requireMember(tx, request.menteeId), tx.now)) return false;
  await unask(tx, request, offer);
  await advance(tx, request.id);
  return true;
}

/** It is as if they had not been asked: nobody has read it. */
async function unask(tx: Tx, request: Request, offer: Offer): Promise<void> {
  await deleteOffer(tx, offer.id);
  await uncount(tx, request, offer);
  await updateRequest(tx, request.id, { candidates: JSON.stringify([offer.mentorId, ...request.candidates]) });
  tx.touch(offer.mentorId);
}
