import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { createSlack } from '../sandbox/slack/server.ts';
import { systemClock } from '../src/clock.ts';
import { openTool } from '../src/database/open.ts';
import { readTitlesJob } from '../src/features/matching/service/hints.ts';
import { generateCorpus, generateQueries } from './matching-data.ts';
import { moveInMany } from './mentor-people.ts';
import { seeded } from './random.ts';

/*
 * npm run bench:mentor -- [--people 100000] [--commands 1000]: the real app on SQLite with so many people, over signed
 * HTTP on an embedded Slack. Prints JSON: milliseconds from `/mentor <topic>` to the acknowledgement and to the arrival
 * of the answer, beside a bare Bolt app that answers with one sentence, in turns; how long it takes until the index is
 * built and how long the event loop is blocked meanwhile; the processor time, which other work on the machine hardly changes; and the memory over that of the same app without people.
 */
const { values } = parseArgs({
  options: { people: { type: 'string', default: '100000' }, commands: { type: 'string', default: '1000' } },
});

type Report = { loop: { longest: number; p99: number }; cpu: number; memory: { rss: number; used: number } };
type Target = { origin: string; child: ChildProcess; startMs: number; builtMs?: number; building?: Report };

const folder = mkdtempSync(join(tmpdir(), 'bitewise-bench-'));
const slack = await createSlack();
const env = { ...process.env, SLACK_SIGNING_SECRET: slack.signingSecret };

/** Starts an app, and waits until it has a port and, if it is to build one, an index. */
async function launch(file: string[], settings: Record<string, string>, builds: boolean): Promise<Target> {
  const from = performance.now();
  const watch = ['--expose-gc', '--import', new URL('./watch-loop.ts', import.meta.url).pathname];
  const child = spawn(process.execPath, [...watch, ...file], {
    env: { ...env, ...settings },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const target: Partial<Target> & { child: ChildProcess } = { child };
  for await (const line of createInterface({ input: child.stdout! })) {
    const said = JSON.parse(line);
    if (said.port)
      Object.assign(target, { origin: `http://127.0.0.1:${said.port}`, startMs: performance.now() - from });
    if (said.port && builds) await report(target.child);
    if (said.msg === 'matching is ready') Object.assign(target, { builtMs: performance.now() - from });
    if (target.origin && (!builds || target.builtMs)) break;
  }
  child.stdout!.resume();
  if (builds) target.building = await report(child);
  return target as Target;
}

async function report(child: ChildProcess): Promise<Report> {
  child.send('report');
  const [said] = await once(child, 'message');
  return said as Report;
}

function bitewise(name: string, builds: boolean): Promise<Target> {
  return launch(
    [new URL('../bin/bitewise.js', import.meta.url).pathname, 'start'],
    {
      ...{ SLACK_BOT_TOKEN: slack.botToken, SLACK_API_URL: slack.apiUrl, PORT: '0', LOG_LEVEL: 'info' },
      DATABASE_URL: `file:${join(folder, `${name}.db`)}`,
    },
    builds,
  );
}

/** Waits until the first reading of all titles is over, which is work of its own beside the questions. */
async function titlesRead(name: string): Promise<void> {
  const db = await openTool(`file:${join(folder, `${name}.db`)}`, systemClock);
  const left = () =>
    db.read
      .selectFrom('job')
      .select('id')
      .where('kind', '=', readTitlesJob.name)
      .where('finished_at', 'is', null)
      .execute();
  while ((await left()).length > 0) await new Promise((resolve) => setTimeout(resolve, 500));
  await db.close();
}

/** Answers arrive here, each under a number of its own. */
const arrivals = new Map<string, () => void>();
const sink = createServer((req, res) => {
  arrivals.get(req.url ?? '')?.();
  req.resume().on('end', () => res.end('ok'));
});
await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
const sinkAddress = sink.address();
const sinkUrl = `http://127.0.0.1:${typeof sinkAddress === 'object' ? sinkAddress?.port : 0}`;

let sent = 0;

/** @returns milliseconds to the acknowledgement and to the arrival of the answer. */
async function command(pool: Pool, userId: string, text: string): Promise<{ ack: number; answer: number }> {
  sent += 1;
  const path = `/${sent}`;
  const arrived = new Promise<void>((resolve) => arrivals.set(path, resolve));
  const form = { command: '/mentor', text, user_id: userId, channel_id: 'C0GENERAL', team_id: 'T0HARBOUR' };
  const more = { response_url: `${sinkUrl}${path}`, trigger_id: `bench.${sent}` };
  const body = new URLSearchParams({ ...form, ...more }).toString();
  const timestamp = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const signature = createHmac('sha256', slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${signature}`,
  };
  const start = performance.now();
  const response = await pool.request({ path: '/slack/events', method: 'POST', headers, body });
  await response.body.dump();
  const ack = performance.now() - start;
  if (response.statusCode !== 200) throw new Error(`Answered ${response.statusCode}`);
  await arrived;
  arrivals.delete(path);
  return { ack, answer: performance.now() - start };
}

const size = Number(values.people);
const people = await moveInMany(`file:${join(folder, 'many.db')}`, size);
const idle = await bitewise('idle', false);
slack.setRequestUrl(`${idle.origin}/slack/events`, `${idle.origin}/slack/events`);
await slack.idle();
const idleMemory = (await report(idle.child)).memory;
idle.child.kill();
await once(idle.child, 'exit');

const ours = await bitewise('many', true);
slack.setRequestUrl(`${ours.origin}/slack/events`, `${ours.origin}/slack/events`);
await slack.idle();
await titlesRead('many');
const bare = await launch([new URL('./bare-mentor.ts', import.meta.url).pathname], {}, false);
const random = seeded(9);
const queries = random.shuffled(generateQueries(generateCorpus(size))).slice(0, Number(values.commands));
const pools = [ours, bare].map(({ origin }) => new Pool(origin, { connections: 1, pipelining: 1 }));
for (const { q } of queries.slice(0, 50)) for (const pool of pools) await command(pool, random.of(people), q);
await report(ours.child);
const took = pools.map(() => ({ ack: [] as number[], answer: [] as number[] }));
const slowest: { q: string; ms: number }[] = [];
for (const { q } of queries) {
  const asker = random.of(people);
  for (const [i, pool] of pools.entries()) {
    const { ack, answer } = await command(pool, asker, q);
    took[i]!.ack.push(ack);
    took[i]!.answer.push(answer);
    if (i === 0) slowest.push({ q, ms: Math.round(answer) });
  }
}
const after = await report(ours.child);
const spread = (numbers: number[]) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 100) / 100;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
};
const [mine, theirs] = took.map(({ ack, answer }) => ({ acknowledged: spread(ack), answered: spread(answer) }));
console.log(
  JSON.stringify(
    {
      ...{ people: size, commands: queries.length },
      start: {
        readyMs: Math.round(ours.startMs),
        indexMs: Math.round(ours.builtMs!),
        blockedMs: ours.building!.loop,
        cpuMs: ours.building!.cpu,
      },
      ...{ Bitewise: mine, bareBolt: theirs, blockedByQuestionsMs: after.loop },
      cpuMsForACommand: Math.round((after.cpu / queries.length) * 100) / 100,
      megabytesOverIdle: { rss: after.memory.rss - idleMemory.rss, used: after.memory.used - idleMemory.used },
      slowest: slowest.sort((a, b) => b.ms - a.ms).slice(0, 8),
    },
    null,
    2,
  ),
);

for (const pool of pools) await pool.close();
for (const { child } of [ours, bare]) child.kill();
sink.close();
await slack.close();
rmSync(folder, { recursive: true, force: true });
