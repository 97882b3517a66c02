import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import {
  backJob,
  homeOpened,
  isBack,
  markUnreachable,
  pauseMember,
  requireMember,
  resumeMember,
} from '../../../src/features/members/service.ts';
import { registerJobs } from '../../../src/features/prompts/jobs.ts';
import {
  armLeftOut,
  bundleJob,
  queuePrompt,
  reserveContact,
  spoiltPrompt,
} from '../../../src/features/prompts/service/index.ts';
import { claimDue } from '../../../src/features/prompts/store/index.ts';
import { createRegistry, jobKind, type Registry } from '../../../src/jobs/define.ts';
import { troubleCameJob } from '../../../src/jobs/failure-alert.ts';
import { enqueue } from '../../../src/jobs/store.ts';
import { registerDuplicateCleanup } from '../../../src/outbox/duplicate-cleanup.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createEngines, type Engines, MONDAY } from '../../support/engine.ts';

const ADA = 'U0ADA';
const OWNER = 'U0BRAM';
const POST = 'chat.postMessage';
const payload = z.object({ word: z.string() });
const word = jobKind('test.word', payload);
/** Cannot be rendered; on PostgreSQL its statement also breaks the transaction that it is in. */
const broken = jobKind('test.broken', payload);
/** Is told by the database, the first time, that another transaction is in its way. */
const conflicted = jobKind('test.conflicted', payload);
/** Slack refuses its blocks. */
const refused = jobKind('test.refused', payload);
/** Fills a third of a message. */
const long = jobKind('test.long', payload);

function registry(): Registry {
  const all = createRegistry();
  registerDuplicateCleanup(all);
  all.timer(troubleCameJob, async () => {});
  registerJobs(all);
  all.timer(backJob, (tx, { memberId }) => isBack(tx, memberId));
  all.prompt(word, async (_work, { word }) => ({ text: word }));
  all.prompt(broken, async (tx) => {
    await tx.db
      .selectFrom('no_such_table' as never)
      .selectAll()
      .execute();
    return { text: 'never' };
  });
  let meetings = 0;
  all.prompt(conflicted, async (_work, { word }) => {
    meetings++;
    if (meetings === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    return { text: word };
  });
  const section = (text: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text } });
  all.prompt(refused, async () => ({ text: 'refused', blocks: [section('')] }));
  all.prompt(long, async (_work, { word }) => ({
    text: word,
    blocks: Array.from({ length: 16 }, () => section(word)),
  }));
  return all;
}

const opened: Engines[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((engines) => engines.close()));
});

async function setUp(dialect: 'sqlite' | 'postgres') {
  const engines = await createEngines(dialect);
  opened.push(engines);
  const engine = await engines.engine({ registry });
  const learn = (more = {}, tz = 'Europe/London') =>
    engine.work((tx) => learnPerson(tx, { id: ADA, name: 'ada', tz, ...more }));
  await learn();
  await engine.work((tx) => learnPerson(tx, { id: OWNER, name: 'bram', tz: 'Europe/London', is_primary_owner: true }));
  const queue = (text: string, minutes = 0, kind = word) =>
    engine.work((tx) =>
      queuePrompt(tx, kind, { word: text }, { memberId: ADA, key: text, dueAt: MONDAY.add({ minutes }) }),
    );
  const texts = (id = ADA) =>
    engines.slack.people
      .as(id)
      .messages()
      .map((m) => String(m.text));
  const said = () => texts().flatMap((text) => text.split(' · '));
  const prompts = () => engines.db.read.selectFrom('prompt').selectAll().orderBy('due_at').orderBy('key').execute();
  return { engines, engine, learn, queue, texts, said, prompts };
}

