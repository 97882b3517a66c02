import type { Deps } from '../deps.ts';

/** Whether the app is still in its workspace: without that, Slack is not called and nothing is written. */
export async function isInstalled({ db, workspaceId }: Pick<Deps, 'db' | 'workspaceId'>): Promise<boolean> {
  const row = await db.read
    .selectFrom('workspace')
    .select('uninstalled_at')
    .where('id', '=', workspaceId)
    .executeTakeFirst();
  return !row?.uninstalled_at;
}
