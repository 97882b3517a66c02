import type { Tx } from '../../../database/transaction.ts';
import { tablesInOrder } from '../declarations.ts';

/** Since when the app is no longer in the workspace, or undefined while it is. */
export async function uninstalledSince({ db }: Tx): Promise<string | undefined> {
  const row = await db.selectFrom('workspace').select('uninstalled_at').executeTakeFirst();
  return row?.uninstalled_at ?? undefined;
}

/** Deletes everything that is kept of a workspace. */
export async function eraseWorkspace({ db }: Tx): Promise<void> {
  for (const table of tablesInOrder) await db.deleteFrom(table).execute();
}
