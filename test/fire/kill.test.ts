import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { type Database, openTool } from '../../src/database/open.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { randomOf } from '../support/random.ts';
import { createFire, type Fire, kill, SPEED } from './processes.ts';
import { examine, isNudge, PARTS, textOf } from './workload.ts';

const isShort = process.env.FIRE === 'short';
const KILLS = Number(process.env.KILLS ?? (isShort ? 15 : 1_000));
const KILLS_TWO = Number(process.env.KILLS_TWO ?? (isShort ? 10 : 500));
/** Real seconds after the last kill in which everything has to be settled: several quarantines. */
const SETTLE = 240;

type Plan = { kills: number; instances: number; databaseUrl: string; protection?: boolean; skew?: number };

async function experiment(plan: Plan) {
  const random = randomOf(plan.kills);
  const fire = await createFire(plan, random);
  const children: (ChildProcess | undefined)[] = [];
  const start = async (i: number) => {
    children[i] = await fire.spawn(i * (plan.skew ?? 0));
  };
  for (let i = 0; i < plan.instances; i += 1) await start(i);
  const alive = () => children.filter((c) => c !== undefined)[Math.floor(random() * plan.instances)];
  const events: string[] = [];
  let isOver = false;
  const source = (async () => {
    for (let n = 0; !isOver; n += 1) {
      const name = `e${n}`;
      events.push(name);
      await fire.deliver(name, fire.people[n % fire.people.length]!, alive);
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  })();
  for (let n = 0; n < plan.kills; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100 + random() * 900));
    const i = Math.floor(random() * plan.instances);
    const victim = children[i]!;
    children[i] = undefined;
    await kill(victim);
    await start(i);
  }
  isOver = true;
  await source;
  const unknown = await settled(fire, plan, events.length * PARTS.length, children);
  const result = {
    kills: plan.kills,
    events: events.length,
    messages: fire.seen().length,
    ...examine(events, fire.seen(), unknown),
  };
  await fire.close();
  return result;
}

/** Waits until nothing is left to do, then lets the processes go. @returns the texts that count as unknown. */
async function settled(
  fire: Fire,
  plan: Plan,
  expected: number,
  children: (ChildProcess | undefined)[],
): Promise<string[]> {
  const until = performance.now() + SETTLE * 1000;
  fire.slack.faults.clear();
  const quiet = (60_000 / SPEED) * 1.5;
  for (let before = -1; performance.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, quiet));
    const now = fire.seen().length;
    if (now === before && now >= expected * 0.9) break;
    before = now;
  }
  // The looks for twins come two minutes and an hour after; an hour of fast time is a few minutes.
  await new Promise((resolve) => setTimeout(resolve, 130_000 / SPEED));
  await Promise.all(children.map((child) => child && kill(child)));
  const db = await openTool(plan.databaseUrl, systemClock);
  const unknown = await unknownTexts(db);
  await db.close();
  return unknown;
}

async function unknownTexts(db: Database): Promise<string[]> {
  const jobs = await db.read.selectFrom('job').selectAll().where('outcome', '=', 'unknown').execute();
  return jobs.map((job) => JSON.parse(job.payload)).map(({ n, what }) => textOf(n, what));
}

const told = (what: string, result: object) => console.info(`${what}: ${JSON.stringify(result)}`);

async function onSqlite(more: Partial<Plan> & { kills: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-fire-'));
  try {
    return await experiment({ instances: 1, databaseUrl: `file:${join(folder, 'a.db')}`, ...more });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it(`SQLite: ${KILLS} times kill -9 with faults lose nothing and double nothing`, async () => {
  const result = await onSqlite({ kills: KILLS });
  told('kill -9, SQLite', result);
  expect(result).toMatchObject({ lost: [], doubled: [] });
  expect(result.messages).toBeGreaterThan(KILLS);
});

it(`PostgreSQL: ${KILLS_TWO} times kill -9 on one of two instances with skewed clocks lose and double nothing`, async () => {
  const databaseUrl = await freshDatabaseUrl('postgres');
  const result = await experiment({ kills: KILLS_TWO, instances: 2, databaseUrl, skew: 5 });
  told('kill -9, PostgreSQL, two instances', result);
  expect(result).toMatchObject({ lost: [], doubled: [] });
});

it('Without the look before a second sending, the same harness finds messages said twice', async () => {
  const result = await onSqlite({ kills: isShort ? 10 : 30, protection: false });
  told('kill -9 without protection', { ...result, lost: result.lost.length, doubled: result.doubled.length });
  expect(result.doubled.filter((text) => !isNudge(text)).length).toBeGreaterThan(0);
});
