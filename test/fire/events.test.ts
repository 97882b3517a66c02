import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openTool } from '../../src/database/open.ts';
import { randomOf } from '../support/random.ts';
import { createApp, quantile } from './app.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
const EVENTS = Number(process.env.EVENTS ?? (isShort ? 1_500 : 10_000));
/** Deliveries under way at once, as many as Slack might have for a busy workspace. */
const AT_ONCE = 20;

type App = Awaited<ReturnType<typeof createApp>>;

const eventOf = (app: App, n: number) => ({
  type: 'event_callback',
  team_id: app.slack.state.team.id,
  event_id: `Ev${n}`,
  event: { type: 'app_home_opened', user: 'U0BRAM', tab: 'home', channel: 'D1' },
});

/** Delivers every event until it is acknowledged, and then up to three times more. @returns milliseconds of each delivery that was. */
async function flood(app: App, from: number, to: number, again: (n: number) => number, isOver = () => false) {
  const times: number[] = [];
  const acknowledged = new Set<number>();
  let next = from;
  const lane = async () => {
    for (let n = next++; n < to && !isOver(); n = next++) {
      for (let left = 1 + again(n); left > 0 && !isOver(); ) {
        const start = performance.now();
        const status = await app.send.deliver('events_api', eventOf(app, n));
        if (status === 200) {
          times.push(performance.now() - start);
          acknowledged.add(n);
          left -= 1;
        } else await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { times, acknowledged };
}

async function onDisk<T>(run: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-events-'));
  try {
    return await run(`file:${join(folder, 'a.db')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function effects(url: string): Promise<string[]> {
  const db = await openTool(url, systemClock);
  const rows = await db.read.selectFrom('inbox').select('key').where('key', 'like', 'Ev%').execute();
  await db.close();
  return rows.map((row) => row.key);
}

it(`${EVENTS} events that each come up to four times, some after a crash, have one effect each`, async () => {
  await onDisk(async (url) => {
    const app = await createApp(url);
    await app.start();
    const random = randomOf(EVENTS);
    const again = () => Math.floor(random() * 4);
    const flooding = flood(app, 0, EVENTS, again);
    let crashes = 0;
    let isDone = false;
    void flooding.then(() => {
      isDone = true;
    });
    while (!isDone && crashes < 3) {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      if (isDone) break;
      await app.end('SIGKILL');
      await app.start();
      crashes += 1;
    }
    const { times } = await flooding;
    await app.end('SIGKILL');
    const result = {
      events: EVENTS,
      deliveries: times.length,
      crashes,
      p99: quantile(times, 0.99),
      slowest: Math.max(...times),
    };
    console.info(`events: ${JSON.stringify(result)}`);
    const keys = await effects(url);
    expect(new Set(keys).size).toBe(EVENTS);
    expect(keys).toHaveLength(EVENTS);
    expect(result.p99).toBeLessThan(500);
    expect(result.slowest).toBeLessThan(3_000);
    await app.close();
  });
});

it('SIGTERM under load ends the process cleanly, and leaves every acknowledged event done or resumable', async () => {
  await onDisk(async (url) => {
    const app = await createApp(url);
    await app.start();
    let isOver = false;
    const flooding = flood(
      app,
      0,
      1e9,
      () => 0,
      () => isOver,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const start = performance.now();
    expect(await app.end('SIGTERM')).toBe(0);
    const took = performance.now() - start;
    isOver = true;
    const { acknowledged } = await flooding;
    console.info(`SIGTERM: ${JSON.stringify({ acknowledged: acknowledged.size, tookMs: Math.round(took) })}`);
    expect(took).toBeLessThan(9_000);
    const keys = new Set(await effects(url));
    expect([...acknowledged].filter((n) => !keys.has(`Ev${n}`))).toEqual([]);
    await app.start();
    await expect.poll(() => app.slack.people.as('U0BRAM').home(), { timeout: 20_000 }).toBeTruthy();
    await app.end('SIGKILL');
    await app.close();
  });
});
