import type { Selectable, Updateable } from 'kysely';
import { affectedRows } from '../../database/affected.ts';
import { lockBy } from '../../database/lock.ts';
import type { Tx } from '../../database/transaction.ts';
import { offers } from '../skills/store/held.ts';
import type { ReviewAdjustmentTable, ReviewTable } from './tables.ts';

export type Review = Selectable<ReviewTable>;
export type Adjustment = Selectable<ReviewAdjustmentTable>;

const reviews = (tx: Tx) => tx.db.selectFrom('review').selectAll();
const adjustments = (tx: Tx) => tx.db.selectFrom('review_adjustment').selectAll();

export function findReview(tx: Tx, id: string): Promise<Review | undefined> {
  return reviews(tx).where('id', '=', id).executeTakeFirst();
}

export function reviewFrom(tx: Tx, from: string): Promise<Review | undefined> {
  return reviews(tx).where('from_on', '=', from).executeTakeFirst();
}

/** One that nobody else changes before this transaction is over. */
export async function lockReview(tx: Tx, id: string): Promise<Review | undefined> {
  await tx.db.updateTable('review').set(lockBy('state')).where('id', '=', id).execute();
  return findReview(tx, id);
}

/** The last one before then of which everybody was told. */
export function postedBefore(tx: Tx, from: string): Promise<Review | undefined> {
  const posted = reviews(tx).where('state', '=', 'posted').where('from_on', '<', from);
  return posted.orderBy('from_on', 'desc').executeTakeFirst();
}

/** Those before then that nobody finished. */
export function openBefore(tx: Tx, from: string): Promise<Review[]> {
  return reviews(tx).where('state', '=', 'open').where('from_on', '<', from).execute();
}

/** @returns false when there is one of this quarter. */
export async function insertReview(
  tx: Tx,
  row: Pick<ReviewTable, 'id' | 'from_on' | 'to_on' | 'created_at'>,
): Promise<boolean> {
  const fresh = { state: 'open', heading: '', body: '' } as const;
  const nobody = { opened_at: null, channel: null, posted_by: null, posted_at: null };
  const inserted = await tx.db
    .insertInto('review')
    .values({ ...row, ...fresh, ...nobody, workspace_id: tx.workspaceId })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateReview(tx: Tx, id: string, to: Updateable<ReviewTable>): Promise<void> {
  await tx.db.updateTable('review').set(to).where('id', '=', id).execute();
}

export function adjustmentsOf(tx: Tx, reviewId: string): Promise<Adjustment[]> {
  return adjustments(tx).where('review_id', '=', reviewId).orderBy('created_at').orderBy('key').execute();
}

export function findAdjustment(tx: Tx, id: string): Promise<Adjustment | undefined> {
  return adjustments(tx).where('id', '=', id).executeTakeFirst();
}

export async function insertAdjustment(tx: Tx, row: Omit<ReviewAdjustmentTable, 'workspace_id'>): Promise<void> {
  await tx.db
    .insertInto('review_adjustment')
    .values({ ...row, workspace_id: tx.workspaceId })
    .execute();
}

export async function updateAdjustment(tx: Tx, id: string, to: Updateable<ReviewAdjustmentTable>): Promise<void> {
  await tx.db.updateTable('review_adjustment').set(to).where('id', '=', id).execute();
}

export async function deleteAdjustment(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('review_adjustment').where('id', '=', id).execute();
}

/** Who offers a skill, in the order of ids. */
export async function whoOffers(tx: Tx, skillId: string): Promise<string[]> {
  const rows = await offers(tx).select('member_id').where('skill_id', '=', skillId).orderBy('member_id').execute();
  return rows.map((row) => row.member_id);
}
