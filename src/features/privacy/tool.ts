import { systemClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { pendingMigrations } from '../../database/migrate.ts';
import { type Database, openTool } from '../../database/open.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { WorkspaceDeps } from '../../deps.ts';
import { messageOf, StartError } from '../../errors.ts';
import { createLog } from '../../log.ts';
import { createClient } from '../../slack/client.ts';
import { oneInstallation, type Workspace } from '../../workspace.ts';
import { getMember, workspacesOf } from '../members/service.ts';
import { allWorkspaces } from '../settings/service.ts';
import { editSome } from './jobs.ts';
import { dataOf, deleteData, end, erasureOf, type Next } from './service/index.ts';

const USAGE =
  'Say “npm run privacy -- export <user id>” to read what is kept about someone, or “npm run privacy -- erase <user id>” to delete it. Slack shows a user id in a profile under “Copy member ID”.';

/**
 * Prints or deletes what is kept about one person. Works beside a running app. Erasing needs Slack's token as well: the
 * app's messages about the person are edited.
 * @throws StartError when the words, the database or the person are at fault.
 */
export async function privacyTool(
  config: Config,
  words: string[],
  say: (line: string) => void,
  listeners: WorkspaceDeps['listeners'],
): Promise<boolean> {
  const [verb, id, ...others] = words;
  if ((verb !== 'export' && verb !== 'erase') || id === undefined || others.length > 0) throw new StartError(USAGE);
  const db = await openTool(config.databaseUrl, systemClock);
  try {
    if ((await pendingMigrations(db.read)).length > 0) throw new StartError('Run “npm run migrate” first.');
    const log = createLog(config);
    const workspace = { ...(await workspaceOf(db, id)), slack: createClient(config, log) };
    const base = { config, db, clock: db.clock, log, jobs: { wake() {} }, listeners };
    const deps: WorkspaceDeps = { ...base, installations: oneInstallation(workspace), workspace };
    if (verb === 'export') say((await inTransaction(deps, (tx) => dataOf(tx, id))) ?? '');
    else await eraseNow(deps, id, say);
    return true;
  } finally {
    await db.close();
  }
}

async function workspaceOf(db: Database, memberId: string): Promise<Omit<Workspace, 'slack'>> {
  const ids = await workspacesOf(db.read, memberId);
  const found = (await allWorkspaces(db.read)).find(({ id }) => ids.includes(id));
  if (!found) throw new StartError(`Nothing is kept about ${memberId}. A user id looks like U012ABCDEF.`);
  return { id: found.id, botUserId: found.bot_user_id };
}

async function eraseNow(deps: WorkspaceDeps, id: string, say: (line: string) => void): Promise<void> {
  const before = await inTransaction(deps, (tx) => getMember(tx, id));
  await inTransaction(deps, (tx) => deleteData(tx, id));
  say(`${before?.erasedAt ? 'Deleted again' : 'Deleted'}: what the database kept about ${id}.`);
  try {
    const erasure = await inTransaction(deps, (tx) => erasureOf(tx, id));
    for (let next: Next | undefined = { nth: 0 }; erasure && next; ) {
      next = await editSome(deps, erasure.id, next);
      if (next?.seconds !== undefined) throw new Error(`Slack wants ${next.seconds} seconds of rest`);
    }
    if (erasure) await inTransaction(deps, (tx) => end(tx, erasure.id));
    say('The app’s messages about them in Slack are edited.');
  } catch (error) {
    say(`Messages in Slack couldn’t be edited yet (${messageOf(error)}). The app goes on with it when it runs.`);
  }
}
