import type { Database } from '../../../database/open.ts';
import type { Tx } from '../../../database/transaction.ts';
import type { KeyRing } from '../../../key-ring.ts';
import { iso } from '../../../time.ts';
import { saveWorkspace } from '../../settings/service.ts';
import { claimRenewal, grant, type InstallationRow, replaceTokens, saveInstallation } from '../store.ts';
import { openTokens, sealTokens, type Tokens } from './tokens.ts';

export {
  dropInstallation,
  type InstallationRow,
  installation,
  installationFor,
  installedWorkspaces,
} from '../store.ts';
export { lostKeys, requireKeys, tryKeys } from './keys.ts';
export { openTokens };

/** What somebody gave who added the app to a workspace, or to an organisation. */
export type Added = {
  name: string;
  botUserId: string;
  isEnterprise: boolean;
  tokens: Tokens;
  /** When the token ends, where Slack renews it. */
  expiresAt: Temporal.Instant | undefined;
};

/** Keeps what the transaction's own workspace or organisation gave, in place of what it gave before. */
export async function addInstallation(tx: Tx, ring: KeyRing, added: Added): Promise<void> {
  await saveInstallation(tx, {
    name: added.name,
    bot_user_id: added.botUserId,
    is_enterprise: added.isEnterprise ? 1 : 0,
    sealed_tokens: sealTokens(ring, tx.workspaceId, added.tokens),
    expires_at: added.expiresAt ? iso(added.expiresAt) : null,
    refreshing_until: null,
    installed_at: iso(tx.now),
  });
  if (!added.isEnterprise) await giveApp(tx, { installationId: tx.workspaceId, ...added });
}

/** The transaction's workspace has the app from now on; what waited since it was taken out goes on. */
export async function giveApp(
  tx: Tx,
  { installationId, name, botUserId }: { installationId: string; name: string; botUserId: string },
): Promise<void> {
  await grant(tx, installationId);
  await saveWorkspace(tx, name, botUserId);
}

/** Seconds that one process has to renew a token before another one tries. */
const RENEWING = 60;

export type Renewed = Tokens & { seconds: number };

/**
 * Renews the tokens of an installation, in one process at a time: a refresh token is good for one use.
 * @param ask asks Slack for new ones
 */
export async function renewTokens(
  db: Database,
  ring: KeyRing,
  row: InstallationRow,
  ask: (refreshToken: string) => Promise<Renewed>,
): Promise<void> {
  const { refreshToken } = openTokens(ring, row.workspace_id, row.sealed_tokens);
  if (refreshToken === undefined) return;
  const now = db.clock.now();
  const term = { now: iso(now), until: iso(now.add({ seconds: RENEWING })) };
  if (!(await db.transact((trx) => claimRenewal(trx, row, term)))) return;
  const { seconds, ...tokens } = await ask(refreshToken);
  const to = {
    sealed_tokens: sealTokens(ring, row.workspace_id, tokens),
    expires_at: iso(now.add({ seconds })),
    refreshing_until: null,
  };
  await db.transact((trx) => replaceTokens(trx, row, to));
}
