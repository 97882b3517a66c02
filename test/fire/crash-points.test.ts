import { expect, it, vi } from 'vitest';
import type { WorkspaceDeps } from '../../src/deps.ts';
import { FAULTS } from '../support/chaos.ts';
import { type Dialect, onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines } from '../support/engine.ts';
import { mortal } from './crash.ts';
import { examine, type Finding, fireRegistry, takeEvent, withoutProtection } from './workload.ts';

/** `too late`: accepted only after all the looks, the one case that cannot be told apart. */
type Fault = (typeof FAULTS)[number] | 'too late' | undefined;

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
/** The short form takes some crash points, further and further apart, and on PostgreSQL the most telling faults only. */
const after = (nth: number) => (isShort ? 2 * nth + 6 : nth + 1);
const TELLING: Fault[] = [undefined, 'reset-after', 'too late'];
/** Milliseconds by the clock after which Slack shows what it took, before and after the looks for it are over. */
const LATE = 40_000;
const TOO_LATE = 240_000;
/** Milliseconds that a call to Slack may take. */
const TIMEOUT = 150;
/** Longer than all looks, also those for twins. */
const A_WHILE = { minutes: 120 };
const POST = 'chat.postMessage';
const PERSON = 'U0ADA';

type Outcome = Finding & { died: boolean };

/** One life that ends at the nth boundary, and a second one that goes on from what is on the disk. */
async function twoLives(
  engines: Engines,
  fault: Fault,
  nth: number,
  spoil = (deps: WorkspaceDeps) => deps,
): Promise<Outcome> {
  const { slack } = engines;
  if (fault) {
    // Each text meets the fault the first time that it is sent.
    const met = new Set<unknown>();
    const isFirst = ({ text }: Record<string, unknown>) => !met.has(text) && Boolean(met.add(text));
    const kind = fault === 'too late' ? 'late' : fault;
    const lateMs = fault === 'too late' ? TOO_LATE : LATE;
    slack.faults.add({ method: POST, kind, times: 4, lateMs, retryAfter: 3, match: isFirst });
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
    await one.travel(A_WHILE);
    return 'lived' as const;
  };
  const died = (await Promise.race([living(), dead])) === 'dead';
  if (died) {
    const two = await engines.engine({ registry: fireRegistry, timeout: TIMEOUT, wrap: spoil });
    if (!isAcknowledged) await takeEvent(two.deps, 'a', PERSON);
    await two.travel(A_WHILE);
  }
  const jobs = await engines.jobs();
  expect(jobs.filter((j) => j.outcome === null)).toEqual([]);
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

/** The crash points of the workload under one fault. */
async function sweep(dialect: Dialect, fault: Fault, spoil?: (deps: WorkspaceDeps) => WorkspaceDeps) {
  const total = { points: 0, lost: 0, doubled: 0, unknown: 0, overlooked: 0 };
  for (let nth = 1; ; nth = after(nth)) {
    const engines = await createEngines(dialect);
    const outcome = await twoLives(engines, fault, nth, spoil).finally(() => engines.close());
    total.points += 1;
    total.lost += outcome.lost.length;
    total.doubled += outcome.doubled.length;
    total.unknown += outcome.unknown;
    total.overlooked += outcome.overlooked;
    if (!outcome.died) return total;
  }
}

/**
 * Unknown ends that faults explain: of a life with a first sending that nobody took, the nudge; where all show too late,
 * what was said once more as well; else only where the crash itself fell between the mark and the call.
 */
function mostUnknown(fault: Fault, points: number): number {
  if (fault === 'too late') return 2 * points;
  return fault?.endsWith('-before') ? points : 1 + points / 4;
}

onBothDatabases('A crash at every commit and every call', (dialect) => {
  const faults = isShort && dialect === 'postgres' ? TELLING : [undefined, ...FAULTS, 'too late' as const];
  for (const fault of faults) {
    it(`loses and doubles nothing with ${fault ?? 'no fault'}`, async () => {
      const total = await sweep(dialect, fault);
      console.info(`crash points, ${dialect}, ${fault ?? 'no fault'}: ${JSON.stringify(total)}`);
      expect(total).toMatchObject({ lost: 0, doubled: 0 });
      expect(total.points).toBeGreaterThan(2);
      // Nobody can tell whether the nudge was said: that is never silent, and it is no free pass for the rest.
      if (fault === 'too late') expect(total.unknown).toBeGreaterThanOrEqual(total.points);
      else expect(total.overlooked).toBe(0);
      expect(total.unknown).toBeLessThanOrEqual(mostUnknown(fault, total.points));
    });
  }
});

it('Without the look before a second sending, the same sweep finds messages that were said twice', async () => {
  const total = await sweep('sqlite', 'reset-after', withoutProtection);
  console.info(`crash points without protection: ${JSON.stringify(total)}`);
  expect(total.doubled).toBeGreaterThan(0);
  // The nudge of each life is given up, which is more than may be.
  expect(total.unknown).toBeGreaterThan(mostUnknown('reset-after', total.points));
  expect(total.overlooked).toBeGreaterThanOrEqual(total.points);
});
