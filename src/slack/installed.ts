import type { WorkspaceDeps } from '../deps.ts';

/** Whether the app is still in its workspace: without that, Slack is not called and nothing is written. */
export async function isInstalled({ db, workspace }: Pick<WorkspaceDeps, 'db' | 'workspace'>): Promise<boolean> {
  const row = await db.read
    .selectFrom('workspace')
    .select('uninstalled_at')
    .where('id', '=', workspace.id)
    .executeTakeFirst();
  return !row?.uninstalled_at;
}
