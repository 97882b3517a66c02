import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { moveIn } from '../sandbox/company.ts';
import { createSlack } from '../sandbox/slack/server.ts';

/**
 * From a signed slash command to its acknowledgement: Bitewise with a company of forty, which then searches and answers, beside a bare Bolt app
 * that only acknowledges. Same machine, same run, rounds in turn. Each connection sends a command every `--every`
 * milliseconds at most (0 = as fast as it is answered). Usage: node bench/ack.ts [--rounds 5] [--commands 10] [--every 1000]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    commands: { type: 'string', default: '10' },
    every: { type: 'string', default: '1000' },
  },
});
const CONNECTIONS = [1, 10, 50];

type Target = { name: string; origin: string; child: ChildProcess };

async function spawnTarget(name: string, file: string[], env: Record<string, string>): Promise<Target> {
  const child = spawn(process.execPath, file, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const { port } = JSON.parse(line);
    if (port) {
      child.stdout!.resume();
      return { name, origin: `http://127.0.0.1:${port}`, child };
    }
  }
  throw new Error(`${name} ended before it was ready`);
}

let sent = 0;

/** One command with a body of its own, so that nothing counts as a repetition. @returns milliseconds to the answer. */
async function command(pool: Pool, responseUrl: string): Promise<number> {
  sent += 1;
  const form = {
    command: '/mentor',
    text: 'kubernetes',
    user_id: 'U0ADA',
    channel_id: 'C0GENERAL',
    team_id: 'T0HARBOUR',
  };
  const body = new URLSearchParams({ ...form, response_url: responseUrl, trigger_id: `bench.${sent}` }).toString();
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
  if (answer.statusCode !== 200) throw new Error(`Answered ${answer.statusCode}`);
  return performance.now() - start;
}

async function round(target: Target, connections: number, responseUrl: string): Promise<number[]> {
  const pool = new Pool(target.origin, { connections, pipelining: 1 });
  const every = Number(values.every);
  const took: number[] = [];
  const one = async (index: number) => {
    // Spread over the interval, so that connections do not fire in step.
    await pause((every * index) / connections);
    for (let i = 0; i < Number(values.commands); i += 1) {
      const ms = await command(pool, responseUrl);
      took.push(ms);
      await pause(every - ms);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => one(index)));
  await pool.close();
  return took;
}

const pause = (ms: number) => new Promise<void>((resolve) => (ms > 0 ? setTimeout(resolve, ms) : resolve()));
const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;

const folder = mkdtempSync(join(tmpdir(), 'bitewise-bench-'));
const slack = await createSlack();
const sink = createServer((req, res) => req.resume().on('end', () => res.end('ok')));
await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
const sinkAddress = sink.address();
const responseUrl = `http://127.0.0.1:${typeof sinkAddress === 'object' ? sinkAddress?.port : 0}/`;
const env = { SLACK_SIGNING_SECRET: slack.signingSecret };
const ours = await spawnTarget('Bitewise', [new URL('../bin/bitewise.js', import.meta.url).pathname, 'start'], {
  ...env,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_API_URL: slack.apiUrl,
  DATABASE_URL: `file:${join(folder, 'bench.db')}`,
  PORT: '0',
});
slack.setRequestUrl(`${ours.origin}/slack/events`, `${ours.origin}/slack/events`);
await slack.idle();
await moveIn(slack);
const bare = await spawnTarget('bare Bolt', [new URL('./bare-bolt.ts', import.meta.url).pathname], env);

console.log('| connections | app | median ms | p99 ms | median ratio | p99 ratio |');
console.log('|---|---|---|---|---|---|');
for (const connections of CONNECTIONS) {
  const took = new Map<Target, number[]>([
    [ours, []],
    [bare, []],
  ]);
  for (const target of took.keys()) await round(target, connections, responseUrl);
  for (let i = 0; i < Number(values.rounds); i += 1) {
    for (const [target, all] of took) all.push(...(await round(target, connections, responseUrl)));
  }
  const [mine, theirs] = [ours, bare].map((target) => {
    const sorted = took.get(target)!.sort((a, b) => a - b);
    return { median: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
  });
  const ratio = (a: number, b: number) => (a / b).toFixed(2);
  console.log(
    `| ${connections} | ours | ${mine!.median.toFixed(2)} | ${mine!.p99.toFixed(2)} | ${ratio(mine!.median, theirs!.median)} | ${ratio(mine!.p99, theirs!.p99)} |`,
  );
  console.log(`| ${connections} | bare Bolt | ${theirs!.median.toFixed(2)} | ${theirs!.p99.toFixed(2)} | 1 | 1 |`);
}

for (const { child } of [ours, bare]) child.kill();
sink.close();
await slack.close();
rmSync(folder, { recursive: true, force: true });
