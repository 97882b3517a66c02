import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import {
  answerFresh,
  freshNow,
  keepAll,
  lookAtSkills,
  offerAgain,
  planReminder,
  setAside,
} from '../../../src/features/goals/service/freshness.ts';
import { saveGoal } from '../../../src/features/goals/service/index.ts';
import { answerLadder, couldHelpWith, ladderNow } from '../../../src/features/goals/service/ladder.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { offerSkill } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill, pauseMember, setMute, skillsOf } from '../../../src/features/members/service.ts';
import { cleanUp, dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { answerOutcome } from '../../../src/features/reflections/service/outcome.ts';
import { joinWaitList } from '../../../src/features/requests/service/index.ts';
import { mergeSkills } from '../../../src/features/skills/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { person } from '../../support/requests.ts';
import { heldSession } from '../../support/sessions.ts';
import { aForm, used } from './setup.ts';

/** A Monday, 11:00 in Berlin. */
const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
/** Nine months and a day later, at the time when skills are looked at. */
const LATER = Temporal.Instant.from('2026-12-03T04:00:00Z');
const [ADA, BRAM, ELIF] = ['U0ADA', 'U0BRAM', 'U0ELIF'];

onBothDatabases('skills', (dialect) => {
  let db: Database;
  let kubernetes: string;
  const at = <T>(unit: (tx: Tx) => Promise<T>, when = now, workspaceId = 'T1') => workOn(db, when, unit, workspaceId);
  const skill = (name: string) => at(async (tx) => (await findOrCreateSkill(tx, name)).id);
  const offers = async (id: string) =>
    (await at((tx) => skillsOf(tx, id))).offers.map(({ name, level }) => [name, level]);
  const due = (kind: string) =>
    db.read
      .selectFrom('prompt')
      .selectAll()
      .where('kind', '=', kind)
      .where('state', '=', 'due')
      .orderBy('due_at')
      .execute();
  const learn = (times: number) =>
    at(async (tx) => {
      for (let i = 0; i < times; i++) await used(tx, ADA, BRAM, 'Kubernetes');
    });
  const look = (when = LATER) => at((tx) => lookAtSkills(tx, { after: '', asked: 0 }), when);
  /** The question that was queued last. */
  const question = async () => JSON.parse((await due('goals.fresh')).at(-1)?.payload ?? '{}');
  const askedNow = async () => {
    const asked = await question();
    return (await at((tx) => freshNow(tx, asked))).map((one) => one.name);
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      await person(tx, ADA, {});
      await person(tx, BRAM, { Kubernetes: 3, Negotiation: 1 });
    });
    kubernetes = await skill('Kubernetes');
  });
  afterEach(() => db.close());

  it('are asked to be passed on after the second use, in the morning, once', async () => {
    await learn(1);
    expect(await due('goals.ladder')).toEqual([]);
    await learn(1);
    expect(await due('goals.ladder')).toMatchObject([{ member_id: ADA, due_at: '2026-03-03T08:30:00.000Z' }]);
    await learn(3);
    expect(await due('goals.ladder')).toHaveLength(1);
    expect(await at((tx) => ladderNow(tx, ADA, kubernetes))).toMatchObject({
      topic: 'Kubernetes',
      answer: undefined,
    });
  });

  it('are not asked about for uses of another skill, one that was no use after all, or what they offer', async () => {
    await learn(1);
    await at((tx) => used(tx, ADA, BRAM, 'Negotiation'));
    expect(await due('goals.ladder')).toEqual([]);
    const second = await at((tx) => used(tx, ADA, BRAM, 'Kubernetes'));
    await at((tx) => answerOutcome(tx, second.id, ADA, 'partly'));
    expect(await at((tx) => ladderNow(tx, ADA, kubernetes))).toBeUndefined();
    await at((tx) => person(tx, ELIF, { Kubernetes: 1 }));
    await at(async (tx) => {
      for (let i = 0; i < 2; i++) await used(tx, ELIF, BRAM, 'Kubernetes');
    });
    expect((await due('goals.ladder')).map((prompt) => prompt.member_id)).toEqual([ADA]);
  });

  it('are not asked about while that is muted, of guests who may not, and of the mentor', async () => {
    await at((tx) => setMute(tx, ADA, 'goals.ladder', true));
    await learn(2);
    expect(await due('goals.ladder')).toEqual([]);
    await at((tx) => setMute(tx, ADA, 'goals.ladder', false));
    await at((tx) => learnPerson(tx, { id: ADA, real_name: 'Ada', is_restricted: true }));
    await learn(1);
    expect(await due('goals.ladder')).toEqual([]);
    await at((tx) => learnPerson(tx, { id: ADA, real_name: 'Ada' }));
    await learn(1);
    expect((await due('goals.ladder')).map((prompt) => prompt.member_id)).toEqual([ADA]);
  });

  it('are offered with a yes, and whoever waits for one hears of it', async () => {
    await learn(2);
    await at((tx) => person(tx, ELIF, {}));
    await at((tx) => joinWaitList(tx, { menteeId: ELIF, skillId: kubernetes, name: '', goal: '' }));
    await at((tx) => answerLadder(tx, ADA, kubernetes, 'yes', 2));
    expect(await offers(ADA)).toEqual([['Kubernetes', 2]]);
    expect((await due('requests.helper')).map((prompt) => prompt.member_id)).toEqual([ELIF]);
    expect(await at((tx) => ladderNow(tx, ADA, kubernetes))).toMatchObject({ answer: 'yes', level: 2 });
    await expect(at((tx) => answerLadder(tx, ADA, kubernetes, 'not now'))).rejects.toThrow('already');
  });

  it('stay possible after “not now”, and go away after “not this one”', async () => {
    await learn(2);
    await at((tx) => answerLadder(tx, ADA, kubernetes, 'not now'));
    expect((await at((tx) => couldHelpWith(tx, ADA))).map((s) => s.name)).toEqual(['Kubernetes']);
    await at((tx) => answerLadder(tx, ADA, kubernetes, 'never'));
    expect(await at((tx) => couldHelpWith(tx, ADA))).toEqual([]);
    await learn(2);
    expect(await due('goals.ladder')).toHaveLength(1);
    expect(await offers(ADA)).toEqual([]);
  });

  it('are answered by nobody who was not asked', async () => {
    await learn(2);
    for (const wrong of [
      () => at((tx) => answerLadder(tx, ELIF, kubernetes, 'yes')),
      () => at((tx) => answerLadder(tx, ADA, 'nonsense', 'yes')),
      () => at((tx) => answerLadder(tx, ADA, kubernetes, 'yes'), now, 'T2'),
      () => at((tx) => answerFresh(tx, BRAM, kubernetes, 'not now')),
      () => at((tx) => answerFresh(tx, ADA, 'nonsense', 'yes')),
      () => at((tx) => keepAll(tx, BRAM, '2026-03-02T10:00:00.000Z')),
      () => at((tx) => offerAgain(tx, BRAM, kubernetes)),
    ])
      await expect(wrong()).rejects.toThrow();
    expect(await offers(BRAM)).toHaveLength(2);
    expect(await offers(ELIF)).toEqual([]);
  });

  it('are asked about together after nine months, and again nine months after that', async () => {
    await look(Temporal.Instant.from('2026-12-01T22:59:00Z'));
    expect(await due('goals.fresh')).toEqual([]);
    await look();
    await look(LATER.add({ hours: 24 }));
    expect(await due('goals.fresh')).toMatchObject([{ member_id: BRAM, due_at: '2026-12-04T08:30:00.000Z' }]);
    expect(await askedNow()).toEqual(['Kubernetes', 'Negotiation']);
    await look(Temporal.Instant.from('2027-09-02T04:00:00Z'));
    expect(await due('goals.fresh')).toHaveLength(1);
    await look(Temporal.Instant.from('2027-09-03T04:00:00Z'));
    expect(await due('goals.fresh')).toHaveLength(2);
  });

  it('that were used lately are not asked about', async () => {
    const { id } = await at((tx) => heldSession(tx, ADA, BRAM, 'Kubernetes'));
    await db.transact((trx) =>
      trx.updateTable('session').set({ ended_at: '2026-08-01T10:00:00.000Z' }).where('id', '=', id).execute(),
    );
    await look();
    expect(await askedNow()).toEqual(['Negotiation']);
  });

  it('are kept with one tap, or set aside and turned on again at the level of before', async () => {
    await look();
    const asked = await question();
    await at((tx) => answerFresh(tx, BRAM, kubernetes, 'not now'), LATER);
    expect(await offers(BRAM)).toEqual([['Negotiation', 1]]);
    await expect(at((tx) => answerFresh(tx, BRAM, kubernetes, 'not now'), LATER)).rejects.toThrow('any more');
    await at((tx) => keepAll(tx, BRAM, asked.askedAt), LATER);
    await expect(at((tx) => keepAll(tx, BRAM, asked.askedAt), LATER)).rejects.toThrow('answered this already');
    expect((await at((tx) => freshNow(tx, asked))).map((s) => s.answer)).toEqual(['not now', 'yes']);
    expect(await at((tx) => setAside(tx, BRAM))).toMatchObject([{ name: 'Kubernetes', level: 3 }]);
    await at((tx) => offerAgain(tx, BRAM, kubernetes), LATER);
    expect(await offers(BRAM)).toEqual([
      ['Kubernetes', 3],
      ['Negotiation', 1],
    ]);
    expect((await at((tx) => freshNow(tx, asked))).map((s) => s.answer)).toEqual(['yes', 'yes']);
    await expect(at((tx) => offerAgain(tx, BRAM, kubernetes), LATER)).rejects.toThrow('isn’t set aside');
  });

  it('are mentioned once more while one has no answer, and not when all have', async () => {
    await look();
    const asked = await question();
    await at((tx) => planReminder(tx, asked), LATER);
    const reminders = async () => (await due('goals.fresh')).filter((prompt) => prompt.key.endsWith(':reminder'));
    expect(await reminders()).toMatchObject([{ due_at: '2026-12-10T08:30:00.000Z' }]);
    await at((tx) => answerFresh(tx, BRAM, kubernetes, 'yes'), LATER);
    expect(await reminders()).toHaveLength(1);
    await at(async (tx) => answerFresh(tx, BRAM, (await findOrCreateSkill(tx, 'Negotiation')).id, 'not now'), LATER);
    expect(await reminders()).toEqual([]);
  });

  it('are asked about five at a time, and the others a month later', async () => {
    await at((tx) => person(tx, BRAM, { A1: 1, B2: 1, C3: 1, D4: 1, E5: 1, F6: 1, G7: 1 }));
    await look();
    expect((await question()).skillIds).toHaveLength(5);
    await look(LATER.add({ hours: 24 * 29 }));
    expect(await due('goals.fresh')).toHaveLength(1);
    await look(LATER.add({ hours: 24 * 31 }));
    expect((await question()).skillIds).toHaveLength(2);
  });

  it('are not asked of people on a break, gone, or who muted it; who is back is asked then', async () => {
    await at((tx) => pauseMember(tx, BRAM, LATER.add({ hours: 30 })));
    await look();
    expect(await due('goals.fresh')).toEqual([]);
    await look(LATER.add({ hours: 48 }));
    expect(await due('goals.fresh')).toHaveLength(1);
    await at((tx) => person(tx, ELIF, { Kubernetes: 1 }));
    await at((tx) => setMute(tx, ELIF, 'goals.fresh', true));
    await at((tx) => person(tx, 'U0GONE', { Kubernetes: 1 }));
    await at((tx) => learnPerson(tx, { id: 'U0GONE', deleted: true }));
    await at((tx) => person(tx, 'U0GUEST', { Kubernetes: 1 }));
    await at((tx) => learnPerson(tx, { id: 'U0GUEST', is_restricted: true }));
    await look(LATER.add({ hours: 72 }));
    expect((await due('goals.fresh')).map((prompt) => prompt.member_id)).toEqual([BRAM]);
  });

  it('of many people are looked through a page at a time, and no more people a day than Slack bears', async () => {
    await at(async (tx) => {
      for (let i = 0; i < 450; i++) {
        const id = `U1${String(i).padStart(3, '0')}`;
        await person(tx, id, {});
        await offerSkill(tx, id, kubernetes);
      }
    });
    const jobs = () =>
      db.read.selectFrom('job').selectAll().where('kind', '=', 'goals.freshness-due').orderBy('id').execute();
    for (let page = 0; page < 3; page++) {
      const payload = page === 0 ? { after: '', asked: 0 } : JSON.parse((await jobs()).at(-1)?.payload ?? '');
      expect(await due('goals.fresh')).toHaveLength(200 * page);
      await at((tx) => lookAtSkills(tx, payload), LATER);
    }
    expect(await due('goals.fresh')).toHaveLength(451);
    expect(await jobs()).toHaveLength(3);
    expect((await jobs()).at(-1)?.run_at).toBe('2026-12-04T04:00:00.000Z');
  });

  it('wait for the next day once two thousand people were asked', async () => {
    await at(async (tx) => {
      for (let i = 0; i < 200; i++) await offerSkill(tx, `U1${i}`, kubernetes);
    });
    await at((tx) => lookAtSkills(tx, { after: '', asked: 1900 }), LATER);
    const jobs = await db.read.selectFrom('job').selectAll().where('kind', '=', 'goals.freshness-due').execute();
    expect(jobs).toMatchObject([{ run_at: '2026-12-04T04:00:00.000Z' }]);
  });

  it('that become one keep one question', async () => {
    await at((tx) => person(tx, BRAM, { Kubernetes: 3, 'Zzz pods': 2 }));
    await look();
    expect((await question()).skillIds).toHaveLength(2);
    await at(async (tx) => mergeSkills(tx, (await findOrCreateSkill(tx, 'Zzz pods')).id, kubernetes));
    const left = await db.read.selectFrom('skill_question').selectAll().execute();
    expect(left.map((row) => row.skill_id)).toEqual([kubernetes]);
  });

  it('and goals are part of what is given to a member, and go with it', async () => {
    await at((tx) => saveGoal(tx, ADA, undefined, aForm({ words: 'MINE to learn pods', skill: 'Kubernetes' })));
    await at((tx) => person(tx, ELIF, {}));
    await learn(2);
    await at((tx) =>
      tx.db
        .insertInto('goal_news')
        .columns(['workspace_id', 'goal_id', 'member_id', 'kind', 'subject_id', 'noticed_at'])
        .expression(
          tx.db
            .selectFrom('goal')
            .select((e) => ['workspace_id', 'id', 'member_id', e.val('helper').as('kind'), e.val(ELIF).as('s')])
            .select('created_at'),
        )
        .execute(),
    );
    const data = await at((tx) => dataOf(tx, ADA));
    for (const word of ['MINE to learn pods', '"fitting"', '"askedAboutSkills"', 'ladder'])
      expect(data).toContain(word);
    expect(await at((tx) => dataOf(tx, BRAM))).not.toContain('MINE');
    await at((tx) => deleteData(tx, ELIF));
    expect(await db.read.selectFrom('goal_news').selectAll().execute()).toEqual([]);
    await at((tx) => deleteData(tx, ADA));
    for (const table of ['goal', 'goal_news', 'skill_question'] as const)
      expect(await db.read.selectFrom(table).selectAll().where('member_id', '=', ADA).execute()).toEqual([]);
  });

  it('leave no trace of old news after ninety days', async () => {
    await at((tx) => saveGoal(tx, ADA, undefined, aForm({ skill: 'Kubernetes' })));
    const [goal] = await db.read.selectFrom('goal').selectAll().execute();
    const row = { workspace_id: 'T1', goal_id: goal?.id ?? '', member_id: ADA, kind: 'helper' as const };
    const old = { noticed_at: '2025-11-01T10:00:00.000Z' };
    await db.transact((trx) =>
      trx
        .insertInto('goal_news')
        .values([
          { ...row, ...old, subject_id: 'U1', told_in: null, told_on: null },
          { ...row, ...old, subject_id: 'U2', told_in: '2025-11-04', told_on: '2025-11-04' },
          { ...row, ...old, subject_id: 'U3', told_in: '2026-02-27', told_on: '2026-02-27' },
        ])
        .execute(),
    );
    await at(cleanUp);
    const left = await db.read.selectFrom('goal_news').selectAll().execute();
    expect(left.map((news) => news.subject_id)).toEqual(['U3']);
  });
});