onBothDatabases('A prompt', (dialect) => {
  it('whose payload cannot be read leaves the others to arrive, and is dropped with a word to an owner', async () => {
    const { engine, queue, said, texts, prompts } = await setUp(dialect);
    for (const payload of ['{"word":5}', 'no JSON', 'null']) {
      await queue(payload, 60);
      await engine.work((tx) => tx.db.updateTable('prompt').set({ payload }).where('key', '=', payload).execute());
    }
    await queue('good', 60);
    await engine.travel({ minutes: 61 });
    expect(said()).toEqual(['good']);
    await engine.travel({ hours: 4 });
    const states = (await prompts()).filter((p) => p.kind === word.name).map((p) => p.state);
    expect(states.sort()).toEqual(['dropped', 'dropped', 'dropped', 'sent']);
    expect(texts(OWNER).join()).toContain('I left out a message of the kind “test.word”');
  });

  it('that meets another transaction in its own is said at its time, as is what shares its message', async () => {
    const { engine, queue, said, prompts } = await setUp(dialect);
    await queue('before', 60);
    await queue('meets another', 60, conflicted);
    await engine.travel({ minutes: 62 });
    expect(said()).toEqual(['meets another', 'before']);
    expect((await prompts()).map(({ failures }) => failures)).toEqual([null, null]);
  });

  describe('that came due in a break', () => {
    it('comes after a break that had no end is ended', async () => {
      const { engine, queue, texts } = await setUp(dialect);
      await engine.work((tx) => pauseMember(tx, ADA, undefined));
      await queue('reminder', 60);
      await engine.travel({ hours: 3 });
      expect(texts()).toEqual([]);
      await engine.work((tx) => resumeMember(tx, ADA));
      await engine.travel({ minutes: 1 });
      expect(texts()).toEqual(['reminder']);
    });

    it('comes when a break is ended sooner, or made shorter', async () => {
      const { engine, queue, texts } = await setUp(dialect);
      await engine.work((tx) => pauseMember(tx, ADA, MONDAY.add({ hours: 14 * 24 })));
      await queue('reminder', 60);
      await engine.travel({ hours: 2 });
      await engine.work((tx) => resumeMember(tx, ADA));
      await engine.travel({ minutes: 1 });
      expect(texts()).toEqual(['reminder']);
      await engine.work((tx) => pauseMember(tx, ADA, MONDAY.add({ hours: 14 * 24 })));
      await queue('another', 180);
      await engine.travel({ hours: 2 });
      await engine.work((tx) => pauseMember(tx, ADA, MONDAY.add({ hours: 24 })));
      await engine.travel({ hours: 24 });
      expect(texts()).toEqual(['reminder', 'another']);
    });

    it('comes when somebody is active again, or can be reached again', async () => {
      const { engine, learn, queue, texts } = await setUp(dialect);
      await learn({ deleted: true });
      await queue('reminder', 60);
      await engine.travel({ hours: 2 });
      await learn();
      await engine.travel({ minutes: 1 });
      expect(texts()).toEqual(['reminder']);
      await engine.work((tx) => markUnreachable(tx, ADA, 'user_not_found'));
      await queue('another', 130);
      await engine.travel({ hours: 1 });
      await engine.work((tx) => homeOpened(tx, ADA));
      await engine.travel({ minutes: 1 });
      expect(texts()).toEqual(['reminder', 'another']);
    });

    it('comes when it is day where they are now', async () => {
      const { engine, learn, queue, texts } = await setUp(dialect);
      await queue('reminder', 9 * 60);
      await engine.travel({ hours: 9 });
      expect(texts()).toEqual([]);
      await learn({}, 'America/Los_Angeles');
      await engine.travel({ minutes: 1 });
      expect(texts()).toEqual(['reminder']);
    });
  });

  it('that has lost its job is found again', async () => {
    const { engine, engines, queue, texts } = await setUp(dialect);
    await queue('reminder', 0);
    await engines.db.read.updateTable('job').set({ outcome: 'dead', finished_at: '2026-03-02T10:00:00Z' }).execute();
    await engine.travel({ hours: 2 });
    expect(texts()).toEqual([]);
    await engine.work(armLeftOut);
    await engine.travel({ minutes: 1 });
    expect(texts()).toEqual(['reminder']);
  });

  it('of which nobody can tell whether it is there is not said again by the next message', async () => {
    const { engine, engines, queue, texts, prompts } = await setUp(dialect);
    engines.slack.faults.add({ method: POST, kind: 'late', lateMs: 10 * 60_000, times: 2 });
    await queue('reminder', 0);
    await engine.travel({ minutes: 9 });
    expect((await engines.jobs()).find((j) => j.kind === bundleJob.name)).toMatchObject({ outcome: 'unknown' });
    // Who waits for it learns in an hour that something may not have got through.
    expect((await prompts()).map((p) => [p.kind, p.state])).toEqual([
      ['test.word', 'sent'],
      ['prompts.lost', 'due'],
    ]);
    engines.clock.moveBy({ minutes: 5 });
    await expect.poll(() => texts()).toHaveLength(2);
    await queue('another', 120);
    await engine.travel({ hours: 3 });
    // Both copies turned up, and one of them was taken back.
    expect(texts()).toEqual(['reminder', expect.stringContaining('may not have got through'), 'another']);
  });

  it('of which nobody can tell is followed by one word about it, and by none about that word', async () => {
    const { engine, engines, queue, texts, prompts } = await setUp(dialect);
    const off = engines.slack.faults.add({ method: POST, kind: '500-before', times: 1_000_000 });
    await queue('reminder', 0);
    await engine.travel({ hours: 3 });
    off();
    await engine.travel({ hours: 3 });
    expect(texts()).toEqual([]);
    expect((await prompts()).map((p) => [p.kind, p.state])).toEqual([
      ['test.word', 'sent'],
      ['prompts.lost', 'sent'],
    ]);
  });

  it('is not said by a second message while a first is on its way', async () => {
    const { engine, queue } = await setUp(dialect);
    await queue('one');
    const claim = (jobId: string) =>
      engine.work((tx) => {
        const all = { memberId: ADA, upTo: MONDAY, apart: undefined, isRepeated: false };
        return claimDue(tx, { ...all, jobId });
      });
    await engine.work((tx) => enqueue(tx, bundleJob, { memberId: ADA }, { key: 'first' }));
    const jobs = await engine.work((tx) => tx.db.selectFrom('job').select(['id', 'key']).execute());
    const first = jobs.find((job) => job.key === 'first')!.id;
    expect(await claim(first)).toHaveLength(1);
    expect(await claim('second')).toHaveLength(0);
    expect(await claim(first)).toHaveLength(1);
    await engine.work((tx) => tx.db.updateTable('job').set({ finished_at: 'now' }).where('id', '=', first).execute());
    expect(await claim('second')).toHaveLength(1);
  });

  it('is counted by one message at a time, however many ask at once', async () => {
    const { engine } = await setUp(dialect);
    const asks = Array.from({ length: 20 }, (_, n) =>
      engine.work(async (tx) => (await reserveContact(tx, await requireMember(tx, ADA), 'test', `job ${n}`)).ok),
    );
    expect((await Promise.all(asks)).filter((ok) => ok)).toHaveLength(3);
  });

  it('that was not in the first copy of a message comes though that copy turned up late', async () => {
    const { engine, engines, queue, said } = await setUp(dialect);
    engines.slack.faults.add({ method: POST, kind: 'late', lateMs: 139_000 });
    engines.slack.faults.add({ method: POST, kind: '500-after' });
    await queue('first');
    await engine.travel({ minutes: 1 });
    await queue('second', 1);
    await engine.travel({ hours: 5 });
    expect(said().sort()).toEqual(['first', 'second']);
  });
});

