import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { freshDatabaseUrl } from '../support/database.ts';
import { randomOf } from '../support/random.ts';
import { createFire, kill, type Life } from './processes.ts';
import { settled } from './settle.ts';
import { examine, isNudge, PARTS } from './workload.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
const KILLS = Number(process.env.KILLS ?? (isShort ? 8 : 1_000));
const KILLS_TWO = Number(process.env.KILLS_TWO ?? (isShort ? 5 : 500));
type Plan = { kills: number; instances: number; databaseUrl: string; protection?: boolean; skew?: number };

async function experiment(plan: Plan) {
  const random = randomOf(plan.kills);
  const fire = await createFire(plan, random);
  const children: (Life | undefined)[] = [];
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
  const unknown = await settled(fire, plan.databaseUrl, events.length * PARTS.length, children);
  const result = {
    kills: plan.kills,
    events: events.length,
    messages: fire.seen().length,
    ...examine(events, fire.seen(), unknown),
  };
  await fire.close();
  return result;
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
  const result = await onSqlite({ kills: isShort ? 5 : 30, protection: false });
  told('kill -9 without protection', { ...result, lost: result.lost.length, doubled: result.doubled.length });
  expect(result.doubled.filter((text) => !isNudge(text)).length).toBeGreaterThan(0);
});
