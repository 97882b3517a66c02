import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { start } from '../src/start.ts';
import { travelClock } from './clock.ts';
import { moveIn } from './company.ts';
import { servePage } from './page-files.ts';
import { createSlack } from './slack/server.ts';
import { travel } from './travel.ts';

/** Where the first person lives; the story starts on a morning of theirs. */
const HOME_ZONE = 'Europe/London';

export type SandboxOptions = { port: number; logLevel: string };

/**
 * Starts the embedded Slack with its page, the app on it through its public settings, and the company in both.
 * The app's data is in a temporary folder and goes with `close`.
 */
export async function runSandbox(options: SandboxOptions) {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-sandbox-'));
  /** What ends again what has begun, the newest first. */
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of ends.splice(0)) await end();
  };
  try {
    const sandbox = await setUp(options, folder, (end) => ends.unshift(end));
    return { ...sandbox, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function setUp({ port, logLevel }: SandboxOptions, folder: string, atEnd: (end: () => unknown) => void) {
  const clock = travelClock({ start: tuesdayMorning() });
  const slack = await createSlack({
    clock,
    port,
    servePage,
    onTravel: async (to) => {
      await travel({ clock, slack, app }, targetOf(clock.now(), to));
      return clock.now();
    },
  });
  atEnd(() => slack.close());
  const settings = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DATABASE_URL: `file:${join(folder, 'bitewise.db')}`,
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: logLevel,
  };
  const app = await start(readConfig(settings), clock);
  atEnd(() => app.stop());
  await app.idle();
  await moveIn(slack);
  return { url: slack.url, slack, clock, app };
}

/** Ten o'clock on Tuesday of this week: people are at work, and a whole week lies ahead. */
function tuesdayMorning(): Temporal.Instant {
  const today = Temporal.Now.zonedDateTimeISO(HOME_ZONE);
  return today
    .add({ days: 2 - today.dayOfWeek })
    .withPlainTime('10:00')
    .toInstant();
}

function targetOf(now: Temporal.Instant, to: { minutes: number } | { to: string; tz: string }): Temporal.Instant {
  if ('minutes' in to) return now.add({ minutes: to.minutes });
  const local = now.toZonedDateTimeISO(to.tz);
  if (to.to === 'tomorrow-0930') return local.add({ days: 1 }).withPlainTime('09:30').toInstant();
  const monday = local.add({ days: (8 - local.dayOfWeek) % 7 }).withPlainTime('10:00');
  return (Temporal.ZonedDateTime.compare(monday, local) > 0 ? monday : monday.add({ days: 7 })).toInstant();
}
