import { afterEach, beforeEach, expect, it } from 'vitest';
import { retryJob } from '../../src/outbox/manage-jobs.ts';
import { iso } from '../../src/time.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, MONDAY, nudge, say } from '../support/engine.ts';

const POST = 'chat.postMessage';
const CHANNEL = 'C0MENTORING';

onBothDatabases('Before it is said again, a message', (dialect) => {
  let engines: Engines;
  let at: Awaited<ReturnType<Engines['engine']>>;
  beforeEach(async () => {
    engines = await createEngines(dialect);
    at = await engines.engine();
  });
  afterEach(() => engines.close());
  const texts = () => engines.said(CHANNEL);
  const posts = () => engines.slack.traffic.calls(POST);

  it('is looked for once more, and taken for what it is when it has turned up meanwhile', async () => {
    engines.slack.faults.add({ method: POST, kind: 'late', lateMs: 170_000 });
    // What is to be said again is held up for a minute.
    engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 60 });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.travel({ seconds: 160 });
    expect(posts()).toHaveLength(2);
    engines.clock.moveTo(MONDAY.add({ seconds: 171 }));
    await expect.poll(texts).toHaveLength(1);
    await at.travel({ minutes: 5 });
    expect(posts()).toHaveLength(2);
    expect(texts()).toEqual(['hello']);
    expect(at.seen.sent).toEqual(['hello']);
  });

  it('is looked for when a person has the job of an unclear one done again', async () => {
    const { app } = engines.slack.state;
    const scopes = [...app.scopes];
    app.scopes = scopes.filter((scope) => scope !== 'channels:history');
    engines.slack.faults.add({ method: POST, kind: 'reset-after' });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.travel({ minutes: 10 });
    const { id, outcome } = await engines.job('hello');
    expect(outcome).toBe('unknown');
    app.scopes = scopes;
    expect(await engines.db.transact((trx) => retryJob(trx, id, iso(engines.clock.now())))).toBe(true);
    await at.travel({ minutes: 10 });
    expect(posts()).toHaveLength(1);
    expect(texts()).toEqual(['hello']);
    expect(await engines.job('hello')).toMatchObject({ outcome: 'done' });
  });

  it('is not taken as missing when there is more to read than is read', async () => {
    engines.slack.faults.add({ method: POST, kind: 'reset-after' });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.runner.drain();
    const { messages } = engines.slack.state.conversations.get(CHANNEL)!;
    const sent = messages.at(-1)!;
    for (let n = 1; n <= 1100; n += 1) {
      const ts = `${Math.floor(Number(sent.ts)) + 1}.${String(n).padStart(6, '0')}`;
      messages.push({ ...sent, ts, text: 'others', metadata: undefined, bot_id: undefined } as never);
    }
    await at.travel({ minutes: 10 });
    expect(posts()).toHaveLength(1);
    expect((await engines.job('hello')).outcome).not.toBe('done');
    expect(await engines.job('hello')).toMatchObject({
      outcome: 'unknown',
      error: expect.stringContaining('too busy'),
    });
  });

  it('of a second limited conversation holds all, and that of a first only its own', async () => {
    const limit = (text: string) =>
      engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 300, match: (args) => args.text === text });
    limit('a1');
    await at.enqueue(say, { channel: CHANNEL, text: 'a1' }, { lane: 'a' });
    await at.travel({ seconds: 10 });
    await at.enqueue(nudge, { channel: CHANNEL, text: 'c1' }, { lane: 'c' });
    await at.travel({ seconds: 10 });
    expect(texts()).toEqual(['c1']);
    limit('b1');
    await at.enqueue(
      say,
      { channel: CHANNEL, text: 'c2' },
      { lane: 'c', runAt: engines.clock.now().add({ seconds: 5 }) },
    );
    await at.enqueue(say, { channel: CHANNEL, text: 'b1' }, { lane: 'b' });
    await at.travel({ seconds: 120 });
    expect(texts()).toEqual(['c1']);
    await at.travel({ minutes: 10 });
    expect(texts().sort()).toEqual(['a1', 'b1', 'c1', 'c2']);
  });
});
