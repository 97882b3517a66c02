import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { dropInstallation } from '../../installations/service/index.ts';
import { markUninstalled } from '../../settings/service.ts';
import { eraseWorkspace, uninstalledSince } from '../store/workspace.ts';

/** Deletes the data of a workspace that the app was taken out of; `since` is when that was. */
export const forgetWorkspaceJob = jobKind('privacy.forget-workspace', z.object({ since: z.string() }));

/** Days after which the data of a workspace goes once the app was taken out of it. */
export const DAYS_AFTER_UNINSTALLING = 30;

/**
 * The app was uninstalled, or its token revoked: nothing is said or asked any more, its tokens go at once, and the data in
 * thirty days.
 */
export async function workspaceLeft(tx: Tx): Promise<void> {
  if ((await uninstalledSince(tx)) !== undefined) return;
  await dropInstallation(tx);
  await markUninstalled(tx);
  const since = await uninstalledSince(tx);
  if (since === undefined) return;
  const runAt = tx.now.add({ hours: 24 * DAYS_AFTER_UNINSTALLING });
  await enqueue(tx, forgetWorkspaceJob, { since }, { key: `${forgetWorkspaceJob.name}:${since}`, runAt });
}

/** The time is over, unless the app was installed again meanwhile. */
export async function forgetIfGone(tx: Tx, since: string): Promise<void> {
  if ((await uninstalledSince(tx)) === since) await eraseWorkspace(tx);
}
