import type { Updateable } from 'kysely';
import { affectedRows } from '../../database/affected.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { Happened } from './rules.ts';
import type { NewsletterTable } from './tables.ts';

const newsletters = (work: Work) => work.db.selectFrom('newsletter').selectAll();

export function findNewsletter(work: Work, month: string): Promise<NewsletterTable | undefined> {
  return newsletters(work).where('month', '=', month).executeTakeFirst();
}

/** The newsletter that nobody else changes before this transaction is over. */
export async function lockNewsletter(work: Work, month: string): Promise<NewsletterTable | undefined> {
  await work.db
    .updateTable('newsletter')
    .set((n) => ({ failures: n.ref('failures') }))
    .where('month', '=', month)
    .execute();
  return findNewsletter(work, month);
}

/** Those that were to tell a story. */
export function newslettersWith(work: Work, storyId: string): Promise<NewsletterTable[]> {
  return newsletters(work).where('offered', 'like', `%"${storyId}"%`).execute();
}

/** Adds the newsletter of a month. @returns false when there is one. */
export async function insertNewsletter(
  work: Work,
  row: Pick<
    NewsletterTable,
    'month' | 'heading' | 'opening' | 'closing' | 'offered' | 'stories' | 'figures' | 'has_figures' | 'has_technique'
  >,
): Promise<boolean> {
  const inserted = await work.db
    .insertInto('newsletter')
    .values({ ...row, workspace_id: work.workspaceId, state: 'draft', failures: 0, created_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'month']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateNewsletter(work: Work, month: string, to: Updateable<NewsletterTable>): Promise<void> {
  await work.db.updateTable('newsletter').set(to).where('month', '=', month).execute();
}

/** Conversations that took place, and uses of what was learned, but for those that were asked quietly, from `from` until before `to`. */
export async function happenedIn(work: Work, from: Temporal.Instant, to: Temporal.Instant): Promise<Happened> {
  const sessions = await work.db
    .selectFrom('session as s')
    .select(['s.mentor_id as mentorId', 's.mentee_id as menteeId'])
    .where('s.ended_at', '>=', iso(from))
    .where('s.ended_at', '<', iso(to))
    .where('s.held_at', 'is not', null)
    .where('s.is_quiet', '=', 0)
    .execute();
  const used = await work.db
    .selectFrom('session')
    .select('mentee_id as menteeId')
    .where('held_at', 'is not', null)
    .where('is_quiet', '=', 0)
    .where('used_at', '>=', iso(from))
    .where('used_at', '<', iso(to))
    .execute();
  return { sessions, usedBy: used.map((row) => row.menteeId) };
}
