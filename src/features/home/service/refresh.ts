import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue, enqueueUnlessWaiting } from '../../../jobs/store.ts';
import { isBefore } from '../../../time.ts';
import { NO_END } from '../../members/rules/index.ts';

/** Publishes somebody's Home again. */
export const homeRefreshJob = jobKind('home.refresh', z.object({ memberId: z.string() }));

/** What these people see in Home has changed. */
export async function refreshHomes(tx: Tx, memberIds: string[]): Promise<void> {
  for (const memberId of memberIds) await enqueueUnlessWaiting(tx, homeRefreshJob, { memberId }, `home:${memberId}`);
}

/** Home says "paused" until then, and not a moment longer. */
export async function refreshAfterPause(tx: Tx, memberId: string, until: Temporal.Instant): Promise<void> {
  if (isBefore(until, NO_END))
    await enqueue(tx, homeRefreshJob, { memberId }, { runAt: until, lane: `home:${memberId}` });
}
