import { monotonic } from '../clock.ts';
import type { WorkspaceDeps } from '../deps.ts';
import type { Carrier } from './carrier.ts';
import { claim, isAnyDue, nextRunAfter } from './claim.ts';
import type { Registry } from './define.ts';
import { createExecutor } from './execute.ts';
import { createInHand } from './in-hand.ts';
import { createTimers } from './timers.ts';

/** Rows taken at once, and jobs under way at once: fewer than the Web API client's hundred calls, so that people come through. */
const BATCH = 20;
const MOST_UNDER_WAY = 60;

/** Milliseconds that the rest waits at most while there are timers without end. */
const LONGEST_WAIT = 50;

/** Takes what is due, one batch after the other: timers together, the rest one by one under a lease. */
export function createBatches(deps: WorkspaceDeps, registry: Registry, carrier: Carrier) {
  const inHand = createInHand(deps, createExecutor(deps, registry, carrier));
  const timers = createTimers(deps, registry);
  const { id: workspaceId } = deps.workspace;
  let claimedAt = deps.clock.now();
  let lookedAt = 0;

  return {
    /**
     * Begins the timers that are due, then claims one batch of the rest and starts it.
     * @returns whether it took any, and whether there may be more at once
     */
    async take(): Promise<{ tookAny: boolean; hasMore: boolean }> {
      const now = deps.clock.now();
      await inHand.renewLeases(now);
      claimedAt = now;
      if (!(await isAnyDue(deps.db, workspaceId, now))) return { tookAny: false, hasMore: false };
      const due = await timers.take();
      if (due.hasMore && monotonic() - lookedAt < LONGEST_WAIT) return { tookAny: true, hasMore: true };
      lookedAt = monotonic();
      const room = Math.min(BATCH, MOST_UNDER_WAY - inHand.count());
      if (room <= 0) return { tookAny: due.taken > 0, hasMore: due.hasMore };
      const jobs = await claim(deps.db, workspaceId, claimedAt, room);
      inHand.take(jobs, claimedAt);
      return { tookAny: due.taken + jobs.length > 0, hasMore: due.hasMore || jobs.length === room };
    },
    /** When the first job becomes due that was not when the last batch was taken, as ISO text. */
    next: () => nextRunAfter(deps.db, workspaceId, claimedAt),
    isBusy: () => inHand.count() > 0 || timers.isBusy(),
    /** Resolves when nothing is under way. */
    async settle(): Promise<void> {
      await timers.settle();
      await inHand.settle();
    },
  };
}
