import { z } from 'zod';
import type { OAuth } from './config.ts';
import type { Deps } from './deps.ts';
import { RENEW_BEFORE } from './features/installations/rules.ts';
import {
  type InstallationRow,
  installationFor,
  lostKeys,
  openTokens,
  type Renewed,
  renewTokens,
} from './features/installations/service/index.ts';
import { createKeyRing, SealError } from './key-ring.ts';
import { createClient } from './slack/client.ts';
import { isTeam } from './slack/origin.ts';
import { instant } from './time.ts';
import type { Installations, Whereabouts, Workspace } from './workspace.ts';

/** Workspaces whose client is kept at hand; the one used longest ago goes first. */
const MOST_KEPT = 500;

type Base = Omit<Deps, 'installations'>;
type Held = { workspace: Workspace; sealed: string; botUserId: string };

/**
 * The workspaces of many, as the database has them at this moment: what another process installs or drops counts at
 * once. Tokens that Slack renews are renewed before they end.
 */
export function createInstallations(deps: Base, oauth: OAuth): Pick<Installations, 'find'> {
  const ring = createKeyRing(oauth.tokenKeys);
  const held = new Map<string, Held>();
  const renewing = new Map<string, Promise<void>>();
  const told = new Set<string>();

  async function find({ installedIn, seenIn }: Whereabouts): Promise<Workspace | undefined> {
    const id = [installedIn, seenIn].find(isTeam);
    if (id === undefined) return undefined;
    const row = await fresh(id);
    const one = row && hold(id, row);
    if (!one) held.delete(id);
    return one;
  }

  /** The installation of a workspace, its token renewed where it is over, or soon will be. */
  async function fresh(id: string): Promise<InstallationRow | undefined> {
    const row = await installationFor(deps.db.read, id);
    if (!row?.expires_at) return row;
    const left = deps.clock.now().until(instant(row.expires_at)).total('hours');
    if (left > RENEW_BEFORE) return row;
    const renewal = renew(row);
    if (left > 0) return row;
    await renewal;
    return installationFor(deps.db.read, id);
  }

  /** Never rejects: until it has come about, what is said with the old token is refused, and waits. */
  function renew(row: InstallationRow): Promise<void> {
    const id = row.workspace_id;
    const one =
      renewing.get(id) ??
      renewTokens(deps.db, ring, row, ask)
        .catch((error: unknown) => deps.log.error({ err: error, installation: id }, 'a token could not be renewed'))
        .finally(() => renewing.delete(id));
    renewing.set(id, one);
    return one;
  }

  async function ask(refreshToken: string): Promise<Renewed> {
    const { clientId, clientSecret } = oauth;
    const given = await createClient(deps.config, deps.log).oauth.v2.access({
      ...{ client_id: clientId, client_secret: clientSecret },
      ...{ grant_type: 'refresh_token', refresh_token: refreshToken },
    });
    const { access_token, refresh_token, expires_in } = renewed.parse(given);
    return { token: access_token, refreshToken: refresh_token, seconds: expires_in };
  }

  function hold(id: string, row: InstallationRow): Workspace | undefined {
    const known = held.get(id);
    held.delete(id);
    const isCurrent = known?.sealed === row.sealed_tokens && known.botUserId === row.bot_user_id;
    const one = isCurrent ? known : make(id, row);
    if (!one) return undefined;
    held.set(id, one);
    const [oldest] = held.keys();
    if (held.size > MOST_KEPT && oldest !== undefined) held.delete(oldest);
    return one.workspace;
  }

  function make(id: string, row: InstallationRow): Held | undefined {
    const token = tokenOf(row);
    if (token === undefined) return undefined;
    const { workspace_id: owner, bot_user_id: botUserId } = row;
    const isShared = row.is_enterprise === 1;
    const slack = createClient(deps.config, deps.log, undefined, { token, ...(isShared ? { teamId: id } : {}) });
    const workspace = { id, botUserId, slack, ...(isShared ? { enterpriseId: owner } : {}) };
    return { workspace, sealed: row.sealed_tokens, botUserId };
  }

  function tokenOf({ workspace_id: id, sealed_tokens }: InstallationRow): string | undefined {
    try {
      return openTokens(ring, id, sealed_tokens).token;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      if (!told.has(id)) deps.log.error({ installation: id, err: error }, lostKeys(1));
      told.add(id);
      return undefined;
    }
  }

  return { find };
}

const renewed = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });
