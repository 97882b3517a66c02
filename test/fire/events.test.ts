import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openTool } from '../../src/database/open.ts';
import { randomOf } from '../support/random.ts';
import { createApp } from './app.ts';
import { goal, quantile } from './figures.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
const EVENTS = Number(process.env.EVENTS ?? (isShort ? 300 : 10_000));
const CRASHES = isShort ? 1 : 3;
/** Deliveries under way at once, as many as Slack might have for a busy workspace. */
const AT_ONCE = 20;

type App = Awaited<ReturnType<typeof createApp>>;

/** Everybody in the workspace who may use the app. */
const peopleOf = ({ slack }: App): string[] =>
  [...slack.state.people.values()]
    .filter((p) => !p.isBot && !p.deleted && p.guest === 'no' && p.id !== 'USLACKBOT')
    .map((p) => p.id);
const personOf = (app: App, n: number): string => peopleOf(app)[n % peopleOf(app).length]!;

/** Every other event is a question, so that what it leads to can be counted. */
const isQuestion = (n: number) => n % 2 === 1;

function eventOf(app: App, n: number) {
  const envelope = { type: 'event_callback', team_id: app.slack.state.team.id, event_id: `Ev${n}` };
  const question = { type: 'message', channel_type: 'im', ts: `17000.${1_000_000 + n}`, text: `wobbling${n}` };
  const what = isQuestion(n) ? question : { type: 'app_home_opened', tab: 'home' };
  const user = personOf(app, n);
  const dm = app.slack.people.as(user).appDm();
  return { ...envelope, event: { ...what, user, channel: dm } };
}

/** Delivers every event until it is acknowledged, and then up to three times more. `times` are the milliseconds of each delivery that was. */
function flood(app: App, from: number, to: number, again: (n: number) => number, isOver = () => false) {
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
        } else await sleep(100);
      }
    }
  };
  return { times, acknowledged, done: Promise.all(Array.from({ length: AT_ONCE }, lane)) };
}

async function onDisk<T>(run: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-events-'));
  try {
    return await run(`file:${join(folder, 'a.db')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The numbers of the events that count as dealt with. */
async function dealtWith(url: string): Promise<Set<number>> {
  const db = await openTool(url, systemClock);
  const rows = await db.read.selectFrom('inbox').select('key').execute();
  await db.close();
  const numbers = rows.map(({ key }) => /^Ev(\d+)$/.exec(key)?.[1] ?? /^said:.*\.1(\d{6})$/.exec(key)?.[1]);
  return new Set(numbers.filter((n) => n !== undefined).map(Number));
}

/** How often each question was answered. */
function answers(app: App): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { kind, messages, members } of app.slack.state.conversations.values()) {
    for (const message of kind === 'im' ? messages : []) {
      const n = Number(/wobbling(\d+)/i.exec(message.text ?? '')?.[1] ?? Number.NaN);
      if (!message.bot_id || Number.isNaN(n)) continue;
      // Whoever asked is answered, and nobody else.
      expect(members.has(personOf(app, n))).toBe(true);
      counts.set(n, (counts.get(n) ?? 0) + 1);
    }
  }
  return counts;
}

it(`${EVENTS} events that each come up to four times, some after a crash, have one effect each`, async () => {
  await onDisk(async (url) => {
    const app = await createApp(url);
    await app.start();
    const random = randomOf(EVENTS);
    const again = () => Math.floor(random() * 4);
    const flooding = flood(app, 0, EVENTS, again);
    // Crashes come in mid-flood however slow the machine is.
    for (let n = 1; n <= CRASHES; n += 1) {
      while (flooding.acknowledged.size < (EVENTS * n) / (CRASHES + 1)) await sleep(10);
      await app.end('SIGKILL');
      await app.start();
    }
    await flooding.done;
    const { times } = flooding;
    await app.end('SIGKILL');
    const p99 = quantile(times, 0.99);
    const slowest = Math.max(...times);
    console.info(`events: ${JSON.stringify({ events: EVENTS, deliveries: times.length, crashes: CRASHES })}`);
    goal('99 % of the acknowledgements, milliseconds', p99, 500);
    goal('slowest acknowledgement, milliseconds', slowest, 3_000);
    expect((await dealtWith(url)).size).toBe(EVENTS);
    const answered = answers(app);
    expect([...answered].filter(([, times]) => times > 1)).toEqual([]);
    // Answers in conversation are not kept through a crash: those under way at that moment may be missing.
    expect(answered.size).toBeGreaterThanOrEqual(EVENTS / 2 - CRASHES * AT_ONCE);
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
    while (flooding.acknowledged.size < 50) await sleep(10);
    const start = performance.now();
    expect(await app.end('SIGTERM')).toBe(0);
    goal('end after SIGTERM, milliseconds', performance.now() - start, 9_000);
    isOver = true;
    await flooding.done;
    const { acknowledged } = flooding;
    console.info(`SIGTERM: ${acknowledged.size} events were acknowledged`);
    const known = await dealtWith(url);
    expect([...acknowledged].filter((n) => !known.has(n))).toEqual([]);
    await app.start();
    // Each Home that was opened is shown.
    for (const n of [...acknowledged].filter((one) => !isQuestion(one)))
      await expect.poll(() => app.slack.people.as(personOf(app, n)).home(), { timeout: 120_000 }).toBeTruthy();
    await app.end('SIGKILL');
    await app.close();
  });
});
