import { monotonic } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { inWork } from '../work.ts';
import { takeDue } from './claim.ts';
import type { Registry } from './define.ts';

/** How many timers share a transaction: at first, at least, and at most. */
const [AT_FIRST, FEWEST, MOST] = [100, 20, 1000];

/** Milliseconds that such a transaction may take: under the first it grows, over the second it shrinks. */
const [QUICK, LONG] = [20, 50];

/** Transactions under way at once. With fewer, one that takes long would keep the others waiting. */
const AT_ONCE = 4;

/**
 * Timers, done without a lease: those that are due are ended, and what they are for is done, in one transaction. If one
 * of them fails, all of that transaction is undone, and for one turn they are left to be claimed and done one by one.
 */
export function createTimers(deps: Deps, registry: Registry) {
  const underWay = new Set<Promise<void>>();
  let size = AT_FIRST;
  let leave = false;

  const kinds = [...registry.handlers].filter(([, { type }]) => type === 'timer').map(([name]) => name);

  async function run(taken: (count: number) => void): Promise<void> {
    const began = monotonic();
    const limit = size;
    let count = 0;
    // Whoever finds nothing must not wake the one who looks again.
    const wake = () => count > 0 && deps.jobs.wake();
    await inWork({ ...deps, jobs: { wake } }, async (work) => {
      const jobs = await takeDue(work, deps.db, kinds, limit);
      count = jobs.length;
      taken(count);
      for (const job of jobs) {
        const handler = registry.handlers.get(job.kind);
        if (handler?.type === 'timer') await handler.run(work, JSON.parse(job.payload));
      }
    });
    const took = monotonic() - began;
    if (took > LONG) size = Math.max(FEWEST, Math.floor(limit / 2));
    else if (took < QUICK && count === limit) size = Math.min(MOST, limit * 2);
  }

  return {
    /** Begins one transaction of timers. @returns how many it took, and whether there may be more at once. */
    async take(): Promise<{ taken: number; hasMore: boolean }> {
      if (leave || underWay.size >= AT_ONCE || kinds.length === 0) {
        leave = false;
        return { taken: 0, hasMore: false };
      }
      const limit = size;
      const { promise, resolve } = Promise.withResolvers<number>();
      const one: Promise<void> = run(resolve)
        .catch((error) => {
          deps.log.warn({ err: error }, 'timers that were due together failed, and are done one by one');
          size = FEWEST;
          leave = true;
          resolve(0);
          deps.jobs.wake();
        })
        .finally(() => underWay.delete(one));
      underWay.add(one);
      const taken = await promise;
      return { taken, hasMore: taken === limit };
    },
    /** Resolves when nothing is under way. */
    async settle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
