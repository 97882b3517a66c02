import type { Tx } from '../../../database/transaction.ts';
import { workspaceRow } from '../../settings/store.ts';
import { tablesInOrder } from './declarations.ts';

/** Since when the app is no longer in the workspace, or undefined while it is. */
export async function uninstalledSince(tx: Tx): Promise<string | undefined> {
  return (await workspaceRow(tx))?.uninstalled_at ?? undefined;
}

/** Deletes everything that is kept of a workspace. */
export async function eraseWorkspace({ db }: Tx): Promise<void> {
  for (const table of tablesInOrder) await db.deleteFrom(table).execute();
}
