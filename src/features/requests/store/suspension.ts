import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';

/** For what somebody’s quiet asks are suspended now, as it stands in a condition in SQL. */
export const SUSPENDED_FOR = 'select for_id from quiet_suspension';

const suspensions = (tx: Tx) => tx.db.selectFrom('quiet_suspension').selectAll();

/** Whether a member may not ask quietly now. */
export async function isSuspended(tx: Tx, memberId: string): Promise<boolean> {
  return (await suspensions(tx).where('member_id', '=', memberId).executeTakeFirst()) !== undefined;
}

/** For which of `ids` somebody's quiet asks are suspended now; without `ids`, for all. */
export async function suspendedFor(tx: Tx, ids?: string[]): Promise<string[]> {
  const query = ids === undefined ? suspensions(tx) : suspensions(tx).where('for_id', 'in', ids);
  return (await query.orderBy('suspended_at').orderBy('for_id').execute()).map((row) => row.for_id);
}

/** @returns false when it was there. */
export async function insertSuspension(tx: Tx, forId: string, memberId: string): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('quiet_suspension')
    .values({ workspace_id: tx.workspaceId, for_id: forId, member_id: memberId, suspended_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'for_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** @returns false when there was none. */
export async function deleteSuspension(tx: Tx, forId: string): Promise<boolean> {
  const deleted = await tx.db.deleteFrom('quiet_suspension').where('for_id', '=', forId).executeTakeFirst();
  return affectedRows(deleted) > 0;
}
