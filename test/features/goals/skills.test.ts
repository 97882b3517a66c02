import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import {
  answerFresh,
  freshNow,
  keepAll,
  lookAtSkills,
  offerAgain,
  planReminder,
  setAside,
} from '../../../src/features/goals/service/freshness.ts';
import { answerLadder, couldHelpWith, ladderNow } from '../../../src/features/goals/service/ladder.ts';
import { saveGoal } from '../../../src/features/goals/service.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { offerSkill } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill, pauseMember, setMute, skillsOf } from '../../../src/features/members/service.ts';
import { cleanUp, dataOf, deleteData } from '../../../src/features/privacy/service.ts';
import { answerOutcome } from '../../../src/features/reflections/service/outcome.ts';
import { joinWaitList } from '../../../src/features/requests/service.ts';
import { mergeSkills } from '../../../src/features/skills/service/index.ts';
import type { Work } from '../../../src/work.ts';
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
  const at = <T>(unit: (work: Work) => Promise<T>, when = now, workspaceId = 'T1') =>
    workOn(db, when, unit, workspaceId);
  const skill = (name: string) => at(async (work) => (await findOrCreateSkill(work, name)).id);
  const offers = async (id: string) =>
    (await at((work) => skillsOf(work, id))).offers.map(({ name, level }) => [name, level]);
  const due = (kind: string) =>
    db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).where('state', '=', 'due').execute();
  const learn = (times: number) =>
    at(async (work) => {
      for (let i = 0; i < times; i++) await used(work, ADA, BRAM, 'Kubernetes');
    });
  const look = (when = LATER) => at((work) => lookAtSkills(work, { after: '', asked: 0 }), when);
  /** The question that was queued last. */
  const question = async () => JSON.parse((await due('goals.fresh')).at(-1)?.payload ?? '{}');
  const askedNow = async () => {
    const asked = await question();
    return (await at((work) => freshNow(work, asked))).map((one) => one.name);
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (work) => {
      await person(work, ADA, {});
      await person(work, BRAM, { Kubernetes: 3, Negotiation: 1 });
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
    expect(await at((work) => ladderNow(work, ADA, kubernetes))).toMatchObject({
      topic: 'Kubernetes',
      answer: undefined,
    });
  });

  it('are not asked about for uses of another skill, one that was no use after all, or what they offer', async () => {
    await learn(1);
    await at((work) => used(work, ADA, BRAM, 'Negotiation'));
    expect(await due('goals.ladder')).toEqual([]);
    const second = await at((work) => used(work, ADA, BRAM, 'Kubernetes'));
    await at((work) => answerOutcome(work, second.id, ADA, 'partly'));
    expect(await at((work) => ladderNow(work, ADA, kubernetes))).toBeUndefined();
    await at((work) => person(work, ELIF, { Kubernetes: 1 }));
    await at(async (work) => {
      for (let i = 0; i < 2; i++) await used(work, ELIF, BRAM, 'Kubernetes');
    });
    expect((await due('goals.ladder')).map((prompt) => prompt.member_id)).toEqual([ADA]);
  });

  it('are not asked about while that is muted, of guests who may not, and of the mentor', async () => {
    await at((work) => setMute(work, ADA, 'goals.ladder', true));
    await learn(2);
    expect(await due('goals.ladder')).toEqual([]);
    await at((work) => setMute(work, ADA, 'goals.ladder', false));
    await at((work) => learnPerson(work, { id: ADA, real_name: 'Ada', is_restricted: true }));
    await learn(1);
    expect(await due('goals.ladder')).toEqual([]);
    await at((work) => learnPerson(work, { id: ADA, real_name: 'Ada' }));
    await learn(1);
    expect((await due('goals.ladder')).map((prompt) => prompt.member_id)).toEqual([ADA]);
  });

  it('are offered with a yes, and whoever waits for one hears of it', async () => {
    await learn(2);
    await at((work) => person(work, ELIF, {}));
    await at((work) => joinWaitList(work, { menteeId: ELIF, skillId: kubernetes, name: '', goal: '' }));
    await at((work) => answerLadder(work, ADA, kubernetes, 'yes', 2));
    expect(await offers(ADA)).toEqual([['Kubernetes', 2]]);
    expect((await due('requests.helper')).map((prompt) => prompt.member_id)).toEqual([ELIF]);
    expect(await at((work) => ladderNow(work, ADA, kubernetes))).toMatchObject({ answer: 'yes', level: 2 });
    await expect(at((work) => answerLadder(work, ADA, kubernetes, 'not now'))).rejects.toThrow('already');
  });

  it('stay possible after “not now”, and go away after “not this one”', async () => {
    await learn(2);
    await at((work) => answerLadder(work, ADA, kubernetes, 'not now'));
    expect((await at((work) => couldHelpWith(work, ADA))).map((s) => s.name)).toEqual(['Kubernetes']);
    await at((work) => answerLadder(work, ADA, kubernetes, 'never'));
    expect(await at((work) => couldHelpWith(work, ADA))).toEqual([]);
    await learn(2);
    expect(await due('goals.ladder')).toHaveLength(1);
    expect(await offers(ADA)).toEqual([]);
  });

  it('are answered by nobody who was not asked', async () => {
    await learn(2);
    for (const wrong of [
      () => at((work) => answerLadder(work, ELIF, kubernetes, 'yes')),
      () => at((work) => answerLadder(work, ADA, 'nonsense', 'yes')),
      () => at((work) => answerLadder(work, ADA, kubernetes, 'yes'), now, 'T2'),
      () => at((work) => answerFresh(work, BRAM, kubernetes, 'not now')),
      () => at((work) => answerFresh(work, ADA, 'nonsense', 'yes')),
      () => at((work) => keepAll(work, BRAM, '2026-03-02T10:00:00.000Z')),
      () => at((work) => offerAgain(work, BRAM, kubernetes)),
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
    const { id } = await at((work) => heldSession(work, ADA, BRAM, 'Kubernetes'));
    await db.transact((trx) =>
      trx.updateTable('session').set({ ended_at: '2026-08-01T10:00:00.000Z' }).where('id', '=', id).execute(),
    );
    await look();
    expect(await askedNow()).toEqual(['Negotiation']);
  });

  it('are kept with one tap, or set aside and turned on again at the level of before', async () => {
    await look();
    const asked = await question();
    await at((work) => answerFresh(work, BRAM, kubernetes, 'not now'), LATER);
    expect(await offers(BRAM)).toEqual([['Negotiation', 1]]);
    await expect(at((work) => answerFresh(work, BRAM, kubernetes, 'not now'), LATER)).rejects.toThrow('any more');
    await at((work) => keepAll(work, BRAM, asked.askedAt), LATER);
    await expect(at((work) => keepAll(work, BRAM, asked.askedAt), LATER)).rejects.toThrow('answered this already');
    expect((await at((work) => freshNow(work, asked))).map((s) => s.answer)).toEqual(['not now', 'yes']);
    expect(await at((work) => setAside(work, BRAM))).toMatchObject([{ name: 'Kubernetes', level: 3 }]);
    await at((work) => offerAgain(work, BRAM, kubernetes), LATER);
    expect(await offers(BRAM)).toEqual([
      ['Kubernetes', 3],
      ['Negotiation', 1],
    ]);
    expect((await at((work) => freshNow(work, asked))).map((s) => s.answer)).toEqual(['yes', 'yes']);
    await expect(at((work) => offerAgain(work, BRAM, kubernetes), LATER)).rejects.toThrow('not set aside');
  });

  it('are mentioned once more while one has no answer, and not when all have', async () => {
    await look();
    const asked = await question();
    await at((work) => planReminder(work, asked), LATER);
    const reminders = async () => (await due('goals.fresh')).filter((prompt) => prompt.key.endsWith(':reminder'));
    expect(await reminders()).toMatchObject([{ due_at: '2026-12-10T08:30:00.000Z' }]);
    await at((work) => answerFresh(work, BRAM, kubernetes, 'yes'), LATER);
    expect(await reminders()).toHaveLength(1);
    await at(
      async (work) => answerFresh(work, BRAM, (await findOrCreateSkill(work, 'Negotiation')).id, 'not now'),
      LATER,
    );
    expect(await reminders()).toEqual([]);
  });

  it('are asked about five at a time, and the others a month later', async () => {
    await at((work) => person(work, BRAM, { A1: 1, B2: 1, C3: 1, D4: 1, E5: 1, F6: 1, G7: 1 }));
    await look();
    expect((await question()).skillIds).toHaveLength(5);
    await look(LATER.add({ hours: 24 * 29 }));
    expect(await due('goals.fresh')).toHaveLength(1);
    await look(LATER.add({ hours: 24 * 31 }));
    expect((await question()).skillIds).toHaveLength(2);
  });

  it('are not asked of people on a break, gone, or who muted it; who is back is asked then', async () => {
    await at((work) => pauseMember(work, BRAM, LATER.add({ hours: 30 })));
    await look();
    expect(await due('goals.fresh')).toEqual([]);
    await look(LATER.add({ hours: 48 }));
    expect(await due('goals.fresh')).toHaveLength(1);
    await at((work) => person(work, ELIF, { Kubernetes: 1 }));
    await at((work) => setMute(work, ELIF, 'goals.fresh', true));
    await at((work) => person(work, 'U0GONE', { Kubernetes: 1 }));
    await at((work) => learnPerson(work, { id: 'U0GONE', deleted: true }));
    await at((work) => person(work, 'U0GUEST', { Kubernetes: 1 }));
    await at((work) => learnPerson(work, { id: 'U0GUEST', is_restricted: true }));
    await look(LATER.add({ hours: 72 }));
    expect((await due('goals.fresh')).map((prompt) => prompt.member_id)).toEqual([BRAM]);
  });

  it('of many people are looked through a page at a time, and no more people a day than Slack bears', async () => {
    await at(async (work) => {
      for (let i = 0; i < 450; i++) {
        const id = `U1${String(i).padStart(3, '0')}`;
        await person(work, id, {});
        await offerSkill(work, id, kubernetes);
      }
    });
    const jobs = () =>
      db.read.selectFrom('job').selectAll().where('kind', '=', 'goals.freshness-due').orderBy('id').execute();
    for (let page = 0; page < 3; page++) {
      const payload = page === 0 ? { after: '', asked: 0 } : JSON.parse((await jobs()).at(-1)?.payload ?? '');
      expect(await due('goals.fresh')).toHaveLength(200 * page);
      await at((work) => lookAtSkills(work, payload), LATER);
    }
    expect(await due('goals.fresh')).toHaveLength(451);
    expect(await jobs()).toHaveLength(3);
    expect((await jobs()).at(-1)?.run_at).toBe('2026-12-04T04:00:00.000Z');
  });

  it('wait for the next day once two thousand people were asked', async () => {
    await at(async (work) => {
      for (let i = 0; i < 200; i++) await offerSkill(work, `U1${i}`, kubernetes);
    });
    await at((work) => lookAtSkills(work, { after: '', asked: 1900 }), LATER);
    const jobs = await db.read.selectFrom('job').selectAll().where('kind', '=', 'goals.freshness-due').execute();
    expect(jobs).toMatchObject([{ run_at: '2026-12-04T04:00:00.000Z' }]);
  });

  it('that become one keep one question', async () => {
    await at((work) => person(work, BRAM, { Kubernetes: 3, 'Zzz pods': 2 }));
    await look();
    expect((await question()).skillIds).toHaveLength(2);
    await at(async (work) => mergeSkills(work, (await findOrCreateSkill(work, 'Zzz pods')).id, kubernetes));
    const left = await db.read.selectFrom('skill_question').selectAll().execute();
    expect(left.map((row) => row.skill_id)).toEqual([kubernetes]);
  });

  it('and goals are part of what is given to a member, and go with it', async () => {
    await at((work) => saveGoal(work, ADA, undefined, aForm({ words: 'MINE to learn pods', skill: 'Kubernetes' })));
    await at((work) => person(work, ELIF, {}));
    await learn(2);
    await at((work) =>
      work.db
        .insertInto('goal_news')
        .columns(['workspace_id', 'goal_id', 'member_id', 'kind', 'subject_id', 'noticed_at'])
        .expression(
          work.db
            .selectFrom('goal')
            .select((e) => ['workspace_id', 'id', 'member_id', e.val('helper').as('kind'), e.val(ELIF).as('s')])
            .select('created_at'),
        )
        .execute(),
    );
    const data = await at((work) => dataOf(work, ADA));
    for (const word of ['MINE to learn pods', '"fitting"', '"askedAboutSkills"', 'ladder'])
      expect(data).toContain(word);
    expect(await at((work) => dataOf(work, BRAM))).not.toContain('MINE');
    await at((work) => deleteData(work, ELIF));
    expect(await db.read.selectFrom('goal_news').selectAll().execute()).toEqual([]);
    await at((work) => deleteData(work, ADA));
    for (const table of ['goal', 'goal_news', 'skill_question'] as const)
      expect(await db.read.selectFrom(table).selectAll().where('member_id', '=', ADA).execute()).toEqual([]);
  });

  it('leave no trace of old news after ninety days', async () => {
    await at((work) => saveGoal(work, ADA, undefined, aForm({ skill: 'Kubernetes' })));
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
