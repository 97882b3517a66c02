import type { Deps, WorkspaceDeps } from '../deps.ts';
import { instant, millisecondsBetween } from '../time.ts';
import { type Batches, createBatches } from './batches.ts';
import type { Carrier } from './carrier.ts';
import { releaseAll } from './claim.ts';
import type { Registry } from './define.ts';

/** Milliseconds that the tick sleeps at most, so that rows of other instances are seen too. */
const LONGEST_NAP = 1000;

export type Runner = {
  start(): void;
  /** Takes no more jobs and resolves when those in hand are done. */
  stop(): Promise<void>;
  /** Looks for due rows at once: those of one workspace, or all. */
  wake(workspaceId?: string): void;
  /** Runs everything that is due by the clock, and resolves when nothing is under way. */
  drain(): Promise<void>;
  /** When the next job is due, as ISO text, if there is one. */
  next(): Promise<string | undefined>;
};

/** Does one workspace's jobs when they are due. @param carrier what brings messages to where they go */
export function createRunner(deps: WorkspaceDeps, registry: Registry, carrier: Carrier): Runner {
  return runBatches(deps, createBatches(deps, registry, carrier));
}

/** Takes one batch after the other whenever something is due. */
export function runBatches(deps: Pick<Deps, 'db' | 'clock' | 'log'>, batches: Batches): Runner {
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;
  let woken = false;
  let running = false;

  async function tick(): Promise<void> {
    do {
      woken = false;
      for (;;) {
        if (!running) return;
        const { hasMore } = await batches.take();
        if (!hasMore) break;
        await new Promise(setImmediate);
      }
    } while (woken);
    if (running) await arm();
  }

  /** Sleeps until the next row is due. What is due but waits for its lane, or for room, is woken by what it waits for. */
  async function arm(): Promise<void> {
    const next = await batches.next();
    const wait = next === undefined ? LONGEST_NAP : millisecondsBetween(deps.clock.now(), instant(next));
    clearTimeout(timer);
    timer = setTimeout(go, Math.min(Math.max(wait, 0), LONGEST_NAP));
  }

  function wake(workspaceId?: string): void {
    batches.wake(workspaceId);
    go();
  }

  function go(): void {
    woken = true;
    clearTimeout(timer);
    if (!running || ticking) return;
    ticking = tick()
      .catch((error) => {
        deps.log.error({ err: error }, 'jobs could not be claimed');
        woken = false;
        timer = setTimeout(go, LONGEST_NAP);
      })
      .finally(() => {
        ticking = undefined;
        if (woken) go();
      });
  }

  /** A process that is alone with its database ends the leases of the one before it. */
  function start(): void {
    running = true;
    if (!deps.db.isAlone) {
      wake();
      return;
    }
    ticking = releaseAll(deps.db)
      .catch((error) => deps.log.error({ err: error }, 'leases could not be released'))
      .then(() => {
        ticking = undefined;
        wake();
      });
  }

  async function stop(): Promise<void> {
    running = false;
    clearTimeout(timer);
    await ticking;
    await batches.settle();
  }

  async function drain(): Promise<void> {
    batches.wake();
    do {
      await ticking;
      await batches.settle();
    } while ((await batches.take()).tookAny || batches.isBusy());
  }

  return { start, stop, wake, drain, next: () => batches.nextClaimable() };
}
