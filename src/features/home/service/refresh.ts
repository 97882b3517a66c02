import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue, enqueueUnlessWaiting } from '../../../jobs/store.ts';
import { isBefore } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { NO_END } from '../../members/rules.ts';

/** Publishes somebody's Home again. */
export const homeRefresh = jobKind('home.refresh', z.object({ memberId: z.string() }));

/** What these people see in Home has changed. */
export async function refreshHomes(work: Work, memberIds: string[]): Promise<void> {
  for (const memberId of memberIds) await enqueueUnlessWaiting(work, homeRefresh, { memberId }, `home:${memberId}`);
}

/** Home says "paused" until then, and not a moment longer. */
export async function refreshAfterPause(work: Work, memberId: string, until: Temporal.Instant): Promise<void> {
  if (isBefore(until, NO_END))
    await enqueue(work, homeRefresh, { memberId }, { runAt: until, lane: `home:${memberId}` });
}
