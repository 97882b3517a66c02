import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';

export const WORKSPACE = 'T0HARBOUR';
const OWNER = 'U0DANA';

/** Milliseconds between two commands while acknowledgements are measured, and for how long they are at rest. */
const [EVERY, IDLE] = [50, 10_000];

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
const spread = (took: number[]) => {
  const sorted = took.toSorted((a, b) => a - b);
  const rounded = (ms: number) => Math.round(ms * 100) / 100;
  return { commands: took.length, median: rounded(quantile(sorted, 0.5)), p99: rounded(quantile(sorted, 0.99)) };
};

async function startApp(slack: Slack, databaseUrl: string): Promise<{ child: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, [new URL('../../bin/bitewise.js', import.meta.url).pathname, 'start'], {
    env: {
      ...process.env,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: databaseUrl,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const { port } = JSON.parse(line);
    if (!port) continue;
    child.stdout!.resume();
    const origin = `http://127.0.0.1:${port}`;
    slack.setRequestUrl(`${origin}/slack/events`, `${origin}/slack/events`);
    return { child, origin };
  }
  throw new Error('The app ended before it was ready');
}

/** Milliseconds from signed commands to their acknowledgements, one after the other until `over` says so. */
async function acknowledge(slack: Slack, origin: string, over: () => boolean): Promise<number[]> {
  const pool = new Pool(origin, { connections: 1, pipelining: 1 });
  const took: number[] = [];
  while (!over()) {
    const form = { command: '/mentor', text: 'help', user_id: 'U0ADA', channel_id: 'C0GENERAL', team_id: WORKSPACE };
    const body = new URLSearchParams({ ...form, trigger_id: `bench.${Math.random()}` }).toString();
    const timestamp = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
    const signature = createHmac('sha256', slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    };
    const start = performance.now();
    const answer = await pool.request({ path: '/slack/events', method: 'POST', headers, body });
    await answer.body.dump();
    const ms = performance.now() - start;
    took.push(ms);
    await pause(Math.max(0, EVERY - ms));
  }
  await pool.close();
  return took;
}

/** The most memory that a process has had so far, in megabytes; as Linux counts it. */
const peakOf = (child: ChildProcess) =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024);

/**
 * The whole app on a filled database, with an owner who asks for the report of the last quarter: from the command to
 * the last file in Slack, the app's memory at its highest, and acknowledgements at rest and meanwhile.
 */
export async function measureReport(databaseUrl: string) {
  const slack = await createSlack();
  const { child, origin } = await startApp(slack, databaseUrl);
  try {
    await slack.idle();
    await pause(3_000);
    const until = performance.now() + IDLE;
    const idle = await acknowledge(slack, origin, () => performance.now() > until);
    const atRest = peakOf(child);
    const began = performance.now();
    await slack.people.as(OWNER).command('/mentor report last quarter');
    const isThere = () =>
      [...slack.state.files.values()].some(({ name, shares }) => /\.html$/.test(name) && shares.private);
    let end = 0;
    const meanwhile = await acknowledge(slack, origin, () => {
      if (end === 0 && isThere()) end = performance.now();
      return end > 0 || performance.now() - began > 120_000;
    });
    if (end === 0) throw new Error('No report came within two minutes');
    const [before, during] = [spread(idle), spread(meanwhile)];
    return {
      seconds: Math.round(end - began) / 1000,
      megabytes: peakOf(child),
      megabytesAtRest: atRest,
      files: slack.state.files.size,
      slowdown: { median: ratio(during.median, before.median), p99: ratio(during.p99, before.p99) },
      acknowledgements: { idle: before, meanwhile: during },
    };
  } finally {
    child.kill();
    await slack.close();
  }
}

const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100;
