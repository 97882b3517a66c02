import { affectedRows } from '../../database/affected.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';

const suspensions = (work: Work) => work.db.selectFrom('quiet_suspension').selectAll();

/** Whether a member may not ask quietly now. */
export async function isSuspended(work: Work, memberId: string): Promise<boolean> {
  return (await suspensions(work).where('member_id', '=', memberId).executeTakeFirst()) !== undefined;
}

/** For which of `ids` somebody's quiet asks are suspended now; without `ids`, for all. */
export async function suspendedFor(work: Work, ids?: string[]): Promise<string[]> {
  const query = ids === undefined ? suspensions(work) : suspensions(work).where('for_id', 'in', ids);
  return (await query.orderBy('suspended_at').orderBy('for_id').execute()).map((row) => row.for_id);
}

/** @returns false when it was there. */
export async function insertSuspension(work: Work, forId: string, memberId: string): Promise<boolean> {
  const inserted = await work.db
    .insertInto('quiet_suspension')
    .values({ workspace_id: work.workspaceId, for_id: forId, member_id: memberId, suspended_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'for_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** @returns false when there was none. */
export async function deleteSuspension(work: Work, forId: string): Promise<boolean> {
  const deleted = await work.db.deleteFrom('quiet_suspension').where('for_id', '=', forId).executeTakeFirst();
  return affectedRows(deleted) > 0;
}