onBothDatabases('A prompt that cannot be said', (dialect) => {
  for (const kind of [broken, refused]) {
    it(`is left out and told to an owner when it is ${kind.name}, and what else is due arrives`, async () => {
      const { engine, queue, said, prompts, texts } = await setUp(dialect);
      await queue('bad', 0, kind);
      for (const text of ['one', 'two', 'three', 'four']) await queue(text, 1);
      await engine.travel({ hours: 6 });
      expect(said().sort()).toEqual(['four', 'one', 'three', 'two']);
      expect(texts().length).toBeLessThanOrEqual(3);
      expect((await prompts()).find((p) => p.key === 'bad')).toMatchObject({ state: 'dropped' });
      expect((await prompts()).filter((p) => p.kind === spoiltPrompt.name)).toMatchObject([
        { member_id: OWNER, state: 'sent' },
      ]);
      expect(texts(OWNER).join()).toContain(`“${kind.name}”`);
      await queue('tomorrow', 24 * 60);
      await engine.travel({ hours: 24 });
      expect(said().at(-1)).toBe('tomorrow');
    });
  }
});

onBothDatabases('More prompts than a message holds', (dialect) => {
  it('come in several, and each counts as said only once it was shown', async () => {
    const { engine, queue, texts, prompts, said } = await setUp(dialect);
    for (const text of ['one', 'two', 'three', 'four', 'five']) await queue(text, 0, long);
    for (const text of ['six', 'seven', 'eight']) await queue(text, 0, long);
    await engine.travel({ hours: 5 });
    expect(texts()).toHaveLength(3);
    expect(said()).toHaveLength(6);
    const sent = (await prompts()).filter((p) => p.state === 'sent');
    expect(sent.map((p) => p.key).sort()).toEqual(said().sort());
    await engine.travel({ hours: 24 });
    expect(said().sort()).toEqual(['eight', 'five', 'four', 'one', 'seven', 'six', 'three', 'two']);
  });
});
