import { travelClock } from '../../sandbox/clock.ts';
import { createSlack } from '../../sandbox/slack/server.ts';
import { travel } from '../../sandbox/travel.ts';
import { readConfig } from '../../src/config.ts';
import { inTransaction, type Tx } from '../../src/database/transaction.ts';
import { type Running, start } from '../../src/start.ts';
import { noteMet } from './cards/met.ts';
import { wrongCards } from './cards/watch.ts';
import { type Dialect, freshDatabaseUrl, handBackDatabase } from './database.ts';

/** A Monday morning on which everybody from London to Berlin is at work. */
export const MONDAY = Temporal.Instant.from('2026-03-02T10:00:00Z');

export type WorldOptions = {
  /** How Slack reaches the app. Default: signed HTTP, which is quicker to start. */
  mode?: 'socket' | 'http';
  dialect?: Dialect;
  /** Keep the database between two apps; default: a fresh one. */
  databaseUrl?: string;
  at?: Temporal.Instant;
  /** Other settings, by their names in the environment. */
  settings?: Record<string, string>;
};

export type World = Awaited<ReturnType<typeof createWorld>>;

/**
 * The whole app on an embedded Slack, both with one clock that stands still until it is moved. Close it after the test.
 */
export async function createWorld(options: WorldOptions = {}) {
  const clock = travelClock({ start: options.at ?? MONDAY, frozen: true });
  const slack = await createSlack({ clock });
  const databaseUrl = options.databaseUrl ?? (await freshDatabaseUrl(options.dialect ?? 'sqlite'));
  const config = readConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    ...(options.mode === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret }),
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: databaseUrl,
    PORT: '0',
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    ...options.settings,
  });
  let running: Running;
  let isWatched = true;

  async function startApp(): Promise<void> {
    running = await start(config, clock);
    const address = `http://127.0.0.1:${running.port}/slack/events`;
    if (options.mode !== 'socket') slack.setRequestUrl(address, address);
    await settle();
  }

  /** Looks into or sets up the app's state through its own services. */
  const work = async <T>(unit: (tx: Tx) => Promise<T>): Promise<T> => {
    const result = await inTransaction(running.deps, async (tx) => ({ value: await unit(tx) }));
    return result!.value;
  };

  async function travelTo(target: Temporal.Instant): Promise<void> {
    await travel({ clock, slack, app: running }, target);
    if (!isWatched) return;
    const wrong = await wrongCards({ slack, work });
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  }

  /** Lets everything happen that is due within some seconds: messages keep Slack's pace. */
  const settle = (seconds = 20) => travelTo(clock.now().add({ seconds }));

  await startApp();
  return {
    slack,
    clock,
    settle,
    travelTo,
    travel: (duration: Temporal.DurationLike) => travelTo(clock.now().add(duration)),
    app: () => running,
    as: slack.people.as,
    work,
    /** From now on cards are not looked at, for this reason. */
    lookAway: (_reason: string) => {
      isWatched = false;
    },
    stopApp: () => running.stop(),
    startApp,
    close: async () => {
      noteMet();
      await running.stop();
      await slack.close();
      if (options.databaseUrl === undefined) await handBackDatabase(databaseUrl);
    },
  };
}
