import { monotonic } from '../clock.ts';
import type { WorkspaceDeps } from '../deps.ts';
import type { Carrier } from './carrier.ts';
import { claim, isAnyDue, nextClaimable, nextRunAfter } from './claim.ts';
import type { Registry } from './define.ts';
import { createExecutor } from './execute.ts';
import { createInHand } from './in-hand.ts';
import { createTimers } from './timers.ts';

/** Rows taken at once, and jobs under way at once: fewer than the Web API client's hundred calls, so that people come through. */
const BATCH = 20;
const MOST_UNDER_WAY = 60;

/** Milliseconds that the rest waits at most while there are timers without end. */
const LONGEST_WAIT = 50;

export type Batches = {
  /**
   * Begins the timers that are due, then claims one batch of the rest and starts it.
   * @returns whether it took any, and whether there may be more at once
   */
  take(): Promise<{ tookAny: boolean; hasMore: boolean }>;
  /** When the first job becomes due that was not when the last batch was taken, as ISO text. */
  next(): Promise<string | undefined>;
  /** When some live job can be claimed next, as ISO text. Reads every live row. */
  nextClaimable(): Promise<string | undefined>;
  /** Jobs may have been added, in one workspace or in any. */
  wake(workspaceId?: string): void;
  /** How many jobs are under way, those that share a transaction left out. */
  count(): number;
  isBusy(): boolean;
  /** Resolves when nothing is under way. */
  settle(): Promise<void>;
};

/**
 * Takes what is due, one batch after the other: timers together, the rest one by one under a lease. `roomInAll` says how many
 * more jobs may be under way, whoever's they are.
 */
export function createBatches(
  deps: WorkspaceDeps,
  registry: Registry,
  carrier: Carrier,
  roomInAll: () => number = () => MOST_UNDER_WAY,
): Batches {
  const inHand = createInHand(deps, createExecutor(deps, registry, carrier));
  const timers = createTimers(deps, registry);
  const { id: workspaceId } = deps.workspace;
  let claimedAt = deps.clock.now();
  let lookedAt = 0;

  return {
    async take() {
      const now = deps.clock.now();
      await inHand.renewLeases(now);
      claimedAt = now;
      if (!(await isAnyDue(deps.db, workspaceId, now))) return { tookAny: false, hasMore: false };
      const due = await timers.take();
      if (due.hasMore && monotonic() - lookedAt < LONGEST_WAIT) return { tookAny: true, hasMore: true };
      lookedAt = monotonic();
      const room = Math.min(BATCH, MOST_UNDER_WAY - inHand.count(), roomInAll());
      if (room <= 0) return { tookAny: due.taken > 0, hasMore: due.hasMore };
      const jobs = await claim(deps.db, workspaceId, claimedAt, room);
      inHand.take(jobs, claimedAt);
      return { tookAny: due.taken + jobs.length > 0, hasMore: due.hasMore || jobs.length === room };
    },
    next: () => nextRunAfter(deps.db, workspaceId, claimedAt),
    nextClaimable: () => nextClaimable(deps.db, workspaceId, deps.clock.now()),
    wake() {},
    count: inHand.count,
    isBusy: () => inHand.count() > 0 || timers.isBusy(),
    async settle() {
      await timers.settle();
      await inHand.settle();
    },
  };
}
