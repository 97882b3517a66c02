import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import type { PostForm } from '../rules/forms.ts';
import { adjustmentsOf, findReview, type Review, updateReview } from '../store.ts';
import { isOver } from './beginning.ts';
import { postReviewJob, reviewGroup, reviewRefusedPrompt } from './job-kinds.ts';
import { type ReviewShown, reviewFor } from './looking.ts';
import { openFor } from './still-open.ts';

/** Days for which the post waits for its channel. */
const WORTH_POSTING_DAYS = 2;

/** What the text to everybody is made of, and where it would go. @throws UserError when it cannot be posted. */
export async function draftFor(tx: Tx, by: string, id: string): Promise<ReviewShown & { channel: string | undefined }> {
  await openFor(tx, by, id);
  if ((await adjustmentsOf(tx, id)).length === 0)
    throw new UserError('Nothing is chosen yet. Choose what you’ll change first, or write your own.');
  return { ...(await reviewFor(tx, by, id)), channel: (await getSettings(tx)).digestChannel };
}

/** Tells everybody, on an owner's behalf, once. @throws UserError when it cannot be posted. */
export async function postReview(tx: Tx, by: string, id: string, { heading, text, channel }: PostForm): Promise<void> {
  await openFor(tx, by, id);
  await updateReview(tx, id, { state: 'posting', heading, body: text, channel, posted_by: by });
  const expiresAt = tx.now.add({ hours: 24 * WORTH_POSTING_DAYS });
  // Posting again after a refusal is another post.
  await enqueue(
    tx,
    postReviewJob,
    { id },
    { key: `${postReviewJob.name}:${id}:${iso(tx.now)}`, lane: channel, expiresAt },
  );
  await isOver(tx, id);
}

/** A post on its way; undefined when it is not wanted any more. */
export async function postNow(tx: Tx, id: string): Promise<Review | undefined> {
  const review = await findReview(tx, id);
  return review?.state === 'posting' ? review : undefined;
}

/** It is in its channel, which keeps the words from here on. */
export async function reviewPosted(tx: Tx, id: string): Promise<void> {
  await updateReview(tx, id, { state: 'posted', heading: '', body: '', posted_at: iso(tx.now) });
  await isOver(tx, id);
}

/** Its channel refused it: it is open again, and whoever posted it hears why. */
export async function reviewRefused(tx: Tx, id: string, reason: string): Promise<void> {
  const review = await postNow(tx, id);
  if (!review) return;
  await updateReview(tx, id, { state: 'open', heading: '', body: '' });
  await isOver(tx, id);
  const { posted_by: ownerId, channel } = review;
  if (ownerId === null || channel === null) return;
  const schedule = { memberId: ownerId, key: `${reviewRefusedPrompt.name}:${id}:${iso(tx.now)}`, dueAt: tx.now };
  await queuePrompt(tx, reviewRefusedPrompt, { ownerId, channel, reason }, { ...schedule, group: reviewGroup(id) });
}
