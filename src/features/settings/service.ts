import type { Database } from '../../database/open.ts';
import type { Tx } from '../../database/transaction.ts';
import { StartError } from '../../errors.ts';
import { instant, iso } from '../../time.ts';
import { carriedOver, parseJson, readSettings, type Settings } from './rules/index.ts';
import { allWorkspaces, workspaceRow, writeWorkspace } from './store.ts';

export { allWorkspaces, lockWorkspace } from './store.ts';

/** Stores the digest's time as it is kept today. Returns the cron line of before, if it was none of days of the week. */
export async function carryOverDigestTime(tx: Tx): Promise<string | undefined> {
  const decided = await decidedSettings(tx);
  if (typeof decided.digestCron !== 'string') return undefined;
  const settings = carriedOver(decided);
  await writeSettings(tx, settings);
  return 'digestTime' in settings ? undefined : decided.digestCron;
}

/** The workspace's settings, with defaults for whatever nobody decided. */
export async function getSettings(tx: Tx): Promise<Settings> {
  const row = await workspaceRow(tx);
  return readSettings(row?.settings ?? '{}');
}

/** The local date of the workspace. */
export async function today(tx: Tx): Promise<Temporal.PlainDate> {
  return tx.now.toZonedDateTimeISO((await getSettings(tx)).zone).toPlainDate();
}

/** What somebody decided so far, without the defaults. */
export async function decidedSettings(tx: Tx): Promise<Record<string, unknown>> {
  return parseJson((await workspaceRow(tx))?.settings ?? '{}');
}

/** Keeps these settings in place of those of before. */
export function writeSettings(tx: Tx, settings: object): Promise<void> {
  return writeWorkspace(tx, { settings: JSON.stringify(settings) });
}

/** The name of the workspace, '' while it is not known. */
export async function workspaceName(tx: Tx): Promise<string> {
  return (await workspaceRow(tx))?.name ?? '';
}

/** Since when the app knows the workspace; undefined for one that it does not know. */
export async function knownSince(tx: Tx): Promise<Temporal.Instant | undefined> {
  const row = await workspaceRow(tx);
  return row && instant(row.created_at);
}

/** The app was taken out of the workspace: from now on nothing is written there, nor asked of Slack. */
export async function markUninstalled(tx: Tx): Promise<void> {
  await writeWorkspace(tx, { uninstalled_at: iso(tx.now) });
}

/** Makes sure that the workspace has its row, with Slack's name for it. */
export function saveWorkspace(tx: Tx, name: string, botUserId: string): Promise<void> {
  return writeWorkspace(tx, { name, bot_user_id: botUserId, uninstalled_at: null });
}

/** Notes that Slack's directory was read to its end. */
export function directoryWasRead(tx: Tx): Promise<void> {
  return writeWorkspace(tx, { synced_at: iso(tx.now) });
}

/** The workspace that a tool is to work on: the one that is named, or the only one. @throws StartError where that is none. */
export async function chosenWorkspace(read: Database['read'], wanted: string | undefined): Promise<string> {
  const ids = (await allWorkspaces(read)).map((row) => row.id);
  const found = wanted === undefined && ids.length === 1 ? ids[0] : ids.find((id) => id === wanted);
  if (found !== undefined) return found;
  throw new StartError(`Say which workspace with --workspace; the database has: ${ids.join(', ') || 'none yet'}.`);
}
