import type { Tx } from '../../database/transaction.ts';
import { iso } from '../../time.ts';
import type { WorkspaceTable } from './tables.ts';

export function workspaceRow(tx: Tx): Promise<WorkspaceTable | undefined> {
  return tx.db.selectFrom('workspace').selectAll().executeTakeFirst();
}

/** Writes to the workspace's row, which is made when there is none. */
export async function writeWorkspace(tx: Tx, to: Partial<Omit<WorkspaceTable, 'id'>>): Promise<void> {
  const fresh = {
    name: '',
    bot_user_id: '',
    settings: '{}',
    synced_at: null,
    departure: null,
    uninstalled_at: null,
    created_at: iso(tx.now),
  };
  await tx.db
    .insertInto('workspace')
    .values({ ...fresh, ...to, id: tx.workspaceId })
    .onConflict((c) => c.column('id').doUpdateSet(to))
    .execute();
}
