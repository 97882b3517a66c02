import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { WorkspaceTable } from './tables.ts';

export function workspaceRow(work: Work): Promise<WorkspaceTable | undefined> {
  return work.db.selectFrom('workspace').selectAll().executeTakeFirst();
}

/** Writes to the workspace's row, which is made when there is none. */
export async function writeWorkspace(work: Work, to: Partial<Omit<WorkspaceTable, 'id'>>): Promise<void> {
  const fresh = {
    name: '',
    bot_user_id: '',
    settings: '{}',
    synced_at: null,
    departure: null,
    uninstalled_at: null,
    created_at: iso(work.now),
  };
  await work.db
    .insertInto('workspace')
    .values({ ...fresh, ...to, id: work.workspaceId })
    .onConflict((c) => c.column('id').doUpdateSet(to))
    .execute();
}
