import type { Transaction } from 'kysely';
import { affectedRows } from '../../database/affected.ts';
import type { Database } from '../../database/open.ts';
import type { Schema } from '../../database/schema.ts';
import type { Tx } from '../../database/transaction.ts';
import type { InstallationTable } from './tables.ts';

export type InstallationRow = Readonly<InstallationTable>;
type Read = Database['read'];

/** The installation that a workspace has the app by. */
export function installationFor(read: Read, workspaceId: string): Promise<InstallationRow | undefined> {
  return read
    .selectFrom('installed_workspace')
    .innerJoin('installation', 'installation.workspace_id', 'installed_workspace.installation_id')
    .where('installed_workspace.workspace_id', '=', workspaceId)
    .selectAll('installation')
    .executeTakeFirst();
}

export function allInstallations(read: Read): Promise<InstallationRow[]> {
  return read.selectFrom('installation').selectAll().orderBy('workspace_id').execute();
}

/** One by its own id, `T…` or `E…`. */
export function installation(read: Read, id: string): Promise<InstallationRow | undefined> {
  return read.selectFrom('installation').selectAll().where('workspace_id', '=', id).executeTakeFirst();
}

/** The workspaces that have the app by an installation; without one, all that have it. */
export async function installedWorkspaces(read: Read, installationId?: string): Promise<string[]> {
  const rows = await read
    .selectFrom('installed_workspace')
    .select('workspace_id')
    .$if(installationId !== undefined, (q) => q.where('installation_id', '=', installationId ?? ''))
    .orderBy('workspace_id')
    .execute();
  return rows.map((row) => row.workspace_id);
}

/** Writes the transaction's own installation, in place of one of before. */
export async function saveInstallation(tx: Tx, row: Omit<InstallationTable, 'workspace_id'>): Promise<void> {
  await tx.db
    .insertInto('installation')
    .values({ ...row, workspace_id: tx.workspaceId })
    .onConflict((c) => c.column('workspace_id').doUpdateSet(row))
    .execute();
}

/** From now on the transaction's workspace has the app by this installation. */
export async function grant(tx: Tx, installationId: string): Promise<void> {
  await tx.db
    .insertInto('installed_workspace')
    .values({ workspace_id: tx.workspaceId, installation_id: installationId })
    .onConflict((c) => c.column('workspace_id').doUpdateSet({ installation_id: installationId }))
    .execute();
}

/** The transaction's workspace, or organisation, has the app no more, and its tokens go. */
export async function dropInstallation(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('installed_workspace').execute();
  await tx.db.deleteFrom('installation').execute();
}

type Sealed = Pick<InstallationTable, 'sealed_tokens'> & Partial<InstallationTable>;

/** Puts other tokens in the place of those that were read, unless somebody else did meanwhile. @returns whether it did. */
export async function replaceTokens(trx: Transaction<Schema>, was: InstallationRow, to: Sealed): Promise<boolean> {
  const changed = await trx
    .updateTable('installation')
    .set(to)
    .where('workspace_id', '=', was.workspace_id)
    .where('sealed_tokens', '=', was.sealed_tokens)
    .executeTakeFirst();
  return affectedRows(changed) === 1;
}

/** Takes the renewal of a token in hand. @returns whether nobody else has it. */
export async function claimRenewal(
  trx: Transaction<Schema>,
  { workspace_id, sealed_tokens }: InstallationRow,
  { now, until }: { now: string; until: string },
): Promise<boolean> {
  const claimed = await trx
    .updateTable('installation')
    .set({ refreshing_until: until })
    .where('workspace_id', '=', workspace_id)
    .where('sealed_tokens', '=', sealed_tokens)
    .where((e) => e.or([e('refreshing_until', 'is', null), e('refreshing_until', '<=', now)]))
    .executeTakeFirst();
  return affectedRows(claimed) === 1;
}
