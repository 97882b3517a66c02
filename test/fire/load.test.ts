import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createRegistry, jobKind } from '../../src/jobs/define.ts';
import { enqueueAll } from '../../src/jobs/store.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines } from '../support/engine.ts';
import { quantile } from './app.ts';
import { examine, fireRegistry, takeEvent } from './workload.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
const SESSIONS = Number(process.env.SESSIONS ?? (isShort ? 300 : 10_000));
/** Real seconds for which timers come due, twenty a second. */
const SECONDS = Number(process.env.SECONDS_OF_TIMERS ?? (isShort ? 10 : 120));
const AT_ONCE = 100;

onBothDatabases('A burst', (dialect) => {
  it(`of ${SESSIONS} conversations is taken in quickly, and its day of messages runs without loss or duplicates`, async () => {
    const engines = await createEngines(dialect);
    const at = await engines.engine({ registry: fireRegistry, timeout: 5_000 });
    const people = [...engines.slack.state.people.values()].filter(
      (p) => !p.isBot && !p.deleted && p.id !== 'USLACKBOT',
    );
    const events = Array.from({ length: SESSIONS }, (_, n) => `s${n}`);
    // An app that is up has its connections.
    await Promise.all(Array.from({ length: AT_ONCE }, () => at.work(async () => {})));
    const acks: number[] = [];
    let next = 0;
    const lane = async () => {
      for (let n = next++; n < SESSIONS; n = next++) {
        const start = performance.now();
        await takeEvent(at.deps, events[n]!, people[n % people.length]!.id);
        acks.push(performance.now() - start);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    await at.travel({ hours: isShort ? 3 : 14 });
    const seen = [...engines.slack.state.conversations.values()]
      .filter((c) => c.kind === 'im')
      .flatMap((c) => c.messages.filter((m) => m.bot_id).map((m) => m.text ?? ''));
    const result = {
      sessions: SESSIONS,
      messages: seen.length,
      slowestAck: Math.max(...acks),
      ...examine(events, seen, []),
    };
    console.info(
      `burst, ${dialect}: ${JSON.stringify({ ...result, lost: result.lost.length, doubled: result.doubled.length })}`,
    );
    expect(result).toMatchObject({ lost: [], doubled: [] });
    expect(result.slowestAck).toBeLessThan(1_000);
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
      await at.work((work) => enqueueAll(work, bell, jobs));
      await expect.poll(() => late.length, { timeout: count * everyMs + 30_000, interval: 100 }).toBe(count);
      return { p50: quantile(late, 0.5), p99: quantile(late, 0.99), worst: Math.max(...late) };
    };
    const idle = await measure(isShort ? 10 : 60, 500);
    const busy = await measure(SECONDS * 20, 50);
    console.info(`timers, ${dialect}: ${JSON.stringify({ idle, busy })}`);
    expect(idle.p99).toBeLessThan(250);
    expect(busy.p99).toBeLessThan(2_000);
    await at.runner.stop();
    await engines.close();
  });
});
