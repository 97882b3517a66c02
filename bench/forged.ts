import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { sign } from '../sandbox/slack/delivery/http.ts';
import { createSlack } from '../sandbox/slack/server.ts';

/*
 * npm run bench:forged -- [--senders 16] [--seconds 10]: so many connections each send wrongly signed bodies of one
 * megabyte without a pause, beside them somebody types a command a tenth of a second after each other's
 * acknowledgement. Prints JSON: milliseconds from a command to its acknowledgement, without and with the senders.
 */
const { values } = parseArgs({
  options: { senders: { type: 'string', default: '16' }, seconds: { type: 'string', default: '10' } },
});
const TYPE = 'application/x-www-form-urlencoded';
const FORGED = Buffer.from('a&'.repeat(512 * 1024 - 1));

const folder = mkdtempSync(join(tmpdir(), 'bitewise-bench-'));
const slack = await createSlack();
const child = spawn(process.execPath, [new URL('../bin/bitewise.js', import.meta.url).pathname, 'start'], {
  env: {
    ...process.env,
    ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_SIGNING_SECRET: slack.signingSecret, SLACK_API_URL: slack.apiUrl },
    ...{ PORT: '0', DATABASE_URL: `file:${join(folder, 'app.db')}` },
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const origin = `http://127.0.0.1:${await portOf(child)}`;

async function portOf({ stdout }: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: stdout! })) {
    const { port } = JSON.parse(line);
    if (!port) continue;
    stdout!.resume();
    return port;
  }
  throw new Error('The app ended before it was ready');
}

const seconds = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
const post = (pool: Pool, body: string | Buffer, signature: string, timestamp: number) =>
  pool.request({
    ...{ path: '/slack/events', method: 'POST', body },
    headers: { 'content-type': TYPE, 'x-slack-request-timestamp': `${timestamp}`, 'x-slack-signature': signature },
  });

/** Commands one after the other for so many seconds. @returns the milliseconds of each, in rising order. */
async function commands(): Promise<number[]> {
  const pool = new Pool(origin, { connections: 1 });
  const took: number[] = [];
  for (const end = performance.now() + 1000 * Number(values.seconds); performance.now() < end; ) {
    const form = { command: '/mentor', text: 'help', user_id: 'U0ADA', channel_id: 'C0GENERAL', team_id: 'T0HARBOUR' };
    const body = new URLSearchParams({ ...form, trigger_id: `bench.${performance.now()}` }).toString();
    const from = performance.now();
    const answer = await post(pool, body, sign(slack.signingSecret, seconds(), body), seconds());
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`A command was answered ${answer.statusCode}`);
    took.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await pool.destroy();
  return took.sort((a, b) => a - b);
}

let isOver = false;
let refused = 0;
async function forge(): Promise<void> {
  const pool = new Pool(origin, { connections: 1 });
  while (!isOver) {
    const answer = await post(pool, FORGED, `v0=${'0'.repeat(64)}`, seconds());
    await answer.body.dump();
    if (answer.statusCode !== 401) throw new Error(`A forged body was answered ${answer.statusCode}`);
    refused += 1;
  }
  await pool.destroy();
}

const share = (sorted: number[], part: number) => {
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(1));
};
const summary = (took: number[]) => ({ commands: took.length, p50: share(took, 0.5), p99: share(took, 0.99) });

const alone = summary(await commands());
const forgers = Array.from({ length: Number(values.senders) }, forge);
const beside = summary(await commands());
isOver = true;
await Promise.all(forgers);
process.stdout.write(`${JSON.stringify({ senders: forgers.length, refused, alone, beside })}\n`);
child.kill();
await once(child, 'close');
await slack.close();
rmSync(folder, { recursive: true });
