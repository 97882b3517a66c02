import type { Updateable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { heldSessions } from '../../sessions/store/history.ts';
import type { Happened } from '../rules/index.ts';
import type { NewsletterTable } from '../tables.ts';

const newsletters = (tx: Tx) => tx.db.selectFrom('newsletter').selectAll();

export function findNewsletter(tx: Tx, month: string): Promise<NewsletterTable | undefined> {
  return newsletters(tx).where('month', '=', month).executeTakeFirst();
}

/** The newsletter that nobody else changes before this transaction is over. */
export async function lockNewsletter(tx: Tx, month: string): Promise<NewsletterTable | undefined> {
  await tx.db.updateTable('newsletter').set(lockBy('failures')).where('month', '=', month).execute();
  return findNewsletter(tx, month);
}

/** Those that were to tell a story. */
export function newslettersWith(tx: Tx, storyId: string): Promise<NewsletterTable[]> {
  return newsletters(tx).where('offered', 'like', `%"${storyId}"%`).execute();
}

/** Adds the newsletter of a month. @returns false when there is one. */
export async function insertNewsletter(
  tx: Tx,
  row: Pick<
    NewsletterTable,
    'month' | 'heading' | 'opening' | 'closing' | 'offered' | 'stories' | 'figures' | 'has_figures' | 'has_technique'
  >,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('newsletter')
    .values({ ...row, workspace_id: tx.workspaceId, state: 'draft', failures: 0, created_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'month']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateNewsletter(tx: Tx, month: string, to: Updateable<NewsletterTable>): Promise<void> {
  await tx.db.updateTable('newsletter').set(to).where('month', '=', month).execute();
}

/** Conversations that took place, and uses of what was learned, but for those that were asked quietly, from `from` until before `to`. */
export async function happenedIn(tx: Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<Happened> {
  const held = heldSessions(tx).where('is_quiet', '=', 0);
  const sessions = await held
    .select(['mentor_id as mentorId', 'mentee_id as menteeId'])
    .where('ended_at', '>=', iso(from))
    .where('ended_at', '<', iso(to))
    .execute();
  const used = await held
    .select('mentee_id as menteeId')
    .where('used_at', '>=', iso(from))
    .where('used_at', '<', iso(to))
    .execute();
  return { sessions, usedBy: used.map((row) => row.menteeId) };
}
