import { makeWorkerUtils, run, runTaskListOnce, type WorkerUtils } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { pino } from 'pino';
import { z } from 'zod';
import { systemClock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { inTransaction } from '../src/database/transaction.ts';
import type { WorkspaceDeps } from '../src/deps.ts';
import { isAnyDue } from '../src/jobs/claim.ts';
import { createRegistry, jobKind } from '../src/jobs/define.ts';
import { createRunner } from '../src/jobs/runner.ts';
import { enqueue, enqueueAll } from '../src/jobs/store.ts';
import { createOutbox } from '../src/outbox/outbox.ts';
import { createClient } from '../src/slack/client.ts';
import { oneInstallation } from '../src/workspace.ts';

/** What the benchmark asks of each engine, in its own public words. `done` counts jobs worked off. */
export type Engine = {
  name: string;
  enqueue(n: number): Promise<unknown>;
  enqueueMany(count: number): Promise<unknown>;
  /** A job whose time is `at` (milliseconds since 1970). */
  enqueueAt(at: number): Promise<unknown>;
  /** Works off everything that is due with the engine's own worker, so many at a time, and resolves when `count` are done. */
  work(count: number, atOnce: 1 | 10 | 'most'): Promise<void>;
  /** Looks once for a due job when there is none. */
  idle(): Promise<unknown>;
  /** Rows in the future, put there as the quickest way allows. */
  fill(count: number): Promise<void>;
  /** Starts a worker that calls `late` with the milliseconds by which each timer came late. */
  listen(late: (ms: number) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

const noop = jobKind('bench', z.object({ n: z.number() }));
const now = () => Temporal.Now.instant().epochMilliseconds;

/** Ours, on either database. */
export async function ours(name: string, databaseUrl: string): Promise<Engine> {
  const config = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_APP_TOKEN: 'xapp-bench',
    DATABASE_URL: databaseUrl,
  });
  const db = await openDatabase(databaseUrl, systemClock);
  await migrate(db.read);
  const log = pino({ level: 'warn' });
  const make = (run: (n: number) => void) => {
    const registry = createRegistry();
    registry.timer(noop, async (_work, { n }) => run(n));
    const workspace = { id: 'T1', botUserId: 'U1', slack: createClient(config, log) };
    const deps: WorkspaceDeps = {
      config,
      db,
      clock: db.clock,
      log,
      installations: oneInstallation(workspace),
      workspace,
      jobs: { wake: () => runner.wake() },
      listeners: [],
    };
    const runner = createRunner(deps, registry, createOutbox(deps));
    return { deps, runner };
  };
  const { deps } = make(() => {});
  return {
    name,
    enqueue: (n) => inTransaction(deps, (tx) => enqueue(tx, noop, { n })),
    enqueueMany: (count) =>
      inTransaction(deps, (tx) =>
        enqueueAll(
          tx,
          noop,
          Array.from({ length: count }, (_, n) => ({ payload: { n } })),
        ),
      ),
    enqueueAt: (at) =>
      inTransaction(deps, (tx) => enqueue(tx, noop, { n: at }, { runAt: Temporal.Instant.fromEpochMilliseconds(at) })),
    async work(count, atOnce) {
      if (atOnce !== 'most') {
        const { oneByOne } = await import('./jobs-one-by-one.ts');
        return oneByOne(deps, noop.name, count, atOnce);
      }
      await finished(count, (done) => {
        const worker = make(done);
        worker.runner.start();
        return () => worker.runner.stop();
      });
    },
    idle: () => isAnyDue(db, 'T1', db.clock.now()),
    async fill(count) {
      const far = Temporal.Now.instant().add({ hours: 24 * 300 });
      for (let i = 0; i < count; i += 10_000) {
        const jobs = Array.from({ length: 10_000 }, (_, n) => ({ payload: { n }, schedule: { runAt: far } }));
        await inTransaction(deps, (tx) => enqueueAll(tx, noop, jobs));
      }
    },
    async listen(late) {
      const { runner } = make((at) => late(now() - at));
      runner.start();
      // Whoever enqueues in the same process wakes the worker.
      deps.jobs.wake = runner.wake;
      return () => runner.stop();
    },
    close: () => db.close(),
  };
}

export async function graphile(connectionString: string): Promise<Engine> {
  const pool = new pg.Pool({ connectionString, max: 12 });
  const utils: WorkerUtils = await makeWorkerUtils({ pgPool: pool });
  await utils.migrate();
  const { Logger } = await import('graphile-worker');
  const logger = new Logger(() => () => {});
  const shared = { pgPool: pool, logger, noHandleSignals: true };
  const spec = { maxAttempts: 5 };
  return {
    name: 'graphile-worker',
    enqueue: (n) => utils.addJob('bench', { n }, spec),
    enqueueMany: (count) =>
      utils.addJobs(Array.from({ length: count }, (_, n) => ({ identifier: 'bench', payload: { n }, ...spec }))),
    enqueueAt: (at) => utils.addJob('bench', { n: at }, { ...spec, runAt: new Date(at) }),
    async work(count, atOnce) {
      await finished(count, async (done) => {
        const taskList = { bench: async () => done(0) };
        const preset = atOnce === 'most' ? { worker: { localQueue: { size: 1000 }, completeJobBatchDelay: 0 } } : {};
        const runner = await run({ ...shared, preset, taskList, concurrency: atOnce === 1 ? 1 : 10 });
        return () => runner.stop();
      });
    },
    async idle() {
      const client = await pool.connect();
      await runTaskListOnce({ logger }, { bench: async () => {} }, client).promise;
      client.release();
    },
    async fill(count) {
      await pool.query(
        `select graphile_worker.add_jobs(array_agg(('bench', '{}'::json, null, now() + interval '300 days', 5, null, 0, null)::graphile_worker.job_spec)) from generate_series(1, $1) group by generate_series / 10000`,
        [count],
      );
    },
    async listen(late) {
      const taskList = {
        bench: async (payload: unknown) => late(now() - z.object({ n: z.number() }).parse(payload).n),
      };
      const runner = await run({ ...shared, taskList, concurrency: 10 });
      return () => runner.stop();
    },
    async close() {
      await utils.release();
      await pool.end();
    },
  };
}

export async function boss(connectionString: string): Promise<Engine> {
  const engine = new PgBoss({ connectionString, max: 12, supervise: false, schedule: false });
  engine.on('error', () => {});
  await engine.start();
  await engine.createQueue('bench');
  const fetchLoop = async (count: number, atOnce: number, batchSize: number) => {
    let left = count;
    const worker = async () => {
      while (left > 0) {
        const jobs = await engine.fetch('bench', { batchSize });
        if (jobs.length === 0) return;
        left -= jobs.length;
        await engine.complete(
          'bench',
          jobs.map((job) => job.id),
        );
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  };
  const insert = (count: number, more: object = {}) =>
    engine.insert(
      'bench',
      Array.from({ length: count }, (_, n) => ({ data: { n }, ...more })),
    );
  return {
    name: 'pg-boss',
    enqueue: (n) => engine.send('bench', { n }),
    enqueueMany: (count) => insert(count),
    enqueueAt: (at) => engine.send('bench', { n: at }, { startAfter: new Date(at) }),
    work: (count, atOnce) => fetchLoop(count, atOnce === 1 ? 1 : 10, atOnce === 'most' ? 1000 : 1),
    idle: () => engine.fetch('bench'),
    async fill(count) {
      const startAfter = new Date(now() + 300 * 86_400_000);
      for (let i = 0; i < count; i += 10_000) await insert(10_000, { startAfter });
    },
    async listen(late) {
      const options = { pollingIntervalSeconds: 0.5, batchSize: 10 };
      await engine.work<{ n: number }>('bench', options, async (jobs) => {
        for (const job of jobs) late(now() - job.data.n);
      });
      return () => engine.offWork('bench');
    },
    close: () => engine.stop({ graceful: false }),
  };
}

/** Resolves when a worker has reported so many jobs, and it has stopped. */
async function finished(
  count: number,
  start: (done: (n: number) => void) => (() => unknown) | Promise<() => unknown>,
): Promise<void> {
  let left = count;
  let stop: (() => unknown) | undefined;
  await new Promise<void>((resolve) => {
    Promise.resolve(
      start(() => {
        left -= 1;
        if (left === 0) resolve();
      }),
    ).then((stopper) => {
      stop = stopper;
    });
  });
  await stop?.();
}
