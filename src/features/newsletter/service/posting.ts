import { z } from 'zod';
import type { Posted } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { queuePrompt, refreshPrompts } from '../../prompts/service.ts';
import { updateStories } from '../store/stories.ts';
import { lockNewsletter, updateNewsletter } from '../store.ts';
import { newsletterNow } from './draft.ts';
import { draftGroup, postEdit, postKey, postRefused, storyLeft } from './kinds.ts';

const ids = z.array(z.string());

/** The newsletter is in its channel. An owner hears when a story was taken back after they pressed the button. */
export async function newsletterPosted(work: Work, month: string, { channel, ts }: Posted): Promise<void> {
  const row = await lockNewsletter(work, month);
  const now = await newsletterNow(work, month);
  if (!row || !now) return;
  await updateNewsletter(work, month, { state: 'posted', channel, ts, posted_at: iso(work.now) });
  await updateStories(work, ids.parse(JSON.parse(row.stories)), { told_in: month });
  await refreshPrompts(work, draftGroup(month));
  if (now.left === 0) return;
  // It may have been said in the very moment before.
  await enqueue(work, postEdit, { month }, { lane: `edit:newsletter:${month}` });
  const memberId = row.decided_by ?? '';
  await queuePrompt(work, storyLeft, { month }, { memberId, key: `newsletter-left:${month}`, dueAt: work.now });
}

/** Its channel refused it: it is a draft again, and whoever posted it hears how it gets through. */
export async function newsletterRefused(work: Work, month: string, reason: string): Promise<void> {
  const row = await lockNewsletter(work, month);
  if (row?.state !== 'posting' || !row.decided_by || !row.channel) return;
  await updateNewsletter(work, month, { state: 'draft', decided_by: null, channel: null, failures: row.failures + 1 });
  await refreshPrompts(work, draftGroup(month));
  const key = `newsletter-refused:${month}:${row.failures}`;
  const refused = { channel: row.channel, reason, month };
  const schedule = { memberId: row.decided_by, key, dueAt: work.now, group: draftGroup(month) };
  await queuePrompt(work, postRefused, refused, schedule);
}

/** The key of the job that posts it: a refused one is posted by another job. */
export async function postKeyOf(work: Work, month: string): Promise<string> {
  return postKey(month, (await lockNewsletter(work, month))?.failures ?? 0);
}

/** Where a posted newsletter stands, or undefined while Slack has not got it. */
export async function postOf(work: Work, month: string): Promise<Posted | undefined> {
  const row = await lockNewsletter(work, month);
  return row?.channel && row.ts ? { channel: row.channel, ts: row.ts } : undefined;
}
