import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import type { Posted } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { touchOwners } from '../../members/service.ts';
import { queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { lockNewsletter, updateNewsletter } from '../store/index.ts';
import { updateStories } from '../store/stories.ts';
import { newsletterNow } from './draft.ts';
import { draftGroup, postEditJob, postKey, postRefusedPrompt, storyLeftPrompt } from './job-kinds.ts';

const ids = z.array(z.string());

/** The newsletter is in its channel. An owner hears when a story was taken back after they pressed the button. */
export async function newsletterPosted(tx: Tx, month: string, { channel, ts }: Posted): Promise<void> {
  const row = await lockNewsletter(tx, month);
  const now = await newsletterNow(tx, month);
  if (!row || !now) return;
  await updateNewsletter(tx, month, { state: 'posted', channel, ts, posted_at: iso(tx.now) });
  await updateStories(tx, ids.parse(JSON.parse(row.stories)), { told_in: month });
  await refreshPrompts(tx, draftGroup(month));
  if (now.left === 0) return;
  // It may have been said in the very moment before.
  await enqueue(tx, postEditJob, { month }, { lane: `edit:newsletter:${month}` });
  const memberId = row.decided_by ?? '';
  await queuePrompt(tx, storyLeftPrompt, { month }, { memberId, key: `newsletter-left:${month}`, dueAt: tx.now });
}

/** Its channel refused it: it is a draft again, and whoever posted it hears how it gets through. */
export async function newsletterRefused(tx: Tx, month: string, reason: string): Promise<void> {
  const row = await lockNewsletter(tx, month);
  if (row?.state !== 'posting' || !row.decided_by || !row.channel) return;
  await updateNewsletter(tx, month, { state: 'draft', decided_by: null, channel: null, failures: row.failures + 1 });
  await touchOwners(tx);
  await refreshPrompts(tx, draftGroup(month));
  const key = `newsletter-refused:${month}:${row.failures}`;
  const refused = { channel: row.channel, reason, month };
  const schedule = { memberId: row.decided_by, key, dueAt: tx.now, group: draftGroup(month) };
  await queuePrompt(tx, postRefusedPrompt, refused, schedule);
}

/** The key of the job that posts it: a refused one is posted by another job. */
export async function postKeyOf(tx: Tx, month: string): Promise<string> {
  return postKey(month, (await lockNewsletter(tx, month))?.failures ?? 0);
}

/** Where a posted newsletter stands, or undefined while Slack has not got it. */
export async function postOf(tx: Tx, month: string): Promise<Posted | undefined> {
  const row = await lockNewsletter(tx, month);
  return row?.channel && row.ts ? { channel: row.channel, ts: row.ts } : undefined;
}
