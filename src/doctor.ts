import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { pendingMigrations } from './database/migrate.ts';
import { type Database, isThere, openTool } from './database/open.ts';
import { messageOf, StartError } from './errors.ts';
import { lostKeys, tryKeys } from './features/installations/service/index.ts';
import { readSettings } from './features/settings/rules/index.ts';
import { wantedScopes } from './installer.ts';
import { jobMetrics } from './jobs/metrics.ts';
import { createKeyRing } from './key-ring.ts';
import { SIGNATURES } from './slack/receivers.ts';

type Finding = { ok: boolean; text: string };

/** Seconds by which the clock may be off: Slack refuses signatures older than five minutes. */
const MOST_SKEW = 60;

const SEE_JOBS = '“npm run jobs” lists them and can run them again.';

const fine = (text: string): Finding[] => [{ ok: true, text }];
const wrong = (text: string): Finding[] => [{ ok: false, text }];

/**
 * Says of each part of this installation whether it is well, and changes nothing.
 * @param words `--json` for one object `{ healthy, findings: [{ ok, text }] }` in place of lines.
 * @returns false when something is wrong. @throws StartError for other words.
 */
export async function runDoctor(config: Config, words: string[], say: (line: string) => void): Promise<boolean> {
  const isJson = words[0] === '--json';
  if (words.length > (isJson ? 1 : 0)) throw new StartError('Say “npm run doctor”, or “npm run doctor -- --json”.');
  const findings = [...(await examineSlack(config)), ...(await examineDatabase(config)), ...(await checkPort(config))];
  const healthy = findings.every(({ ok }) => ok);
  if (isJson) say(JSON.stringify({ healthy, findings }, undefined, 2));
  else {
    for (const { ok, text } of findings) say(`${ok ? 'ok   ' : 'WRONG'} ${text}`);
    say(healthy ? 'All is well.' : 'Something is wrong; the lines marked WRONG say what.');
  }
  return healthy;
}

/** What cannot be reached says nothing about tokens. */
async function examineSlack(config: Config): Promise<Finding[]> {
  const { apiUrl } = config.slack;
  const reached = await fetch(`${apiUrl}api.test`, { method: 'POST', signal: AbortSignal.timeout(10_000) }).catch(
    messageOf,
  );
  if (typeof reached === 'string')
    return wrong(
      `Slack can’t be reached at ${apiUrl} (${reached}), so its tokens weren’t tried. Check the network of this machine, and HTTPS_PROXY and NODE_EXTRA_CA_CERTS where there is a proxy.`,
    );
  const checks = [checkBotToken(config), checkAppToken(config), Promise.resolve(checkClock(reached))];
  return (await Promise.all(checks)).flat();
}

async function examineDatabase(config: Config): Promise<Finding[]> {
  const { databaseUrl } = config;
  if (!isThere(databaseUrl)) return fine('There’s no database yet: the first start of the app makes it.');
  try {
    const db = await openTool(databaseUrl, systemClock);
    const schema = await checkSchema(db).catch((error: unknown) => wrong(messageOf(error)));
    const isCurrent = schema.every(({ ok }) => ok);
    const rest = isCurrent ? [...(await checkTokens(config, db)), ...(await checkJobs(db))] : [];
    await db.close();
    return [...schema, ...rest];
  } catch (error) {
    return wrong(messageOf(error));
  }
}

const client = (config: Config, token: string) =>
  new WebClient(token, { slackApiUrl: config.slack.apiUrl, retryConfig: { retries: 0 }, timeout: 10_000 });

async function checkBotToken(config: Config): Promise<Finding[]> {
  if (config.slack.oauth) return fine('Workspaces add the app at /slack/install.');
  try {
    const me = await client(config, config.slack.botToken).auth.test();
    const granted = me.response_metadata?.scopes ?? [];
    const missing = wantedScopes().filter((scope) => !granted.includes(scope));
    const token = `SLACK_BOT_TOKEN belongs to ${me.user} in ${me.team}`;
    if (missing.length === 0) return fine(`${token} and has every scope of manifest.yml.`);
    return wrong(
      `${token} but lacks ${missing.join(', ')}: add them under “OAuth & Permissions” and install the app again.`,
    );
  } catch (error) {
    const copy = 'Copy the bot token again from your Slack app under “OAuth & Permissions”.';
    return notAccepted('SLACK_BOT_TOKEN', error, copy);
  }
}

async function checkAppToken(config: Config): Promise<Finding[]> {
  const { appToken } = config.slack;
  if (appToken === undefined) return fine('HTTP mode: Slack must reach /slack/events at the request URL of your app.');
  try {
    await client(config, appToken).apps.connections.open();
    return fine('SLACK_APP_TOKEN opens Socket Mode connections.');
  } catch (error) {
    const make =
      'Make one with connections:write under “Basic Information”, “App-Level Tokens”, and turn on Socket Mode.';
    return notAccepted('SLACK_APP_TOKEN', error, make);
  }
}

