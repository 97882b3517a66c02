import type { Updateable } from 'kysely';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { Happened } from './rules.ts';

export type NewsletterState = 'draft' | 'posting' | 'posted' | 'skipped';

/** The newsletter about one month; `month` is YYYY-MM. */
export type NewsletterTable = {
  workspace_id: string;
  month: string;
  state: NewsletterState;
  heading: string;
  opening: string;
  closing: string;
  /** The owner who changed heading, opening or closing last. */
  words_by: string | null;
  /** JSON arrays of story ids: those that were picked, and those of them that are in. */
  offered: string;
  stories: string;
  /** JSON, as they were when the draft was made. */
  figures: string;
  has_figures: number;
  has_technique: number;
  /** The owner who posted or skipped it. */
  decided_by: string | null;
  channel: string | null;
  ts: string | null;
  /** How often its channel refused it. */
  failures: number;
  created_at: string;
  posted_at: string | null;
};

const newsletters = (work: Work) =>
  work.db.selectFrom('newsletter').selectAll().where('workspace_id', '=', work.workspaceId);

export function findNewsletter(work: Work, month: string): Promise<NewsletterTable | undefined> {
  return newsletters(work).where('month', '=', month).executeTakeFirst();
}

/** The newsletter that nobody else changes before this transaction is over. */
export async function lockNewsletter(work: Work, month: string): Promise<NewsletterTable | undefined> {
  await work.db
    .updateTable('newsletter')
    .set((n) => ({ failures: n.ref('failures') }))
    .where('workspace_id', '=', work.workspaceId)
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
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function updateNewsletter(work: Work, month: string, to: Updateable<NewsletterTable>): Promise<void> {
  await work.db
    .updateTable('newsletter')
    .set(to)
    .where('workspace_id', '=', work.workspaceId)
    .where('month', '=', month)
    .execute();
}

/** Conversations that took place, and uses of what was learned, from `from` until before `to`. */
export async function happenedIn(work: Work, from: Temporal.Instant, to: Temporal.Instant): Promise<Happened> {
  const sessions = await work.db
    .selectFrom('session as s')
    .select(['s.mentor_id as mentorId', 's.mentee_id as menteeId'])
    .where('s.workspace_id', '=', work.workspaceId)
    .where('s.ended_at', '>=', iso(from))
    .where('s.ended_at', '<', iso(to))
    .where('s.held_at', 'is not', null)
    .execute();
  const used = await work.db
    .selectFrom('session')
    .select('mentee_id as menteeId')
    .where('workspace_id', '=', work.workspaceId)
    .where('held_at', 'is not', null)
    .where('used_at', '>=', iso(from))
    .where('used_at', '<', iso(to))
    .execute();
  return { sessions, usedBy: used.map((row) => row.menteeId) };
}
