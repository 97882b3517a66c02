import { sql } from 'kysely';
import type { Work } from '../../../work.ts';
import { tablesInOrder } from '../declarations.ts';

/** Since when the app is no longer in the workspace, or undefined while it is. */
export async function uninstalledSince({ db, workspaceId }: Work): Promise<string | undefined> {
  const row = await db
    .selectFrom('workspace')
    .select('uninstalled_at')
    .where('id', '=', workspaceId)
    .executeTakeFirst();
  return row?.uninstalled_at ?? undefined;
}

/** Deletes everything that is kept of a workspace. */
export async function eraseWorkspace({ db, workspaceId }: Work): Promise<void> {
  for (const table of tablesInOrder) {
    // The table of the workspaces is the one that has no workspace_id.
    const column = sql.ref(table === 'workspace' ? 'id' : 'workspace_id');
    await sql`delete from ${sql.table(table)} where ${column} = ${workspaceId}`.execute(db);
  }
}