/** What Slack says against a token, with the remedy; or that it gave no answer. */
function notAccepted(name: string, error: unknown, remedy: string): Finding[] {
  if (error instanceof WebAPIPlatformError)
    return wrong(`Slack doesn’t accept ${name} (${error.data.error}). ${remedy}`);
  return wrong(`Slack gave no answer about ${name} (${messageOf(error)}). Run this once more.`);
}

function checkClock(response: Response): Finding[] {
  const date = response.headers.get('date');
  if (date === null) return fine('Slack didn’t say what time it is; the clock wasn’t compared.');
  const theirs = Temporal.Instant.fromEpochMilliseconds(Date.parse(date));
  const seconds = Math.abs(systemClock.now().since(theirs).total('seconds'));
  if (seconds <= MOST_SKEW) return fine('The clock of this machine agrees with Slack’s.');
  return wrong(
    `The clock of this machine is ${Math.round(seconds)} seconds off Slack’s. Turn on time synchronisation.`,
  );
}

async function checkSchema(db: Database): Promise<Finding[]> {
  const pending = await pendingMigrations(db.read);
  if (pending.length === 0) return fine('The database can be read and has the newest schema.');
  return wrong(`The database lacks ${pending.join(', ')}. Run “npm run migrate”, or start the app, which does it.`);
}

/** Of one workspace, the channels that it chose; of many, whether their tokens can be opened. */
async function checkTokens(config: Config, db: Database): Promise<Finding[]> {
  const { oauth } = config.slack;
  if (!oauth) return checkChannels(config, db);
  const { opened, shut } = await tryKeys(db, createKeyRing(oauth.tokenKeys));
  if (shut.length > 0) return wrong(lostKeys(shut.length));
  return fine(`TOKEN_KEYS opens the tokens of ${opened === 1 ? 'one installation' : `${opened} installations`}.`);
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
      : wrong(`Bitewise isn’t in ${name}: type /invite @Bitewise there.`);
  } catch (error) {
    return wrong(`The chosen channel ${channel} can’t be seen: ${messageOf(error)}. Type /invite @Bitewise there.`);
  }
}

/** What the app that runs on this machine says at a path, if one does. */
const hear = ({ port, host = '127.0.0.1' }: Config, path: string): Promise<string | undefined> =>
  fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}${path}`, {
    signal: AbortSignal.timeout(10_000),
  }).then(
    async (response) => (await response.text()).trim(),
    () => undefined,
  );

/** Whether the app itself is at work here; that it is not is no fault, since the doctor may come before the start. */
async function checkPort(config: Config): Promise<Finding[]> {
  const { port } = config;
  const answer = await hear(config, '/readyz');
  if (answer === undefined) return fine(`Nothing listens on port ${port}: the app doesn’t run on this machine.`);
  const signatures = config.slack.appToken === undefined ? checkSignatures(await hear(config, SIGNATURES)) : [];
  if (answer === 'ready') return [...fine(`The app runs on port ${port} and is ready.`), ...signatures];
  if (answer.startsWith('not ready'))
    return [...wrong(`The app runs on port ${port} and is ${answer}.`), ...signatures];
  return wrong(`Another program listens on port ${port}. Set PORT to a free one.`);
}

/** Nobody but Slack can say whether the signing secret is right, and says it by how it signs its requests. */
function checkSignatures(verdict = ''): Finding[] {
  const [word, count] = verdict.split(' ');
  if (word === 'accepted') return fine('Slack’s requests carry the signature of SLACK_SIGNING_SECRET.');
  if (word === 'none')
    return fine(
      'No request from Slack came since the app started, so SLACK_SIGNING_SECRET is untried: type /mentor help.',
    );
  if (word !== 'refused') return [];
  return wrong(
    `The last ${count === '1' ? 'request' : `${count} requests`} to the app carried another signature than that of SLACK_SIGNING_SECRET and got 401. If you sent something from Slack just now, copy the signing secret again from your Slack app under “Basic Information” and restart the app.`,
  );
}

/** One line for each kind of job that has something due or in trouble. */
async function checkJobs(db: Database): Promise<Finding[]> {
  const findings = (await jobMetrics(db, db.clock.now())).map(({ kind, due, late, unknown, dead }) => {
    const hints = [...(late > 0 ? ['Is the app running?'] : []), ...(unknown + dead > 0 ? [SEE_JOBS] : [])];
    const counts = `Jobs ${kind}: ${due} due, ${late} more than five minutes late, ${unknown} unknown, ${dead} dead.`;
    return { ok: late + unknown + dead === 0, text: [counts, ...hints].join(' ') };
  });
  return findings.length > 0 ? findings : fine('No job is due, late or in trouble.');
}
