import { WebAPIPlatformError } from '@slack/web-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { WorkspaceDeps } from '../../src/deps.ts';
import { jobKind, type Rendered } from '../../src/jobs/define.ts';
import { enqueue } from '../../src/jobs/store.ts';
import { messageLostJob } from '../../src/outbox/ends.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, MONDAY, nudge, type Seen, say, talkingRegistry } from '../support/engine.ts';

const POST = 'chat.postMessage';
const CHANNEL = 'C0MENTORING';

/** Refuses every call with an error of the whole workspace while `broken.by` is set. */
function refusing(broken: { by: string | undefined }) {
  return (deps: WorkspaceDeps): WorkspaceDeps => {
    const slack = new Proxy(deps.workspace.slack, {
      get(client, name) {
        if (name !== 'apiCall' || broken.by === undefined) return Reflect.get(client, name);
        return () => Promise.reject(new WebAPIPlatformError({ ok: false, error: broken.by ?? '' }));
      },
    });
    return { ...deps, workspace: { ...deps.workspace, slack } };
  };
}

onBothDatabases('The end of a message', (dialect) => {
  let engines: Engines;
  beforeEach(async () => {
    engines = await createEngines(dialect);
  });
  afterEach(() => engines.close());
  const texts = () => engines.said(CHANNEL);

  it('is told to its feature: arrived, dead, expired and unknown', async () => {
    const at = await engines.engine();
    engines.slack.faults.add({ method: POST, kind: 'reset-before', match: (args) => args.text === 'unclear' });
    await at.enqueue(say, { channel: CHANNEL, text: 'there' });
    await at.enqueue(say, { channel: 'C0NOSUCH', text: 'nowhere' });
    await at.enqueue(say, { channel: CHANNEL, text: 'late' }, { expiresAt: MONDAY.subtract({ seconds: 1 }) });
    await at.enqueue(nudge, { channel: CHANNEL, text: 'unclear' });
    await at.travel({ minutes: 5 });
    expect(at.seen).toEqual({
      sent: ['there'],
      failed: ['nowhere: channel_not_found'],
      expired: ['late'],
      unknown: ['unclear'],
    });
  });

  it('is told too when it failed too often by itself, and what may have been sent is never dead', async () => {
    const told: string[] = [];
    const at = await engines.engine({
      registry(seen: Seen) {
        const registry = talkingRegistry(seen);
        registry.message(jobKind('test.broken', z.object({})), {
          render: () => Promise.reject(new Error('this cannot be rendered')),
          ends: ends(told, 'broken'),
          waiting: async () => [],
        });
        registry.message(jobKind('test.unwritten', z.object({})), {
          render: async () => ({ post: { to: { channel: CHANNEL }, text: 'unwritten' } }),
          ends: { ...ends(told, 'unwritten'), arrived: () => Promise.reject(new Error('this cannot be written')) },
          waiting: async () => [],
        });
        return registry;
      },
    });
    await at.enqueue(jobKind('test.broken', z.object({})), {});
    await at.enqueue(jobKind('test.unwritten', z.object({})), {});
    await at.travel({ hours: 3 });
    expect(told.sort()).toEqual(['broken dead', 'unwritten unknown']);
    expect((await engines.jobs()).filter((j) => j.kind === 'test.unwritten')).toMatchObject([
      { outcome: 'unknown', phase: 1 },
    ]);
    expect(texts()).toEqual(['unwritten']);
  });

  it('is told to those who wait when its feature cannot make anything of it', async () => {
    const lost: string[][] = [];
    const fails = () => Promise.reject(new Error('nothing can be made of it'));
    const at = await engines.engine({
      registry(seen: Seen) {
        const registry = talkingRegistry(seen);
        registry.timer(messageLostJob, async (_work, { memberIds }) => void lost.push(memberIds));
        registry.message(jobKind('test.fails', z.object({})), {
          render: async (): Promise<Rendered> => ({ post: { to: { channel: 'C0NOSUCH' }, text: 'hello' } }),
          ends: { arrived: fails, dead: fails, expired: fails, unknown: fails },
          waiting: async () => ['U0ADA', 'U0BRAM'],
        });
        return registry;
      },
    });
    await at.enqueue(jobKind('test.fails', z.object({})), {}, { expiresAt: MONDAY.subtract({ seconds: 1 }) });
    await at.travel({ hours: 3 });
    expect(lost).toEqual([['U0ADA', 'U0BRAM']]);
    expect((await engines.jobs()).filter((j) => j.kind === 'test.fails')).toMatchObject([{ outcome: 'dead' }]);
  });

  for (const code of [
    'invalid_auth',
    'not_authed',
    'token_expired',
    'token_revoked',
    'account_inactive',
    'org_login_required',
    'team_access_not_granted',
    'team_added_to_org',
    'accesslimited',
  ]) {
    it(`is not death while Slack refuses everything with ${code}: all waits, goes on in its order, and is told`, async () => {
      const broken: { by: string | undefined } = { by: code };
      const at = await engines.engine({ wrap: refusing(broken) });
      for (const text of ['one', 'two', 'three']) await at.enqueue(say, { channel: CHANNEL, text }, { lane: CHANNEL });
      await at.travel({ minutes: 45 });
      // Past the days after which an outage of Slack's is given up.
      engines.clock.moveBy({ hours: 80 });
      await at.travel({ minutes: 5 });
      expect((await engines.jobs()).filter((j) => j.outcome === 'dead')).toEqual([]);
      const told = (await engines.jobs()).filter((j) => j.kind === 'jobs.trouble').map((j) => JSON.parse(j.payload));
      expect(told).toContainEqual({ date: '2026-03-02', refused: code });
      broken.by = undefined;
      await at.travel({ minutes: 3 });
      expect(texts()).toEqual(['one', 'two', 'three']);
    });
  }

  it('does not come by the age of what was due long ago, but by that of its first try', async () => {
    const at = await engines.engine();
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    engines.clock.moveBy({ hours: 80 });
    engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 60, times: 3 });
    await at.travel({ hours: 1 });
    expect(texts()).toEqual(['hello']);
    engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 3600, times: 100 });
    await at.enqueue(say, { channel: CHANNEL, text: 'refused' });
    await at.travel({ hours: 70 });
    expect(await engines.job('refused')).toMatchObject({ outcome: null });
    await at.travel({ hours: 4 });
    expect(await engines.job('refused')).toMatchObject({ outcome: 'dead', error: 'ratelimited' });
  });

  it('is not death by the first ordinary error after a long time in which it could not be looked for', async () => {
    const broken: { by: string | undefined } = { by: undefined };
    const at = await engines.engine({ wrap: refusing(broken) });
    engines.slack.faults.add({ method: POST, kind: 'reset-before' });
    engines.slack.faults.add({ method: 'conversations.history', kind: '500-before', times: 25 });
    await at.enqueue(say, { channel: CHANNEL, text: 'hello' });
    await at.travel({ minutes: 1 });
    broken.by = 'something_of_the_moment';
    await at.travel({ minutes: 45 });
    expect(await engines.job('hello')).toMatchObject({ outcome: null, phase: 0, error: broken.by });
    broken.by = undefined;
    await at.travel({ hours: 1 });
    expect(texts()).toEqual(['hello']);
  });

  it('ends the wait of what belongs to it', async () => {
    const behind = jobKind('test.behind', z.object({ key: z.string() }));
    const at = await engines.engine({
      registry(seen: Seen) {
        const registry = talkingRegistry(seen);
        registry.edit(behind, async (_work, { key }) => ({ behind: [key] }));
        return registry;
      },
    });
    engines.slack.faults.add({ method: POST, kind: '429', retryAfter: 3600 });
    await at.enqueue(say, { channel: CHANNEL, text: 'first' }, { key: 'first', lane: 'a' });
    await at.enqueue(behind, { key: 'first' }, { lane: 'b' });
    await at.travel({ minutes: 50 });
    // It sleeps until that one runs, instead of looking every three seconds.
    expect((await engines.jobs()).find((j) => j.kind === behind.name)).toMatchObject({ outcome: null, attempt: 2 });
    await at.travel({ minutes: 20 });
    expect((await engines.jobs()).find((j) => j.kind === behind.name)).toMatchObject({
      outcome: 'skipped',
      error: 'what it belongs to never arrived',
    });
    await at.work((tx) => enqueue(tx, behind, { key: 'no such' }));
    await at.travel({ seconds: 1 });
    expect((await engines.jobs()).at(-1)).toMatchObject({ outcome: 'skipped' });
  });
});

function ends(told: string[], name: string) {
  const note = (what: string) => async () => void told.push(`${name} ${what}`);
  return { arrived: note('arrived'), dead: note('dead'), expired: note('expired'), unknown: note('unknown') };
}
