import { monotonic } from '../clock.ts';
import { inTransaction } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { kindList, release, takeDue } from './claim.ts';
import type { Registry } from './define.ts';
import type { Job } from './tables.ts';

/** How many timers share a transaction: at first where nothing else can be written meanwhile, and at most. */
const [AT_FIRST, MOST] = [100, 1000];

/** Milliseconds: one that took less than the first grows; what the second is not enough for is given back. */
const [QUICK, LONGEST] = [20, 25];

/** Transactions under way at once. With fewer, one that takes long would keep the others waiting. */
const AT_ONCE = 4;

/**
 * Timers, done without a lease: those that are due are ended, and what they are for is done, in one transaction. If one
 * of them fails, all of that transaction is undone, and for one turn they are left to be claimed and done one by one.
 * However many are due, it is short: on SQLite acknowledgements wait for it.
 */
export function createTimers(deps: WorkspaceDeps, registry: Registry) {
  const underWay = new Set<Promise<void>>();
  /** How many of them found something to do. */
  let busy = 0;
  let size = deps.db.isAlone ? AT_FIRST : MOST;
  let leave = false;

  const kinds = kindList([...registry.handlers].filter(([, { type }]) => type === 'timer').map(([name]) => name));

  async function run(tell: (taken: number) => void): Promise<void> {
    const limit = size;
    let [taken, done, began] = [0, 0, 0];
    // Whoever finds nothing must not wake the one who looks again.
    const wake = () => done > 0 && deps.jobs.wake(deps.workspace.id);
    await inTransaction({ ...deps, jobs: { wake } }, async (tx) => {
      began = monotonic();
      const jobs = await takeDue(tx, deps.db, kinds, limit);
      taken = jobs.length;
      tell(taken);
      const enough = monotonic() + LONGEST;
      for (done = 0; done < jobs.length; done += 1) {
        if (done > 0 && monotonic() > enough) return release(tx, jobs.slice(done));
        await timerOf(jobs[done]!)?.run(tx, JSON.parse(jobs[done]!.payload));
      }
    });
    if (done < taken) size = done;
    else if (done === limit && monotonic() - began < QUICK) size = Math.min(MOST, limit * 2);
  }

  function timerOf(job: Job) {
    const handler = registry.handlers.get(job.kind);
    return handler?.type === 'timer' ? handler : undefined;
  }

  return {
    /** Begins one transaction of timers. @returns how many it took, and whether there may be more at once. */
    async take(): Promise<{ taken: number; hasMore: boolean }> {
      if (leave || underWay.size >= AT_ONCE) {
        leave = false;
        return { taken: 0, hasMore: false };
      }
      const limit = size;
      const { promise, resolve } = Promise.withResolvers<number>();
      const one: Promise<void> = run(resolve)
        .catch((error) => {
          deps.log.warn({ err: error }, 'timers that were due together failed, and are done one by one');
          leave = true;
          resolve(0);
          deps.jobs.wake(deps.workspace.id);
        })
        .finally(() => underWay.delete(one));
      underWay.add(one);
      const taken = await promise;
      if (taken > 0) {
        busy += 1;
        one.finally(() => {
          busy -= 1;
        });
      }
      return { taken, hasMore: taken === limit };
    },
    isBusy: () => busy > 0,
    /** Resolves when nothing is under way. */
    async settle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
