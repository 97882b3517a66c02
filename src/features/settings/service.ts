import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import { parseJson, readSettings, type Settings } from './rules.ts';
import { workspaceRow, writeWorkspace } from './store.ts';

/** The workspace's settings, with defaults for whatever nobody decided. */
export async function getSettings(work: Work): Promise<Settings> {
  const row = await workspaceRow(work);
  return readSettings(row?.settings ?? '{}');
}

/** What somebody decided so far, without the defaults. */
export async function decidedSettings(work: Work): Promise<Record<string, unknown>> {
  return parseJson((await workspaceRow(work))?.settings ?? '{}');
}

/** Keeps these settings in place of those of before. */
export function writeSettings(work: Work, settings: object): Promise<void> {
  return writeWorkspace(work, { settings: JSON.stringify(settings) });
}

/** The name of the workspace, '' while it is not known. */
export async function workspaceName(work: Work): Promise<string> {
  return (await workspaceRow(work))?.name ?? '';
}

/** The app was taken out of the workspace: from now on nothing is written there, nor asked of Slack. */
export async function markUninstalled(work: Work): Promise<void> {
  await writeWorkspace(work, { uninstalled_at: iso(work.now) });
}

/** Makes sure that the workspace has its row, with Slack's name for it. */
export function saveWorkspace(work: Work, name: string, botUserId: string): Promise<void> {
  return writeWorkspace(work, { name, bot_user_id: botUserId, uninstalled_at: null });
}

/** Notes that Slack's directory was read to its end. */
export function directoryWasRead(work: Work): Promise<void> {
  return writeWorkspace(work, { synced_at: iso(work.now) });
}
