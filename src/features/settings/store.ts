import { lockBy } from '../../database/lock.ts';
import type { Database } from '../../database/open.ts';
import type { Tx } from '../../database/transaction.ts';
import { iso } from '../../time.ts';
import type { WorkspaceTable } from './tables.ts';

export function workspaceRow(tx: Tx): Promise<WorkspaceTable | undefined> {
  return tx.db.selectFrom('workspace').selectAll().executeTakeFirst();
}

/** Makes whoever else decides about the whole workspace wait until this transaction is over. */
export async function lockWorkspace(tx: Tx): Promise<void> {
  await tx.db.updateTable('workspace').set(lockBy('name')).execute();
}

/** Every workspace of the database, for tools that are told about which one they are. */
export function allWorkspaces(read: Database['read']): Promise<Pick<WorkspaceTable, 'id' | 'bot_user_id'>[]> {
  return read.selectFrom('workspace').select(['id', 'bot_user_id']).execute();
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
