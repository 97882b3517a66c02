import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import type { Work } from '../../../work.ts';
import { markUninstalled } from '../../settings/service.ts';
import { eraseWorkspace, uninstalledSince } from '../store/workspace.ts';

/** Deletes the data of a workspace that the app was taken out of; `since` is when that was. */
export const forgetWorkspace = jobKind('privacy.forget-workspace', z.object({ since: z.string() }));

/** Days after which the data of a workspace goes once the app was taken out of it. */
const AFTER_UNINSTALLING = 30;

/** The app was uninstalled, or its token revoked: nothing is said or asked any more, and the data goes in thirty days. */
export async function workspaceLeft(work: Work): Promise<void> {
  if ((await uninstalledSince(work)) !== undefined) return;
  await markUninstalled(work);
  const since = await uninstalledSince(work);
  if (since === undefined) return;
  const runAt = work.now.add({ hours: 24 * AFTER_UNINSTALLING });
  await enqueue(work, forgetWorkspace, { since }, { key: `${forgetWorkspace.name}:${since}`, runAt });
}

/** The time is over, unless the app was installed again meanwhile. */
export async function forgetIfGone(work: Work, since: string): Promise<void> {
  if ((await uninstalledSince(work)) === since) await eraseWorkspace(work);
}
