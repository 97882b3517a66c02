import type { Deps } from '../deps.ts';
import { messageOf } from '../errors.ts';
import { createOutbox } from '../slack/outbox.ts';
import { instant, isBefore, iso, millisecondsBetween } from '../time.ts';
import { inWork } from '../work.ts';
import { backOffSeconds, MOST_FAILURES } from './back-off.ts';
import type { Registry, TaskHandler, TimerHandler } from './define.ts';
import { change, claim, finish, type Job, nextRunAt } from './store.ts';

/** Rows taken at once, and jobs under way at once. */
const BATCH = 20;
const MOST_UNDER_WAY = 100;

/** Milliseconds that the tick sleeps at most, so that rows of other instances are seen too. */
const LONGEST_NAP = 1000;

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
  const outbox = createOutbox(deps);
  const underWay = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> | undefined;
  let woken = false;
  let running = false;

  /** Claims one batch and starts it. @returns how many rows were claimed. */
  async function takeBatch(): Promise<number> {
    const room = Math.min(BATCH, MOST_UNDER_WAY - underWay.size);
    if (room <= 0) return 0;
    const jobs = await claim(deps.db, deps.workspaceId, deps.clock.now(), room);
    for (const chain of byLane(jobs)) {
      const run = runChain(chain).finally(() => underWay.delete(run));
      underWay.add(run);
    }
    return jobs.length;
  }

  async function runChain(jobs: Job[]): Promise<void> {
    for (const job of jobs) {
      await execute(job).catch((error) => deps.log.error({ job: job.id, kind: job.kind, err: error }, 'job failed'));
    }
  }

  async function execute(job: Job): Promise<void> {
    const handler = registry.handlers.get(job.kind);
    try {
      if (!handler) return await end(job, 'dead', `no handler for ${job.kind}`);
      if (handler.type === 'message') return await outbox.deliver(job, handler);
      if (isExpired(job, deps.clock.now())) return await end(job, 'expired');
      await (handler.type === 'timer' ? runTimer(job, handler) : runTask(job, handler));
    } catch (error) {
      await recordFailure(job, messageOf(error));
      deps.log.warn({ job: job.id, kind: job.kind, failures: job.failures + 1, err: error }, 'job will be retried');
    }
  }

  function end(job: Job, outcome: 'dead' | 'expired', error?: string): Promise<void> {
    return inWork(deps, async (work) => void (await finish(work, job, outcome, { error: error ?? null })));
  }

  async function runTimer(job: Job, handler: TimerHandler): Promise<void> {
    await inWork(deps, async (work) => {
      if (await finish(work, job, 'done')) await handler.run(work, JSON.parse(job.payload));
    });
  }

  async function runTask(job: Job, handler: TaskHandler): Promise<void> {
    await handler.run(deps, JSON.parse(job.payload));
    await inWork(deps, async (work) => void (await finish(work, job, 'done')));
  }

  async function recordFailure(job: Job, error: string): Promise<void> {
    const failures = job.failures + 1;
    await inWork(deps, async (work) => {
      if (failures >= MOST_FAILURES) await finish(work, job, 'dead', { failures, error });
      else
        await change(work, job, { failures, error, run_at: iso(work.now.add({ seconds: backOffSeconds(failures) })) });
    });
  }

  async function tick(): Promise<void> {
    do {
      woken = false;
      while (running && (await takeBatch()) === BATCH) await new Promise(setImmediate);
    } while (woken && running);
    if (running) await arm();
  }

  async function arm(): Promise<void> {
    const next = await nextRunAt(deps.db, deps.workspaceId);
    const wait = next === undefined ? LONGEST_NAP : millisecondsBetween(deps.clock.now(), instant(next));
    const full = underWay.size >= MOST_UNDER_WAY;
    timer = setTimeout(wake, full ? 20 : Math.min(Math.max(wait, 0), LONGEST_NAP));
  }

  function wake(): void {
    woken = true;
    clearTimeout(timer);
    if (!running || ticking) return;
    ticking = tick()
      .catch((error) => {
        deps.log.error({ err: error }, 'jobs could not be claimed');
        timer = setTimeout(wake, LONGEST_NAP);
      })
      .finally(() => {
        ticking = undefined;
        if (woken) wake();
      });
  }

  async function settle(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay);
  }

  return {
    wake,
    start() {
      running = true;
      wake();
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
      } while ((await takeBatch()) > 0 || underWay.size > 0);
    },
    next: () => nextRunAt(deps.db, deps.workspaceId),
  };
}

function isExpired(job: Job, now: Temporal.Instant): boolean {
  return job.expires_at !== null && isBefore(instant(job.expires_at), now);
}

/** Jobs of one lane in a row, everything else by itself. */
function byLane(jobs: Job[]): Job[][] {
  const lanes = Map.groupBy(jobs, (job) => job.lane ?? job.id);
  return [...lanes.values()];
}
