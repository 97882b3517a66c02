import { z } from 'zod';
import type { OAuth } from './config.ts';
import { inTransaction, type Tx } from './database/transaction.ts';
import type { Deps } from './deps.ts';
import { type InstallationNews, readNews } from './features/installations/rules.ts';
import {
  type Added,
  addInstallation,
  dropInstallation,
  giveApp,
  type InstallationRow,
  installation,
  installationFor,
  installedWorkspaces,
} from './features/installations/service/index.ts';
import { workspaceLeft } from './features/privacy/service/index.ts';
import { createKeyRing } from './key-ring.ts';
import { createClient } from './slack/client.ts';

type Base = Omit<Deps, 'installations'>;

/**
 * Workspaces and organisations that come and go.
 * @param onCame plans the work of a workspace that has the app from now on
 */
export function createComings(deps: Base, oauth: OAuth, onCame: (workspaceId: string) => void) {
  const ring = createKeyRing(oauth.tokenKeys);
  const within = <T>(id: string, unit: (tx: Tx) => Promise<T>, once?: string) =>
    inTransaction({ ...deps, workspace: { id } }, unit, once);

  /** Keeps what somebody gave who added the app; a second time it takes the place of the first. */
  async function keep(id: string, added: Added): Promise<void> {
    await within(id, (tx) => addInstallation(tx, ring, added));
    deps.log.info({ installation: id, isEnterprise: added.isEnterprise }, 'the app was added');
    if (!added.isEnterprise) return onCame(id);
    const client = createClient(deps.config, deps.log, undefined, { token: added.tokens.token });
    for (let cursor = ''; ; ) {
      const page = teamPage.parse(
        await client.apiCall('auth.teams.list', { limit: 100, ...(cursor ? { cursor } : {}) }),
      );
      for (const team of page.teams) await give(team, { installationId: id, botUserId: added.botUserId });
      cursor = page.response_metadata?.next_cursor ?? '';
      if (cursor === '') return;
    }
  }

  async function give(
    { id, name }: { id: string; name: string },
    by: { installationId: string; botUserId: string },
    once?: string,
  ): Promise<void> {
    await within(id, (tx) => giveApp(tx, { ...by, name }), once);
    onCame(id);
  }

  /** Takes news of a whole organisation; what came before the app was added anew is about the time before. */
  async function hear(body: unknown): Promise<boolean> {
    const news = readNews(body);
    if (!news) return false;
    const row = await (news.isOrganisation ? installation : installationFor)(deps.db.read, news.of);
    const isStale = row !== undefined && news.at !== undefined && news.at < secondsOf(row.installed_at);
    if (isStale) return true;
    if (!news.isOrganisation) return false;
    if (row) await take(news, row);
    return true;
  }

  async function take({ kind, eventId, teamIds }: InstallationNews, row: InstallationRow): Promise<void> {
    const { workspace_id: of, bot_user_id: botUserId } = row;
    const once = `event:${eventId}`;
    if (kind === 'granted') {
      for (const id of teamIds) await give({ id, name: '' }, { installationId: of, botUserId }, once);
      return;
    }
    const own = await installedWorkspaces(deps.db.read, of);
    const gone = kind === 'ended' ? own : own.filter((id) => teamIds.includes(id));
    for (const id of gone) await within(id, workspaceLeft, once);
    if (kind === 'ended') await within(of, dropInstallation);
  }

  return { keep, hear };
}

const secondsOf = (at: string) => Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000);

const teamPage = z.object({
  teams: z.array(z.object({ id: z.string(), name: z.string().default('') })).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
