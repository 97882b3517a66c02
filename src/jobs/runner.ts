import type { Deps } from '../deps.ts';
import { createOutbox } from '../slack/outbox.ts';
import { instant, millisecondsBetween } from '../time.ts';
import { inWork } from '../work.ts';
import { claim, LEASE_SECONDS, nextClaimable, nextRunAfter, releaseAll, renew } from './claim.ts';
import type { Registry } from './define.ts';
import { createExecutor } from './execute.ts';
import type { Job } from './store.ts';

/** Rows taken at once, and jobs under way at once: fewer than the Web API client's hundred calls, so that people come through. */
const BATCH = 20;
const MOST_UNDER_WAY = 60;

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

export function createRunner(deps: Deps, registry: Registry): Runner {
  const execute = createExecutor(deps, registry, createOutbox(deps));
  const inHand = new Map<Job, Promise<void>>();
  let leasedUntil: Temporal.Instant | undefined;
  let claimedAt = deps.clock.now();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;
  let woken = false;
  let running = false;

  /** Claims one batch and starts it. @returns how many rows were claimed, and how many could have been. */
  async function takeBatch(): Promise<{ taken: number; room: number }> {
    const now = deps.clock.now();
    await renewLeases(now);
    const room = Math.min(BATCH, MOST_UNDER_WAY - inHand.size);
    if (room <= 0) return { taken: 0, room: 0 };
    claimedAt = now;
    const jobs = await claim(deps.db, deps.workspaceId, claimedAt, room);
    if (jobs.length > 0) leasedUntil ??= claimedAt.add({ seconds: LEASE_SECONDS });
    for (const started of execute(jobs)) {
      const run = started.run.finally(() => {
        for (const job of started.jobs) inHand.delete(job);
        if (inHand.size === 0) leasedUntil = undefined;
      });
      for (const job of started.jobs) inHand.set(job, run);
    }
    return { taken: jobs.length, room };
  }

  /** Before each claim, so that a clock that jumped ahead never makes us take what we have in hand. */
  async function renewLeases(now: Temporal.Instant): Promise<void> {
    if (!leasedUntil || now.until(leasedUntil).total('seconds') > RENEW_AT) return;
    await inWork(deps, (work) => renew(work, [...inHand.keys()], now));
    if (leasedUntil) leasedUntil = now.add({ seconds: LEASE_SECONDS });
  }

  async function tick(): Promise<void> {
    do {
      woken = false;
      for (;;) {
        if (!running) return;
        const { taken, room } = await takeBatch();
        if (room === 0 || taken < room) break;
        await new Promise(setImmediate);
      }
    } while (woken);
    if (running) await arm();
  }

  /** Sleeps until the next row is due. What is due but waits for its lane, or for room, is woken by what it waits for. */
  async function arm(): Promise<void> {
    const next = await nextRunAfter(deps.db, deps.workspaceId, claimedAt);
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
    while (inHand.size > 0) await Promise.all(inHand.values());
  }

  return {
    wake,
    start() {
      running = true;
      if (!deps.db.isAlone) return wake();
      ticking = inWork(deps, releaseAll)
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
      } while ((await takeBatch()).taken > 0 || inHand.size > 0);
    },
    next: () => nextClaimable(deps.db, deps.workspaceId, deps.clock.now()),
  };
}
