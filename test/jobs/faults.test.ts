import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asObject } from '../../sandbox/slack/engine/json.ts';
import type { Fault } from '../../sandbox/slack/faults/faults.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, nudge, say } from '../support/engine.ts';

const POST = 'chat.postMessage';
const CHANNEL = 'C0MENTORING';

const kinds: (Omit<Fault, 'method'> | undefined)[] = [
  undefined,
  { kind: '429', retryAfter: 7 },
  { kind: '500-before' },
  { kind: '500-after' },
  { kind: 'reset-before' },
  { kind: 'reset-after' },
  { kind: 'hang-before' },
  { kind: 'hang-after' },
  { kind: 'fatal_error-after' },
  { kind: 'late', lateMs: 45_000 },
];

onBothDatabases('A message', (dialect) => {
  let engines: Engines;
  let at: Awaited<ReturnType<Engines['engine']>>;
  beforeEach(async () => {
    engines = await createEngines(dialect);
    at = await engines.engine();
  });
  afterEach(() => engines.close());

  const texts = (text: string) => engines.said(CHANNEL).filter((t) => t === text);

  for (const fault of kinds) {
    it(`arrives once through ${fault?.kind ?? 'no fault at all'}, in a channel, a thread and a DM`, async () => {
      const { slack } = engines;
      const root = slack.state.conversations.get(CHANNEL)!.messages.find((m) => !m.thread_ts)!.ts;
      const all = ['in a channel', 'in a thread', 'in a DM'];
      if (fault) {
        for (const text of all) slack.faults.add({ method: POST, ...fault, match: (args) => args.text === text });
      }
      await at.enqueue(say, { channel: CHANNEL, text: all[0]! }, { lane: 'c' });
      await at.enqueue(say, { channel: CHANNEL, text: all[1]!, threadTs: root }, { lane: 't' });
      await at.enqueue(say, { channel: 'U0ADA', text: all[2]! }, { lane: 'U0ADA' });
      await at.travel({ minutes: 5 });
      expect([...engines.said(CHANNEL), ...engines.said(slack.people.as('U0ADA').appDm())].sort()).toEqual(all.sort());
      expect(at.seen.sent.sort()).toEqual(all.sort());
      for (const text of all) {
        const job = await engines.job(text);
        expect(job.outcome).toBe('done');
        const { channel, ts } = JSON.parse(job.ref!);
        expect(slack.state.conversations.get(channel)!.messages.find((m) => m.ts === ts)?.text).toBe(text);
      }
      expect(slack.faults.left()).toBe(0);
    });
  }

  it('that is accepted but never answered is found, not sent again, and keeps the ts it has', async () => {
    engines.slack.faults.add({ method: POST, kind: 'reset-after' });
    await at.enqueue(say, { channel: CHANNEL, text: 'once' });
    await at.travel({ seconds: 3 });
    expect(engines.slack.traffic.calls(POST)).toHaveLength(1);
    expect(await engines.job('once')).toMatchObject({ outcome: 'done', attempt: 2 });
  });

  it('that cannot be found is looked for until Slack’s delays are over; then a nudge is left, and counted', async () => {
    engines.slack.faults.add({ method: POST, kind: 'reset-before' });
    await at.enqueue(nudge, { channel: CHANNEL, text: 'half time' });
    await at.travel({ seconds: 120 });
    expect(await engines.job('half time')).toMatchObject({ outcome: null, phase: 1 });
    await at.travel({ seconds: 30 });
    expect(await engines.job('half time')).toMatchObject({
      outcome: 'unknown',
      error: 'not found after the quarantine',
    });
    expect(texts('half time')).toHaveLength(0);
  });

  it('that is a nudge and turns up after all looks is there once, and counted as unknown', async () => {
    engines.slack.faults.add({ method: POST, kind: 'late', lateMs: 200_000 });
    await at.enqueue(nudge, { channel: CHANNEL, text: 'half time' });
    await at.travel({ minutes: 3 });
    expect(await engines.job('half time')).toMatchObject({ outcome: 'unknown' });
    engines.clock.moveBy({ minutes: 2 });
    await expect.poll(() => texts('half time')).toHaveLength(1);
  });

  it('that turns up after it was said once more is taken back once', async () => {
    engines.slack.faults.add({ method: POST, kind: 'late', lateMs: 200_000 });
    await at.enqueue(say, { channel: CHANNEL, text: 'reminder' });
    await at.travel({ seconds: 190 });
    expect(texts('reminder')).toHaveLength(1);
    engines.clock.moveBy({ seconds: 11 });
    await expect.poll(() => texts('reminder')).toHaveLength(2);
    await at.travel({ minutes: 5 });
    expect(texts('reminder')).toHaveLength(1);
    expect(at.seen.sent).toEqual(['reminder']);
    const { ts } = JSON.parse((await engines.job('reminder')).ref!);
    expect(engines.slack.state.conversations.get(CHANNEL)!.messages.some((m) => m.ts === ts)).toBe(true);
  });

  it('that turns up long after is taken back too', async () => {
    engines.slack.faults.add({ method: POST, kind: 'late', lateMs: 30 * 60_000 });
    await at.enqueue(say, { channel: CHANNEL, text: 'reminder' });
    await at.travel({ minutes: 29 });
    engines.clock.moveBy({ minutes: 2 });
    await expect.poll(() => texts('reminder')).toHaveLength(2);
    await at.travel({ minutes: 40 });
    expect(texts('reminder')).toHaveLength(1);
  });

  it('that gets no clear answer twice is unknown, and never said a third time', async () => {
    engines.slack.faults.add({ method: POST, kind: 'reset-before', times: 9 });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.travel({ minutes: 10 });
    expect(engines.slack.traffic.calls(POST)).toHaveLength(2);
    expect(await engines.job('hello')).toMatchObject({ outcome: 'unknown' });
  });

  it('is unknown when the app may not look, and not sent again', async () => {
    const { app } = engines.slack.state;
    app.scopes = app.scopes.filter((scope) => scope !== 'channels:history');
    engines.slack.faults.add({ method: POST, kind: 'reset-after' });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.travel({ minutes: 10 });
    expect(await engines.job('hello')).toMatchObject({
      outcome: 'unknown',
      error: expect.stringContaining('missing_scope'),
    });
    expect(texts('hello')).toHaveLength(1);
  });

  it('is looked for page by page, a minute apart, where Slack limits history, and found', async () => {
    const { slack } = engines;
    slack.faults.add({ method: POST, kind: 'reset-after' });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.runner.drain();
    const talk = slack.people.as('U0ADA');
    for (let n = 0; n < 40; n += 1) await talk.say({ channel: CHANNEL, text: `busy ${n}` });
    slack.switches.limitsHistory = true;
    await at.travel({ minutes: 8 });
    expect(await engines.job('hello')).toMatchObject({ outcome: 'done' });
    expect(texts('hello')).toHaveLength(1);
    const read = slack.traffic.calls('conversations.history').filter((call) => asObject(call.response).ok);
    // The first look reads on where a limit cut it short, and no page twice.
    expect(read.filter((call) => asObject(call.request).cursor === undefined)).toHaveLength(1);
  });

  it('is looked for in a long thread too, page by page, where Slack limits what is read of it', async () => {
    const { slack } = engines;
    const root = slack.state.conversations.get(CHANNEL)!.messages.find((m) => !m.thread_ts)!.ts;
    const talk = slack.people.as('U0ADA');
    for (let n = 0; n < 20; n += 1) await talk.say({ channel: CHANNEL, threadTs: root, text: `before ${n}` });
    slack.faults.add({ method: POST, kind: 'reset-after' });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello', threadTs: root });
    await at.runner.drain();
    for (let n = 0; n < 40; n += 1) await talk.say({ channel: CHANNEL, threadTs: root, text: `busy ${n}` });
    slack.switches.limitsHistory = true;
    await at.travel({ minutes: 12 });
    expect(await engines.job('hello')).toMatchObject({ outcome: 'done' });
    const { channel, ts } = JSON.parse((await engines.job('hello')).ref!);
    const there = slack.state.conversations.get(channel)!.messages.filter((m) => m.text === 'hello');
    expect(there.map((m) => m.ts)).toEqual([ts]);
    expect(slack.traffic.calls(POST)).toHaveLength(1);
    const all = slack.traffic.calls('conversations.replies');
    const read = all.filter((call) => asObject(call.response).ok);
    expect(read.length).toBeLessThan(all.length);
    expect(read.filter((call) => asObject(call.request).cursor === undefined)).toHaveLength(1);
  });

  it('is looked for again when looking itself fails', async () => {
    engines.slack.faults.add({ method: POST, kind: 'reset-after' });
    engines.slack.faults.add({ method: 'conversations.history', kind: '500-before', times: 3 });
    engines.slack.faults.add({ method: 'conversations.history', kind: '429', retryAfter: 60, times: 2 });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.travel({ minutes: 5 });
    expect(await engines.job('hello')).toMatchObject({ outcome: 'done' });
    expect(texts('hello')).toHaveLength(1);
  });

  it('is looked for as long as ever though the clock jumps ahead right after it was sent', async () => {
    engines.slack.faults.add({ method: POST, kind: 'late', lateMs: 24 * 3600_000 + 60_000 });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.runner.drain();
    engines.clock.moveBy({ days: 1 });
    await at.travel({ seconds: 59 });
    expect(engines.slack.traffic.calls(POST)).toHaveLength(1);
    await at.travel({ minutes: 5 });
    expect(texts('hello')).toHaveLength(1);
    expect(engines.slack.traffic.calls(POST)).toHaveLength(1);
  });

  it('waits out an outage of hours', async () => {
    engines.slack.faults.add({ method: POST, kind: '500-before', times: 1 });
    engines.slack.faults.add({ method: 'conversations.history', kind: '500-before', times: 200 });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.travel({ hours: 3 });
    expect(await engines.job('hello')).toMatchObject({ outcome: null });
    engines.slack.faults.clear();
    await at.travel({ minutes: 10 });
    expect(texts('hello')).toHaveLength(1);
  });

  it('is still said when Slack comes back from an outage with rate limits', async () => {
    engines.slack.faults.add({ method: POST, kind: '500-before', times: 1 });
    engines.slack.faults.add({ method: 'conversations.history', kind: '500-before', times: 30 });
    engines.slack.faults.add({ method: POST, kind: '429', times: 5 });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.travel({ hours: 3 });
    expect(await engines.job('hello')).toMatchObject({ outcome: 'done' });
    expect(texts('hello')).toHaveLength(1);
  });

  describe('that can never arrive', () => {
    it('is dead with Slack’s reason, and its room is told', async () => {
      await engines.slack.people.updateProfile('U0OSCAR', { isOutOfReach: true });
      await at.enqueue(say, { channel: 'U0OSCAR', text: 'hello' });
      await at.enqueue(say, { channel: 'C0NOSUCH', text: 'nowhere' });
      await at.travel({ seconds: 5 });
      expect(at.seen.failed.sort()).toEqual(['hello: channel_not_found', 'nowhere: channel_not_found']);
      expect(await engines.job('hello')).toMatchObject({ outcome: 'dead', error: 'channel_not_found', phase: 0 });
    });
  });

  it('that was cancelled while Slack said not now goes out no more', async () => {
    engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 30 });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' }, { expiresAt: engines.clock.now().add({ seconds: 20 }) });
    await at.travel({ minutes: 2 });
    expect(await engines.job('hello')).toMatchObject({ outcome: 'expired' });
    expect(texts('hello')).toHaveLength(0);
  });

  it('that may have arrived and expired meanwhile counts as unknown', async () => {
    engines.slack.faults.add({ method: POST, kind: 'reset-before' });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' }, { expiresAt: engines.clock.now().add({ seconds: 20 }) });
    await at.travel({ minutes: 5 });
    expect(await engines.job('hello')).toMatchObject({ outcome: 'unknown' });
  });
});
