import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRegistry, jobKind, nobody, nothing } from '../../src/jobs/define.ts';
import { enqueue } from '../../src/jobs/store.ts';
import { createRateLimiter } from '../../src/outbox/rate-limiter.ts';
import { iso } from '../../src/time.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, MONDAY, say } from '../support/engine.ts';

const POST = 'chat.postMessage';

onBothDatabases('Slack’s pace', (dialect) => {
  let engines: Engines;
  let at: Awaited<ReturnType<Engines['engine']>>;
  beforeEach(async () => {
    engines = await createEngines(dialect, { rateLimits: true });
    at = await engines.engine();
  });
  afterEach(() => engines.close());

  const posts = () => engines.slack.traffic.calls(POST);
  const secondsOf = (text: string) => {
    const call = posts().find((c) => c.summary.includes(text) && c.status === 200);
    return call && MONDAY.until(Temporal.Instant.from(call.at)).total('seconds');
  };

  it('is one message a second in a lane, in the order of enqueueing, without a single rate limit', async () => {
    const texts = Array.from({ length: 12 }, (_, n) => `message ${n}`);
    await at.work(async (tx) => {
      for (const text of texts) await enqueue(tx, say, { channel: 'C0MENTORING', text }, { lane: 'C0MENTORING' });
    });
    await at.travel({ seconds: 15 });
    expect(engines.said('C0MENTORING')).toEqual(texts);
    expect(posts().map((c) => c.status)).toEqual(texts.map(() => 200));
    expect(texts.map((text) => secondsOf(text))).toEqual(texts.map((_, n) => n));
  });

  it('does not look at what waits behind a message before that one’s turn', async () => {
    for (const text of ['a1', 'a2', 'a3', 'a4'])
      await at.enqueue(say, { channel: 'C0MENTORING', text }, { lane: 'C0MENTORING' });
    await at.runner.drain();
    const turns = (await engines.jobs()).map((job) => [job.outcome, job.run_at]);
    const next = iso(MONDAY.add({ seconds: 1 }));
    expect(turns).toEqual([['done', iso(MONDAY)], ...Array(3).fill([null, next])]);
  });

  it('keeps the order of a lane when one message is limited or gets no clear answer', async () => {
    const texts = ['first', 'second', 'third', 'fourth'];
    const match = (text: string) => (args: Record<string, unknown>) => args.text === text;
    engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 9, match: match('first') });
    engines.slack.faults.add({ method: POST, kind: 'reset-before', match: match('second') });
    engines.slack.faults.add({ method: POST, kind: '500-after', match: match('third') });
    await at.work(async (tx) => {
      for (const text of texts) await enqueue(tx, say, { channel: 'C0MENTORING', text }, { lane: 'C0MENTORING' });
    });
    await at.travel({ minutes: 10 });
    expect(engines.said('C0MENTORING')).toEqual(texts);
  });

  it('moves the whole lane on a 429, and no other', async () => {
    engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 40, match: (args) => args.text === 'a1' });
    await at.enqueue(say, { channel: 'C0MENTORING', text: 'a1' }, { lane: 'a' });
    await at.enqueue(say, { channel: 'C0MENTORING', text: 'a2' }, { lane: 'a' });
    await at.enqueue(say, { channel: 'U0ADA', text: 'b1' }, { lane: 'b' });
    await at.runner.drain();
    expect((await engines.job('a2')).run_at).toBe(iso(MONDAY.add({ seconds: 40 })));
    await at.enqueue(say, { channel: 'U0ADA', text: 'b2' }, { lane: 'b' });
    await at.travel({ minutes: 2 });
    expect(secondsOf('b1')).toBe(0);
    expect(secondsOf('b2')).toBe(1);
    expect(secondsOf('a1')).toBe(40);
    expect(secondsOf('a2')).toBe(41);
  });

  it('moves every lane when two are limited at the same time', async () => {
    engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 40, times: 2 });
    await at.enqueue(say, { channel: 'U0ADA', text: 'c1' }, { lane: 'c', runAt: MONDAY.add({ seconds: 20 }) });
    for (const lane of ['a', 'b']) await at.enqueue(say, { channel: 'C0MENTORING', text: `${lane}1` }, { lane });
    await at.runner.drain();
    expect((await engines.jobs()).map((j) => j.run_at)).toEqual(Array(3).fill(iso(MONDAY.add({ seconds: 40 }))));
    await at.travel({ minutes: 2 });
    for (const text of ['a1', 'b1', 'c1']) expect(secondsOf(text)).toBeGreaterThanOrEqual(40);
    expect((await engines.jobs()).every((j) => j.outcome === 'done')).toBe(true);
    expect((await engines.jobs()).every((j) => j.failures === 0)).toBe(true);
  });

  it('lets what is sent to many wait, and never a conversation behind it', async () => {
    const notice = jobKind('test.notice', say.payload);
    const bulk = await engines.engine({
      registry: () => {
        const registry = createRegistry();
        for (const [kind, isBulk] of [
          [notice, true],
          [say, false],
        ] as const) {
          const render = async (_work: unknown, { channel, text }: { channel: string; text: string }) => ({
            post: { to: { channel }, text },
          });
          registry.message(kind, {
            isBulk,
            render,
            ends: { arrived: nothing, dead: nothing, expired: nothing, unknown: nothing },
            waiting: nobody,
          });
        }
        return registry;
      },
    });
    const isColleague = (id: string) => id !== 'U0PIA' && id !== 'USLACKBOT';
    const people = [...engines.slack.state.people.values()]
      .filter((p) => !p.isBot && !p.deleted && isColleague(p.id))
      .map((p) => p.id);
    await bulk.work(async (tx) => {
      for (const channel of people) await enqueue(tx, notice, { channel, text: 'notice' }, { lane: channel });
    });
    await bulk.runner.drain();
    await bulk.enqueue(say, { channel: 'C0MENTORING', text: 'live' }, { lane: 'live' });
    await bulk.runner.drain();
    const waiting = (await engines.jobs()).filter((j) => j.outcome === null);
    expect(waiting.length).toBe(people.length - 21);
    expect(posts().some((c) => c.summary.includes('live'))).toBe(true);
    const slots = waiting.map((j) => j.run_at).sort();
    expect(new Set(slots).size).toBe(slots.length);
  });

  it('leaves out an edit that a newer one follows', async () => {
    const edit = jobKind('test.edit', say.payload);
    const editor = await engines.engine({
      registry: () => {
        const registry = createRegistry();
        const { ts } = engines.slack.state.conversations.get('C0MENTORING')!.messages[0]!;
        registry.edit(edit, async () => ({ edit: { channel: 'C0MENTORING', ts, text: 'new' } }));
        return registry;
      },
    });
    for (let n = 0; n < 5; n += 1) {
      await editor.enqueue(edit, { channel: 'C0MENTORING', text: 'x' }, { lane: 'edit:1' });
    }
    await editor.travel({ seconds: 5 });
    expect(engines.slack.traffic.calls('chat.update')).toHaveLength(1);
    expect((await engines.jobs()).slice(0, 4).map((j) => j.outcome)).toEqual(Array(4).fill('skipped'));
  });
});

it('After some at once, five a second of what is said in conversations go out, and beside them three of what many get', () => {
  const pace = createRateLimiter();
  const slots = (kind: 'live' | 'bulk') =>
    Array.from({ length: 24 }, (_, n) =>
      MONDAY.until(pace.slot(`${kind} ${n}`, `lane ${kind} ${n}`, kind, MONDAY)).total('milliseconds'),
    );
  const atOnce = Array(21).fill(0);
  expect(slots('live')).toEqual([...atOnce, 200, 400, 600]);
  expect(slots('bulk')).toEqual([...atOnce, 300, 600, 900]);
});

it('A clock that is set back makes nothing wait for it', () => {
  const pace = createRateLimiter();
  pace.slot('1', 'lane', 'live', MONDAY);
  expect(pace.slot('2', 'lane', 'live', MONDAY)).toEqual(MONDAY.add({ seconds: 1 }));
  const before = MONDAY.subtract({ hours: 1 });
  expect(pace.slot('2', 'lane', 'live', before)).toEqual(before);
});
