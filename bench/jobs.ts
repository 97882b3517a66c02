import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import setup from '../test/support/postgres.ts';
import { boss, type Engine, graphile, ours } from './jobs-engines.ts';

/**
 * The job engine on both databases beside graphile-worker and pg-boss, on one machine and one PostgreSQL server with its
 * own defaults (fsync on). Rounds in turn, the median of each row. Jobs do nothing.
 * Usage: node bench/jobs.ts [--rounds 5] [--size 1000] [--timers 2000] [--pending 1000000]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    size: { type: 'string', default: '1000' },
    timers: { type: 'string', default: '2000' },
    pending: { type: 'string', default: '1000000' },
  },
});
const [ROUNDS, SIZE, TIMERS, PENDING] = [values.rounds, values.size, values.timers, values.pending].map(Number) as [
  number,
  number,
  number,
  number,
];

const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
const quantile = (all: number[], q: number) => all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) * q)]!;

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

async function parallel(count: number, lanes: number, one: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) await one(n);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Jobs a second. */
const rows: { name: string; run(engine: Engine): Promise<number> }[] = [
  { name: 'enqueue one by one', run: (e) => timed(() => parallel(SIZE, 1, e.enqueue)) },
  { name: 'claim and complete one by one', run: (e) => timed(() => e.work(SIZE, 1)) },
  { name: 'enqueue ten in parallel', run: (e) => timed(() => parallel(SIZE, 10, e.enqueue)) },
  { name: 'claim and complete ten in parallel', run: (e) => timed(() => e.work(SIZE, 10)) },
  { name: 'enqueue by 1,000', run: (e) => timed(() => e.enqueueMany(SIZE)) },
  { name: 'claim and complete at the worker’s best', run: (e) => timed(() => e.work(SIZE, 'most')) },
];

/** Milliseconds by which timers that are due over ten seconds come late. */
async function lateness(engine: Engine): Promise<number[]> {
  const late: number[] = [];
  const stop = await engine.listen((ms) => late.push(ms));
  const start = Temporal.Now.instant().epochMilliseconds + 3_000;
  await parallel(TIMERS, 10, (n) => engine.enqueueAt(start + Math.floor((n * 10_000) / TIMERS)));
  const patience = performance.now() + 40_000;
  while (late.length < TIMERS && performance.now() < patience) await new Promise((r) => setTimeout(r, 100));
  await stop();
  return late;
}

const folder = mkdtempSync(join(tmpdir(), 'bitewise-bench-'));
let server = '';
const stopServer = await setup({
  provide: (_key, address) => {
    server = address;
  },
});
async function database(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}/${name}`;
}
const engines = [
  await ours('Bitewise, SQLite', `file:${join(folder, 'bench.db')}`),
  await ours('Bitewise, PostgreSQL', await database('ours')),
  await graphile(await database('graphile')),
  await boss(await database('boss')),
];

const say = (cells: (string | number)[]) => console.info(`| ${cells.join(' | ')} |`);
say(['jobs a second', ...engines.map((e) => e.name)]);
say(['---', ...engines.map(() => '--:')]);
const speeds = rows.map(() => engines.map((): number[] => []));
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [r, row] of rows.entries()) {
    for (const [e, engine] of engines.entries()) {
      const ms = await row.run(engine);
      // The first round warms up.
      if (round > 0) speeds[r]![e]!.push((SIZE / ms) * 1000);
    }
  }
}
for (const [r, row] of rows.entries()) say([row.name, ...speeds[r]!.map((all) => Math.round(median(all)))]);

if (TIMERS > 0) {
  const late = [];
  for (const engine of engines) late.push(await lateness(engine));
  for (const q of [0.5, 0.99]) say([`lateness p${q * 100}, ms`, ...late.map((all) => Math.round(quantile(all, q)))]);
  say(['timers that came', ...late.map((all) => all.length)]);
}
if (PENDING > 0) {
  const cells: string[] = [];
  for (const engine of engines) {
    await engine.fill(PENDING);
    const each: number[] = [];
    for (let i = 0; i < 300; i += 1) each.push(await timed(engine.idle));
    cells.push(median(each).toFixed(2));
  }
  say([`idle claim with ${PENDING} pending, ms`, ...cells]);
}
for (const engine of engines) await engine.close();
await stopServer();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
