import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';

/** Notes that the asker of a request reads of these colleagues. */
export async function noteTold(tx: Tx, requestId: string, helperIds: string[]): Promise<void> {
  if (helperIds.length === 0) return;
  const rows = helperIds.map((id) => ({
    workspace_id: tx.workspaceId,
    request_id: requestId,
    helper_id: id,
    told_at: iso(tx.now),
  }));
  await tx.db
    .insertInto('told_helper')
    .values(rows)
    .onConflict((c) => c.columns(['workspace_id', 'request_id', 'helper_id']).doNothing())
    .execute();
}

/** Of these colleagues, those of whom the asker of a request was told. */
export async function toldOf(tx: Tx, requestId: string, helperIds: string[]): Promise<Set<string>> {
  if (helperIds.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('told_helper')
    .select('helper_id')
    .where('request_id', '=', requestId)
    .where('helper_id', 'in', helperIds)
    .execute();
  return new Set(rows.map((row) => row.helper_id));
}
