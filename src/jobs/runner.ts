import { monotonic } from '../clock.ts';
import { inTransaction } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { instant, millisecondsBetween } from '../time.ts';
import type { Carrier } from './carrier.ts';
import { claim, isAnyDue, LEASE_SECONDS, nextClaimable, nextRunAfter, releaseAll, renew } from './claim.ts';
import type { Registry } from './define.ts';
import { createExecutor } from './execute.ts';
import type { Job } from './tables.ts';
import { createTimers } from './timers.ts';

/** Rows taken at once, and jobs under way at once: fewer than the Web API client's hundred calls, so that people come through. */
const BATCH = 20;
const MOST_UNDER_WAY = 60;

/** Milliseconds that the rest waits at most while there are timers without end. */
const LONGEST_WAIT = 50;

/** Milliseconds that the tick sleeps at most, so that rows of other instances are seen too. */
const LONGEST_NAP = 1000;

/** Seconds before its end at which a lease is renewed. */
const RENEW_AT = (LEASE_SECONDS * 2) / 3;

export type Runner = {
  start(): void;
  /** Takes no more jobs and resolves when those in hand are done. */
  stop(): Promise<void>;
  /** Looks for due rows at once. */
  wake(): void;
  /** Runs everything that is due by the clock, and resolves when nothing is under way. */
  drain(): Promise<void>;
  /** When the next job is due, as ISO text, if there is one. */
  next(): Promise<string | undefined>;
};

/** @param carrier what brings messages to where they go */
export function createRunner(deps: WorkspaceDeps, registry: Registry, carrier: Carrier): Runner {
  const execute = createExecutor(deps, registry, carrier);
  const timers = createTimers(deps, registry);
  const inHand = new Map<Job, Promise<void>>();
  let leasedUntil: Temporal.Instant | undefined;
  let claimedAt = deps.clock.now();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;
  let woken = false;
  let lookedAt = 0;
  let running = false;

  /**
   * Begins the timers that are due, then claims one batch of the rest and starts it.
   * @returns whether it took any, and whether there may be more at once
   */
  async function takeBatch(): Promise<{ tookAny: boolean; hasMore: boolean }> {
    const now = deps.clock.now();
    await renewLeases(now);
    claimedAt = now;
    if (!(await isAnyDue(deps.db, deps.workspace.id, now))) return { tookAny: false, hasMore: false };
    const due = await timers.take();
    if (due.hasMore && monotonic() - lookedAt < LONGEST_WAIT) return { tookAny: true, hasMore: true };
    lookedAt = monotonic();
    const room = Math.min(BATCH, MOST_UNDER_WAY - inHand.size);
    if (room <= 0) return { tookAny: due.taken > 0, hasMore: due.hasMore };
    const jobs = await claim(deps.db, deps.workspace.id, claimedAt, room);
    if (jobs.length > 0) leasedUntil ??= claimedAt.add({ seconds: LEASE_SECONDS });
    for (const job of jobs) {
      const run = execute(job).finally(() => {
        inHand.delete(job);
        if (inHand.size === 0) leasedUntil = undefined;
      });
      inHand.set(job, run);
    }
    return { tookAny: due.taken + jobs.length > 0, hasMore: due.hasMore || jobs.length === room };
  }

  /** Before each claim, so that a clock that jumped ahead never makes us take what we have in hand. */
  async function renewLeases(now: Temporal.Instant): Promise<void> {
    if (!leasedUntil || now.until(leasedUntil).total('seconds') > RENEW_AT) return;
    await inTransaction(deps, (tx) => renew(tx, [...inHand.keys()], now));
    if (leasedUntil) leasedUntil = now.add({ seconds: LEASE_SECONDS });
  }

  async function tick(): Promise<void> {
    do {
      woken = false;
      for (;;) {
        if (!running) return;
        const { hasMore } = await takeBatch();
        if (!hasMore) break;
        await new Promise(setImmediate);
      }
    } while (woken);
    if (running) await arm();
  }

  /** Sleeps until the next row is due. What is due but waits for its lane, or for room, is woken by what it waits for. */
  async function arm(): Promise<void> {
    const next = await nextRunAfter(deps.db, deps.workspace.id, claimedAt);
    const wait = next === undefined ? LONGEST_NAP : millisecondsBetween(deps.clock.now(), instant(next));
    clearTimeout(timer);
    timer = setTimeout(wake, Math.min(Math.max(wait, 0), LONGEST_NAP));
  }

  function wake(): void {
    woken = true;
    clearTimeout(timer);
    if (!running || ticking) return;
    ticking = tick()
      .catch((error) => {
        deps.log.error({ err: error }, 'jobs could not be claimed');
        woken = false;
        timer = setTimeout(wake, LONGEST_NAP);
      })
      .finally(() => {
        ticking = undefined;
        if (woken) wake();
      });
  }

  async function settle(): Promise<void> {
    await timers.settle();
    while (inHand.size > 0) await Promise.all(inHand.values());
  }

  return {
    wake,
    start() {
      running = true;
      if (!deps.db.isAlone) return wake();
      ticking = inTransaction(deps, releaseAll)
        .catch((error) => deps.log.error({ err: error }, 'leases could not be released'))
        .then(() => {
          ticking = undefined;
          wake();
        });
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      await ticking;
      await settle();
    },
    async drain() {
      do {
        await ticking;
        await settle();
      } while ((await takeBatch()).tookAny || inHand.size > 0 || timers.isBusy());
    },
    next: () => nextClaimable(deps.db, deps.workspace.id, deps.clock.now()),
  };
}
