import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, isBefore, iso } from '../../../time.ts';
import { atLocal } from '../../members/rules/index.ts';
import { adminContacts, isOwner, touchOwners } from '../../members/service.ts';
import { lastQuarter, type Period, startOfQuarter } from '../../metrics/rules/period.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { getSettings, knownSince, lockWorkspace, today } from '../../settings/service.ts';
import { findReview, insertReview, openBefore, type Review, reviewFrom, updateReview } from '../store.ts';
import { dueReviewPrompt, quarterOverJob, reviewGroup } from './job-kinds.ts';

/** The time of day, in the zone of the workspace, and days after which an owner is reminded once. */
const AT = '09:00';
const REMIND_AFTER = 7;

/** Plans the review of this quarter: on the first Monday after it. Planning it twice changes nothing. */
export async function planReview(tx: Tx): Promise<void> {
  const { zone } = await getSettings(tx);
  const from = startOfQuarter(await today(tx));
  const end = from.add({ months: 3 });
  const monday = end.add({ days: (8 - end.dayOfWeek) % 7 });
  const payload = { from: from.toString() };
  await enqueue(tx, quarterOverJob, payload, {
    key: `${quarterOverJob.name}:${payload.from}`,
    runAt: atLocal({ zone }, monday, AT),
  });
}

/** Begins the review of a quarter and tells owners; what nobody finished before is left. */
export async function beginReview(tx: Tx, from: string): Promise<void> {
  await planReview(tx);
  const to = Temporal.PlainDate.from(from).add({ months: 3 }).toString();
  const { zone } = await getSettings(tx);
  const end = atLocal({ zone }, Temporal.PlainDate.from(to), '00:00');
  const since = await knownSince(tx);
  // Nothing took place in a quarter in which the app was not there.
  if (since === undefined || !isBefore(since, end)) return;
  const review = await reviewOf(tx, { from, to });
  for (const ownerId of await adminContacts(tx))
    for (const isReminder of [false, true]) await queueDue(tx, review.id, ownerId, isReminder);
}

async function queueDue(tx: Tx, id: string, ownerId: string, isReminder: boolean): Promise<void> {
  const dueAt = isReminder ? tx.now.add({ hours: 24 * REMIND_AFTER }) : tx.now;
  const key = `${dueReviewPrompt.name}:${id}:${ownerId}:${isReminder}`;
  await queuePrompt(
    tx,
    dueReviewPrompt,
    { id, ownerId, isReminder },
    { memberId: ownerId, key, dueAt, group: reviewGroup(id) },
  );
}

/** The review of a quarter, made if there is none; those before it that nobody finished are left. */
export async function reviewOf(tx: Tx, { from, to }: Period): Promise<Review> {
  const before = await reviewFrom(tx, from);
  if (before) return before;
  await lockWorkspace(tx);
  await insertReview(tx, { id: randomUUID(), from_on: from, to_on: to, created_at: iso(tx.now) });
  for (const { id } of await openBefore(tx, from)) {
    await updateReview(tx, id, { state: 'left' });
    await isOver(tx, id);
  }
  await touchOwners(tx);
  const made = await reviewFrom(tx, from);
  if (!made) throw new Error(`The review from ${from} could not be made`);
  return made;
}

/** Nobody is reminded of it any more, and its cards say so. */
export async function isOver(tx: Tx, id: string): Promise<void> {
  await cancelPrompts(tx, reviewGroup(id));
  await refreshPrompts(tx, reviewGroup(id));
  await touchOwners(tx);
}

/** Whether the review of the last quarter is there, and nobody has finished it. */
export async function reviewWaiting(tx: Tx): Promise<boolean> {
  return (await reviewFrom(tx, lastQuarter(await today(tx)).from))?.state === 'open';
}

export type DueShown = { period: Period; isReminder: boolean; state: Review['state']; channel: string | undefined };

/** What an owner reads of it, or undefined when they are none any more, or need no reminder. */
export async function dueNow(tx: Tx, id: string, ownerId: string, isReminder: boolean): Promise<DueShown | undefined> {
  const review = await findReview(tx, id);
  if (!review || (review.state === 'open' && !(await isOwner(tx, ownerId)))) return undefined;
  const isOpened = review.opened_at !== null && isBefore(instant(review.opened_at), tx.now);
  if (isReminder && review.state === 'open' && isOpened) return undefined;
  const { from_on: from, to_on: to, state, channel } = review;
  return { period: { from, to }, isReminder, state, channel: channel ?? undefined };
}

/** Owners were named, or are none any more: the cards of an open review are theirs alone. */
export async function ownersChanged(tx: Tx): Promise<void> {
  const review = await reviewFrom(tx, lastQuarter(await today(tx)).from);
  if (review?.state === 'open') await refreshPrompts(tx, reviewGroup(review.id));
}
