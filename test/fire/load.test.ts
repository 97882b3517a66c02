import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createRegistry, jobKind } from '../../src/jobs/define.ts';
import { enqueueAll } from '../../src/jobs/store.ts';
import { crowd, personOf } from '../support/crowd.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines } from '../support/engine.ts';
import { goal, quantile } from './figures.ts';
import { examine, fireRegistry, takeEvent } from './workload.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
const SESSIONS = Number(process.env.SESSIONS ?? (isShort ? 100 : 10_000));
/** Real seconds for which timers come due, twenty a second. */
const SECONDS = Number(process.env.SECONDS_OF_TIMERS ?? (isShort ? 5 : 120));
const AT_ONCE = 100;
/** Seconds for which one more conversation comes in each, while the burst is delivered. */
const SECONDS_OF_MORE = isShort ? 30 : 600;
const DAY = 24 * 3600;

async function isOver({ db }: Engines): Promise<boolean> {
  const open = db.read.selectFrom('job').select('id').where('finished_at', 'is', null).limit(1);
  return (await open.execute()).length === 0;
}

onBothDatabases('A burst', (dialect) => {
  it(`of ${SESSIONS} conversations is taken in quickly, and its day of messages runs without loss or duplicates`, async () => {
    const engines = await createEngines(dialect, { seed: crowd(SESSIONS / 2) });
    const at = await engines.engine({ registry: fireRegistry, timeout: 5_000 });
    const events = Array.from({ length: SESSIONS }, (_, n) => `s${n}`);
    // An app that is up has its connections.
    await Promise.all(Array.from({ length: AT_ONCE }, () => at.work(async () => {})));
    const acks: number[] = [];
    let next = 0;
    const lane = async () => {
      for (let n = next++; n < SESSIONS; n = next++) {
        const start = performance.now();
        await takeEvent(at.deps, events[n]!, personOf(n % (SESSIONS / 2)));
        acks.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const during: number[] = [];
    const meanwhile = async (n: number) => {
      const start = performance.now();
      events.push(`d${n}`);
      await takeEvent(at.deps, `d${n}`, personOf(n % (SESSIONS / 2)));
      during.push(performance.now() - start);
    };
    // Second by second for a day at most: the burst goes out at the pace that Slack allows a workspace.
    for (let second = 0; second < DAY; second += 1) {
      // While the burst is delivered, more comes in.
      await Promise.all([at.runner.drain(), ...(second < SECONDS_OF_MORE ? [meanwhile(second)] : [])]);
      if (second % 60 === 0 && (await isOver(engines))) break;
      engines.clock.moveBy({ seconds: 1 });
    }
    const seen = [...engines.slack.state.conversations.values()]
      .filter((c) => c.kind === 'im')
      .flatMap((c) => c.messages.filter((m) => m.bot_id).map((m) => m.text ?? ''));
    const result = {
      sessions: SESSIONS,
      messages: seen.length,
      ...examine(events, seen, []),
    };
    console.info(
      `burst, ${dialect}: ${JSON.stringify({ ...result, lost: result.lost.length, doubled: result.doubled.length })}`,
    );
    expect(result).toMatchObject({ lost: [], doubled: [] });
    goal('slowest acknowledgement, milliseconds', Math.max(...acks), 1_000);
    goal('slowest acknowledgement while messages are delivered, milliseconds', Math.max(...during), 1_000);
    await engines.close();
  });

  it('of timers comes on time, both when little is due and at twenty a second', async () => {
    const bell = jobKind('fire.bell', z.object({ at: z.number() }));
    const engines = await createEngines(dialect, { isReal: true });
    const late: number[] = [];
    const now = () => Temporal.Now.instant().epochMilliseconds;
    const at = await engines.engine({
      registry: () => {
        const registry = createRegistry();
        registry.timer(bell, async (_work, { at }) => void late.push(now() - at));
        return registry;
      },
    });
    at.runner.start();
    const measure = async (count: number, everyMs: number) => {
      late.length = 0;
      const start = now() + 1_000;
      const jobs = Array.from({ length: count }, (_, n) => {
        const due = start + n * everyMs;
        return { payload: { at: due }, schedule: { runAt: Temporal.Instant.fromEpochMilliseconds(due) } };
      });
      await at.work((tx) => enqueueAll(tx, bell, jobs));
      await expect.poll(() => late.length, { timeout: count * everyMs + 120_000, interval: 100 }).toBe(count);
      return { p50: quantile(late, 0.5), p99: quantile(late, 0.99), worst: Math.max(...late) };
    };
    const idle = await measure(isShort ? 10 : 60, 500);
    const busy = await measure(SECONDS * 20, 50);
    console.info(`timers, ${dialect}: ${JSON.stringify({ idle, busy })}`);
    goal('99 % of timers late when idle, milliseconds', idle.p99, 250);
    goal('99 % of timers late at twenty a second, milliseconds', busy.p99, 2_000);
    await at.runner.stop();
    await engines.close();
  });
});
