import { readFileSync } from 'node:fs';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { parse } from 'yaml';
import { z } from 'zod';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { pendingMigrations } from './database/migrate.ts';
import { type Database, openTool } from './database/open.ts';
import { messageOf } from './errors.ts';
import { readSettings } from './features/settings/rules.ts';
import { jobMetrics } from './jobs/metrics.ts';

type Finding = { ok: boolean; text: string };
type Check = (config: Config, db: Database) => Promise<Finding[]>;

/** Seconds by which the clock may be off: Slack refuses signatures older than five minutes. */
const MOST_SKEW = 60;

const SEE_JOBS = '“npm run jobs” lists them and can run them again.';

const fine = (text: string): Finding[] => [{ ok: true, text }];
const wrong = (text: string): Finding[] => [{ ok: false, text }];

const scopesOf = (file: URL) =>
  z
    .object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
    .parse(parse(readFileSync(file, 'utf8'))).oauth_config.scopes.bot;

const checks: Check[] = [checkBotToken, checkAppToken, checkClock, checkSchema, checkChannels, checkJobs, checkPort];

/** Says of each part of this installation whether it is well. @returns false when something is wrong. */
export async function runDoctor(config: Config, say: (line: string) => void): Promise<boolean> {
  const db = await openTool(config.databaseUrl, systemClock);
  let healthy = true;
  for (const check of checks) {
    const findings = await check(config, db).catch((error: unknown) => wrong(messageOf(error)));
    for (const { ok, text } of findings) say(`${ok ? 'ok   ' : 'WRONG'} ${text}`);
    healthy &&= findings.every((finding) => finding.ok);
  }
  await db.close();
  say(healthy ? 'All is well.' : 'Something is wrong; the lines marked WRONG say what.');
  return healthy;
}

const client = (config: Config, token: string) =>
  new WebClient(token, { slackApiUrl: config.slack.apiUrl, retryConfig: { retries: 0 }, timeout: 10_000 });

async function checkBotToken(config: Config): Promise<Finding[]> {
  try {
    const me = await client(config, config.slack.botToken).auth.test();
    const granted = me.response_metadata?.scopes ?? [];
    const missing = scopesOf(new URL('../manifest.yml', import.meta.url)).filter((scope) => !granted.includes(scope));
    const token = `SLACK_BOT_TOKEN belongs to ${me.user} in ${me.team}`;
    if (missing.length === 0) return fine(`${token} and has every scope of manifest.yml.`);
    return wrong(
      `${token} but lacks ${missing.join(', ')}: add them under “OAuth & Permissions” and install the app again.`,
    );
  } catch (error) {
    if (error instanceof WebAPIPlatformError)
      return wrong(`Slack does not accept SLACK_BOT_TOKEN: ${error.data.error}.`);
    return wrong(`Slack cannot be reached at ${config.slack.apiUrl}: ${messageOf(error)}.`);
  }
}

async function checkAppToken(config: Config): Promise<Finding[]> {
  const { appToken } = config.slack;
  if (appToken === undefined) return fine('HTTP mode: Slack must reach /slack/events at the request URL of your app.');
  try {
    await client(config, appToken).apps.connections.open();
    return fine('SLACK_APP_TOKEN opens Socket Mode connections.');
  } catch (error) {
    return wrong(
      `SLACK_APP_TOKEN cannot open a Socket Mode connection: ${messageOf(error)}. It needs connections:write.`,
    );
  }
}

async function checkClock(config: Config): Promise<Finding[]> {
  const response = await fetch(`${config.slack.apiUrl}api.test`, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
  });
  const date = response.headers.get('date');
  if (date === null) return fine('Slack did not say what time it is; the clock was not compared.');
  const theirs = Temporal.Instant.fromEpochMilliseconds(Date.parse(date));
  const seconds = Math.abs(systemClock.now().since(theirs).total('seconds'));
  if (seconds <= MOST_SKEW) return fine('The clock of this machine agrees with Slack’s.');
  return wrong(
    `The clock of this machine is ${Math.round(seconds)} seconds off Slack’s. Turn on time synchronisation.`,
  );
}

async function checkSchema(_config: Config, db: Database): Promise<Finding[]> {
  const pending = await pendingMigrations(db.read);
  if (pending.length === 0) return fine('The database can be read and has the newest schema.');
  return wrong(`The database lacks ${pending.join(', ')}. Run “npm run migrate”, or start the app, which does it.`);
}

async function checkChannels(config: Config, db: Database): Promise<Finding[]> {
  const rows = await db.read.selectFrom('workspace').select('settings').execute();
  const chosen = rows.flatMap(({ settings }) => {
    const { digestChannel, sessionsChannel } = readSettings(settings);
    return [digestChannel, sessionsChannel].filter((channel) => channel !== undefined);
  });
  const findings = await Promise.all(chosen.map((channel) => checkChannel(config, channel)));
  return findings.flat();
}

async function checkChannel(config: Config, channel: string): Promise<Finding[]> {
  try {
    const info = await client(config, config.slack.botToken).conversations.info({ channel });
    const name = `#${info.channel?.name ?? channel}`;
    return info.channel?.is_member
      ? fine(`Bitewise is in ${name}.`)
      : wrong(`Bitewise is not in ${name}: type /invite @Bitewise there.`);
  } catch (error) {
    return wrong(`The chosen channel ${channel} cannot be seen: ${messageOf(error)}. Type /invite @Bitewise there.`);
  }
}

/** Whether the app itself is at work here; that it is not is no fault, since the doctor may come before the start. */
async function checkPort({ port }: Config): Promise<Finding[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(10_000) }).then(
    async (response) => (await response.text()).trim(),
    () => undefined,
  );
  if (answer === undefined) return fine(`Nothing listens on port ${port}: the app does not run on this machine.`);
  if (answer === 'ready') return fine(`The app runs on port ${port} and is ready.`);
  if (answer.startsWith('not ready')) return wrong(`The app runs on port ${port} and is ${answer}.`);
  return wrong(`Another program listens on port ${port}. Set PORT to a free one.`);
}

/** One line for each kind of job that has something due or in trouble. */
async function checkJobs(_config: Config, db: Database): Promise<Finding[]> {
  const findings = (await jobMetrics(db, db.clock.now())).map(({ kind, due, late, unknown, dead }) => {
    const hints = [...(late > 0 ? ['Is the app running?'] : []), ...(unknown + dead > 0 ? [SEE_JOBS] : [])];
    const counts = `Jobs ${kind}: ${due} due, ${late} more than five minutes late, ${unknown} unknown, ${dead} dead.`;
    return { ok: late + unknown + dead === 0, text: [counts, ...hints].join(' ') };
  });
  return findings.length > 0 ? findings : fine('No job is due, late or in trouble.');
}
