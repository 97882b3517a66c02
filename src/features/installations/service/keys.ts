import type { Database } from '../../../database/open.ts';
import { createTx, type Tx } from '../../../database/transaction.ts';
import { StartError } from '../../../errors.ts';
import { type KeyRing, keyOf, SealError } from '../../../key-ring.ts';
import {
  allInstallations,
  dropInstallation,
  type InstallationRow,
  installedWorkspaces,
  replaceTokens,
} from '../store.ts';
import { openTokens, sealTokens } from './tokens.ts';

/** How many installations the keys at hand open, and which they do not. */
export async function tryKeys(db: Database, ring: KeyRing): Promise<{ opened: number; shut: InstallationRow[] }> {
  const all = await allInstallations(db.read);
  const shut = all.filter((row) => !isOpen(ring, row));
  return { opened: all.length - shut.length, shut };
}

function isOpen(ring: KeyRing, { workspace_id, sealed_tokens }: InstallationRow): boolean {
  try {
    openTokens(ring, workspace_id, sealed_tokens);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}

/** What is wrong when keys do not open everything, and what helps. */
export const lostKeys = (shut: number) =>
  `TOKEN_KEYS lacks the key that the tokens of ${shut === 1 ? 'one installation' : `${shut} installations`} were sealed with. Put that key back beside the newer one; if it’s lost, “npm run keys -- forget” removes these tokens, and whoever they belong to adds the app again.`;

/** @throws StartError when there are tokens, and no key opens any of them. */
export async function requireKeys(db: Database, ring: KeyRing): Promise<{ shut: number }> {
  const { opened, shut } = await tryKeys(db, ring);
  if (opened === 0 && shut.length > 0) throw new StartError(lostKeys(shut.length));
  return { shut: shut.length };
}

/**
 * Seals with the newest key whatever another one sealed, beside a running app: tokens that it renews meanwhile are left
 * as it wrote them. @returns how many were sealed anew, and how many no key opens.
 */
export async function rotateKeys(db: Database, ring: KeyRing): Promise<{ sealed: number; shut: number }> {
  let [sealed, shut] = [0, 0];
  for (const row of await allInstallations(db.read)) {
    if (!isOpen(ring, row)) shut += 1;
    else if (keyOf(row.sealed_tokens) !== ring.newest) {
      const { workspace_id: id, sealed_tokens } = row;
      const anew = sealTokens(ring, id, openTokens(ring, id, sealed_tokens));
      if (await db.transact((trx) => replaceTokens(trx, row, { sealed_tokens: anew }))) sealed += 1;
    }
  }
  return { sealed, shut };
}

/** Removes tokens that no key opens. Nothing else of these workspaces goes. @returns how many installations. */
export async function forgetLost(db: Database, ring: KeyRing): Promise<number> {
  const { shut } = await tryKeys(db, ring);
  for (const { workspace_id: id } of shut) {
    const workspaces = await installedWorkspaces(db.read, id);
    for (const workspaceId of new Set([id, ...workspaces])) await within(db, workspaceId, dropInstallation);
  }
  return shut.length;
}

const within = (db: Database, workspaceId: string, unit: (tx: Tx) => Promise<void>) =>
  db.transact((trx) => unit(createTx(trx, { now: db.clock.now(), workspaceId })));
