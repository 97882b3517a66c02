import { expect, it, vi } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { FAULTS } from '../support/chaos.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines } from '../support/engine.ts';
import { mortal } from './crash.ts';
import { examine, type Finding, fireRegistry, takeEvent, withoutProtection } from './workload.ts';

type Fault = (typeof FAULTS)[number] | undefined;

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
/** The short form takes every ninth crash point, and on PostgreSQL the most telling faults only. */
const STEP = isShort ? 9 : 1;
const TELLING: Fault[] = [undefined, 'reset-after', 'late'];
/** Milliseconds that a call to Slack may take. */
const TIMEOUT = 150;
const POST = 'chat.postMessage';
const PERSON = 'U0ADA';

type Outcome = Finding & { died: boolean };

/** One life that ends at the nth boundary, and a second one that goes on from what is on the disk. */
async function twoLives(engines: Engines, fault: Fault, nth: number, spoil = (deps: Deps) => deps): Promise<Outcome> {
  const { slack } = engines;
  if (fault) {
    // Each text meets the fault the first time that it is sent.
    const met = new Set<unknown>();
    const isFirst = ({ text }: Record<string, unknown>) => !met.has(text) && Boolean(met.add(text));
    slack.faults.add({ method: POST, kind: fault, times: 4, lateMs: 40_000, retryAfter: 3, match: isFirst });
  }
  let dead: Promise<'dead'> | undefined;
  const one = await engines.engine({
    registry: fireRegistry,
    timeout: TIMEOUT,
    wrap: (deps) => {
      const life = mortal(spoil(deps), nth);
      dead = life.dead;
      return life.deps;
    },
  });
  let isAcknowledged = false;
  const living = async () => {
    await takeEvent(one.deps, 'a', PERSON);
    isAcknowledged = true;
    await one.travel({ minutes: 6 });
    return 'lived' as const;
  };
  const died = (await Promise.race([living(), dead])) === 'dead';
  if (died) {
    const two = await engines.engine({ registry: fireRegistry, timeout: TIMEOUT, wrap: spoil });
    if (!isAcknowledged) await takeEvent(two.deps, 'a', PERSON);
    await two.travel({ minutes: 8 });
  }
  const jobs = await engines.jobs();
  expect(jobs.filter((j) => j.outcome === null && !j.kind.startsWith('outbox.'))).toEqual([]);
  const unknown = jobs.filter((j) => j.outcome === 'unknown').map((j) => JSON.parse(j.payload));
  const dm = [...slack.state.conversations.values()].find((c) => c.kind === 'im' && c.members.has(PERSON));
  const seen = (dm?.messages ?? []).filter((m) => m.bot_id).map((m) => m.text ?? '');
  return {
    ...examine(
      ['a'],
      seen,
      unknown.map((u) => `fire ${u.n} ${u.what}`),
    ),
    died,
  };
}

/** Every crash point of the workload under one fault. */
async function sweep(dialect: 'sqlite' | 'postgres', fault: Fault, step: number, spoil?: (deps: Deps) => Deps) {
  const total = { points: 0, lost: 0, doubled: 0, unknown: 0 };
  for (let nth = 1; ; nth += step) {
    const engines = await createEngines(dialect);
    const outcome = await twoLives(engines, fault, nth, spoil).finally(() => engines.close());
    total.points += 1;
    total.lost += outcome.lost.length;
    total.doubled += outcome.doubled.length;
    total.unknown += outcome.unknown;
    if (!outcome.died) return total;
  }
}

onBothDatabases('A crash at every commit and every call', (dialect) => {
  const faults = isShort && dialect === 'postgres' ? TELLING : [undefined, ...FAULTS];
  for (const fault of faults) {
    it(`loses and doubles nothing with ${fault ?? 'no fault'}`, async () => {
      const total = await sweep(dialect, fault, STEP);
      console.info(`crash points, ${dialect}, ${fault ?? 'no fault'}: ${JSON.stringify(total)}`);
      expect(total).toMatchObject({ lost: 0, doubled: 0 });
      expect(total.points).toBeGreaterThan(2);
    });
  }
});

it('Without the look before a second sending, the same sweep finds messages that were said twice', async () => {
  const total = await sweep('sqlite', 'reset-after', STEP, withoutProtection);
  console.info(`crash points without protection: ${JSON.stringify(total)}`);
  expect(total.doubled).toBeGreaterThan(0);
});
