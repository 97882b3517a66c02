import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { QuietBlockTable } from '../tables.ts';

const blocks = (tx: Tx) => tx.db.selectFrom('quiet_block');

/** Of `ids`, those whom nothing of `askerId` may reach since they asked them quietly; `before` = only blocks of then. */
export async function unwantedBy(
  tx: Tx,
  askerId: string,
  ids: string[],
  before?: Temporal.Instant,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const all = blocks(tx).select('member_id').where('blocked_id', '=', askerId).where('member_id', 'in', ids);
  const rows = await (before ? all.where('made_at', '<', iso(before)) : all).execute();
  return new Set(rows.map((row) => row.member_id));
}

/** Whether a member made one for this. */
export async function hasQuietBlock(tx: Tx, forId: string, memberId: string): Promise<boolean> {
  const row = await blocks(tx)
    .select('for_id')
    .where('for_id', '=', forId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertQuietBlock(
  tx: Tx,
  block: Omit<QuietBlockTable, 'workspace_id' | 'made_at'>,
): Promise<void> {
  await tx.db
    .insertInto('quiet_block')
    .values({ ...block, workspace_id: tx.workspaceId, made_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'for_id']).doNothing())
    .execute();
}

export async function deleteQuietBlock(tx: Tx, forId: string, memberId: string): Promise<void> {
  await tx.db.deleteFrom('quiet_block').where('for_id', '=', forId).where('member_id', '=', memberId).execute();
}
