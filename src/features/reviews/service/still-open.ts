import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { ownersOnly } from '../../members/service.ts';
import { lockReview, type Review } from '../store.ts';

export const GONE = 'This review isn’t here anymore. `/mentor review` opens the one of the last quarter.';
const CLOSED =
  'Everyone has been told what changes after this review, so it stays as it is. The next one follows in a quarter.';
const LEFT = 'This review is over, and a newer one is there. `/mentor review` opens it.';

/** The review, if it can still be changed, locked. @throws UserError when they are no owner, or it is over. */
export async function openFor(tx: Tx, by: string, id: string): Promise<Review> {
  await ownersOnly(tx, by);
  const review = await lockReview(tx, id);
  if (!review) throw new UserError(GONE);
  if (review.state === 'left') throw new UserError(LEFT);
  if (review.state !== 'open') throw new UserError(CLOSED);
  return review;
}
