import { z } from 'zod';
import { travelClock } from '../../sandbox/clock.ts';
import { createSlack } from '../../sandbox/slack/server.ts';
import type { Seed } from '../../sandbox/slack/state/seed.ts';
import type { Clock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { inTransaction, type Tx } from '../../src/database/transaction.ts';
import type { WorkspaceDeps } from '../../src/deps.ts';
import { listeners } from '../../src/features/index.ts';
import { createRegistry, type JobKind, jobKind, type Registry } from '../../src/jobs/define.ts';
import { troubleCameJob } from '../../src/jobs/failure-alert.ts';
import { createRunner } from '../../src/jobs/runner.ts';
import { enqueue, type Schedule } from '../../src/jobs/store.ts';
import type { Job, JobTable } from '../../src/jobs/tables.ts';
import { createLog } from '../../src/log.ts';
import { registerDuplicateCleanup } from '../../src/outbox/duplicate-cleanup.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createClient } from '../../src/slack/client.ts';
import { instant, isBefore } from '../../src/time.ts';
import { oneInstallation } from '../../src/workspace.ts';
import { type Dialect, freshDatabaseUrl, handBackDatabase } from './database.ts';

export const MONDAY = Temporal.Instant.from('2026-03-02T10:00:00Z');

const words = z.object({ channel: z.string(), text: z.string(), threadTs: z.string().optional() });
/** Says its words; in doubt once more. */
export const say = jobKind('test.say', words);
/** Says its words; in doubt not. */
export const nudge = jobKind('test.nudge', words);

export type Seen = { sent: string[]; failed: string[]; expired: string[]; unknown: string[] };

/** A registry of two kinds of messages that note what the outbox tells them. */
export function talkingRegistry(seen: Seen): Registry {
  const registry = createRegistry();
  registerDuplicateCleanup(registry);
  registry.timer(troubleCameJob, async () => {});
  for (const [kind, ifUnknown] of [
    [say, 'send again'],
    [nudge, 'skip'],
  ] as const) {
    registry.message(kind, {
      ifUnknown,
      render: async (_work, { channel, text, threadTs }) => {
        const to = channel.startsWith('U') ? { user: channel } : { channel, ...(threadTs ? { threadTs } : {}) };
        return { post: { to, text } };
      },
      ends: {
        arrived: async (_work, { text }) => void seen.sent.push(text),
        dead: async (_work, { text }, reason) => void seen.failed.push(`${text}: ${reason}`),
        expired: async (_work, { text }) => void seen.expired.push(text),
        unknown: async (_work, { text }) => void seen.unknown.push(text),
      },
      waiting: async (_work, { channel }) => [channel],
    });
  }
  return registry;
}

export type EngineOptions = {
  registry?: (seen: Seen) => Registry;
  clock?: Clock;
  /** Milliseconds that a call to Slack may take. */
  timeout?: number;
  /** Puts something between the engine and what it stands on. */
  wrap?: (deps: WorkspaceDeps) => WorkspaceDeps;
};

/** Milliseconds: long enough for a slow machine, since a call that takes longer counts as unclear. */
const TIMEOUT = 2_000;

export type EnginesOptions = { rateLimits?: boolean; isReal?: boolean; seed?: Seed };

/**
 * An embedded Slack, a database, and as many engines on them as a test asks for, with a clock that stands still, or the
 * machine's time.
 */
export async function createEngines(dialect: Dialect, given: EnginesOptions = {}) {
  const { isReal, ...options } = given;
  const clock = isReal ? travelClock() : travelClock({ start: MONDAY, frozen: true });
  const slack = await createSlack({ clock, ...options });
  const databaseUrl = await freshDatabaseUrl(dialect);
  const db = await openDatabase(databaseUrl, clock);
  await migrate(db.read);
  const closing: (() => Promise<void>)[] = [() => slack.close(), () => db.close()];

  /** One instance. On PostgreSQL each may have a database connection and a clock of its own. */
  async function engine(options: EngineOptions = {}) {
    const config = readConfig({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    });
    const log = createLog(config);
    const own = options.clock ? await openDatabase(databaseUrl, options.clock) : db;
    if (own !== db) closing.push(() => own.close());
    const seen: Seen = { sent: [], failed: [], expired: [], unknown: [] };
    const workspace = {
      id: slack.state.team.id,
      botUserId: slack.state.app.botUserId,
      slack: createClient(config, log, options.timeout ?? TIMEOUT),
    };
    const plain: WorkspaceDeps = {
      config,
      db: own,
      clock: own.clock,
      log,
      installations: oneInstallation(workspace),
      workspace,
      jobs: { wake: () => runner.wake() },
      listeners,
    };
    const deps = options.wrap?.(plain) ?? plain;
    const runner = createRunner(deps, (options.registry ?? talkingRegistry)(seen), createOutbox(deps));
    const work = async <T>(unit: (tx: Tx) => Promise<T>) =>
      (await inTransaction(deps, async (w) => ({ value: await unit(w) })))!.value;
    return {
      deps,
      runner,
      seen,
      work,
      enqueue: <P>(kind: JobKind<P>, payload: P, schedule: Schedule = {}) =>
        work((w) => enqueue(w, kind, payload, schedule)),
      /** Does what is due, moment by moment, for a while. */
      async travel(duration: Temporal.DurationLike) {
        const target = clock.now().add(duration);
        for (;;) {
          await runner.drain();
          const next = await runner.next();
          if (next === undefined || isBefore(target, instant(next))) break;
          if (isBefore(clock.now(), instant(next))) clock.moveTo(instant(next));
        }
        if (isBefore(clock.now(), target)) clock.moveTo(target);
        await runner.drain();
      },
    };
  }

  return {
    slack,
    clock,
    db,
    databaseUrl,
    engine,
    jobs: (): Promise<Job[]> => db.read.selectFrom('job').selectAll().orderBy('id').execute(),
    job: async (text: string): Promise<JobTable> =>
      db.read.selectFrom('job').selectAll().where('payload', 'like', `%"${text}"%`).executeTakeFirstOrThrow(),
    /** The texts of the app's messages in a conversation, oldest first, replies of threads included. */
    said: (channel: string): string[] =>
      (slack.state.conversations.get(channel)?.messages ?? []).filter((m) => m.bot_id).map((m) => m.text ?? ''),
    close: async () => {
      for (const close of closing.reverse()) await close();
      await handBackDatabase(databaseUrl);
    },
  };
}

export type Engines = Awaited<ReturnType<typeof createEngines>>;
