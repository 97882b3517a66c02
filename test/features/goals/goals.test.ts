import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import type { GoalForm } from '../../../src/features/goals/rules/form.ts';
import { dueNow } from '../../../src/features/goals/service/due.ts';
import {
  closeGoal,
  formOf,
  goalsInHome,
  goalsLookedAt,
  reopenGoal,
  reviewWith,
  saveGoal,
  skillsAimedAt,
} from '../../../src/features/goals/service/index.ts';
import { newsNow, noteFits } from '../../../src/features/goals/service/news.ts';
import { goalsOf } from '../../../src/features/goals/service/suggestions.ts';
import { offerSkill, stopOffering } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill, pauseMember, setMute } from '../../../src/features/members/service.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { endHours, holdHours } from '../../../src/features/office-hours/service/index.ts';
import { helpersFor, joinWaitList, openRequestsOf } from '../../../src/features/requests/service/index.ts';
import { mergeSkills } from '../../../src/features/skills/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { person } from '../../support/requests.ts';
import { aForm as someHours } from '../office-hours/setup.ts';
import { aForm } from './setup.ts';

/** A Monday, 11:00 in Berlin. */
const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const [ADA, BRAM, ELIF, HANA] = ['U0ADA', 'U0BRAM', 'U0ELIF', 'U0HANA'];
const days = (n: number) => now.add({ hours: 24 * n });

onBothDatabases('learning goals', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>, when = now, workspaceId = 'T1') => workOn(db, when, unit, workspaceId);
  let saved = 0;
  /** Each a second after the one before. */
  const save = (form: Partial<GoalForm> = {}, goalId?: string, by = ADA) =>
    at((tx) => saveGoal(tx, by, goalId, aForm(form)), now.add({ seconds: saved++ }));
  const shown = async (by = ADA) => (await at((tx) => goalsOf(tx, by))).goals;
  const idOf = async (words: string) => (await shown()).find(({ goal }) => goal.words === words)?.goal.id ?? '';
  const skill = (name: string) => at(async (tx) => (await findOrCreateSkill(tx, name)).id);
  const news = () =>
    db.read.selectFrom('prompt').selectAll().where('kind', '=', 'goals.news').where('state', '=', 'due').execute();
  /** Does what the jobs that note new fits would do. */
  const noteAll = async (when = now) => {
    const jobs = await db.read.selectFrom('job').selectAll().where('kind', '=', 'goals.fitting').execute();
    await db.transact((trx) => trx.deleteFrom('job').where('kind', '=', 'goals.fitting').execute());
    for (const job of jobs) await at((tx) => noteFits(tx, JSON.parse(job.payload)), when);
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      for (const id of [ADA, HANA]) await person(tx, id, {});
      await person(tx, BRAM, { Kubernetes: 3 });
      await person(tx, ELIF, { Kubernetes: 2, Negotiation: 2 });
    });
  });
  afterEach(() => db.close());

  it('are kept with the skill that their words name, or that is named beside them', async () => {
    await save();
    await save({ words: 'Be less nervous about money talks', skill: 'Negotiation' });
    await save({ words: 'Enjoy Mondays' });
    expect((await shown()).map(({ goal }) => goal.skill?.name)).toEqual(['Kubernetes', 'Negotiation', undefined]);
  });

  it('aim at their skills, each once, those of open ones and of nobody else', async () => {
    const aims = (by = ADA) => at(async (tx) => (await skillsAimedAt(tx, by)).map(({ name }) => name));
    expect(await aims()).toEqual([]);
    await save({ words: 'Be at ease in any meeting' });
    await save({ words: 'Get better at running Kubernetes' });
    await save({ words: 'Debug what restarts at night', skill: 'Kubernetes' });
    expect(await aims()).toEqual(['Kubernetes']);
    expect(await at((tx) => skillsAimedAt(tx, ADA))).toEqual([
      { skillId: await skill('Kubernetes'), name: 'Kubernetes' },
    ]);
    expect(await aims(HANA)).toEqual([]);
    for (const { goal } of await shown()) await at((tx) => closeGoal(tx, ADA, goal.id, 'done'));
    expect(await aims()).toEqual([]);
  });

  it('are three at a time, each once, and there is room again when one is over', async () => {
    for (const words of ['First goal', 'Second goal', 'Third goal']) expect(await save({ words })).toBeUndefined();
    expect(await save({ words: 'Fourth goal' })).toContain('You have 3 goals already.');
    const first = await idOf('First goal');
    await at((tx) => closeGoal(tx, ADA, first, 'done'));
    expect(await save({ words: 'second GOAL' })).toContain('You have that goal already');
    expect(await save({ words: 'Fourth goal' })).toBeUndefined();
    await expect(at((tx) => reopenGoal(tx, ADA, first))).rejects.toThrow('You have 3 goals already.');
    const third = await idOf('Third goal');
    await at((tx) => closeGoal(tx, ADA, third, 'let go'));
    await at((tx) => reopenGoal(tx, ADA, first));
    expect((await shown()).map(({ goal }) => goal.words)).toEqual(['First goal', 'Second goal', 'Fourth goal']);
    await expect(at((tx) => reopenGoal(tx, ADA, first))).rejects.toThrow('open again already');
  });

  it('stay three when many are added at once', async () => {
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => save({ words: `Goal number ${n}` })));
    expect(await shown()).toHaveLength(3);
  });

  it('change with their words, and a skill that was taken out stays out until then', async () => {
    await save();
    const { id, words } = (await shown())[0]!.goal;
    const byOn = Temporal.PlainDate.from('2026-06-30');
    await save({ words, skill: 'Negotiation', byOn }, id);
    expect((await shown())[0]?.goal).toMatchObject({ skill: { name: 'Negotiation' }, byOn });
    expect(await at((tx) => formOf(tx, ADA, id))).toMatchObject({ words, skill: 'Negotiation', byOn });
    expect(await at((tx) => formOf(tx, ADA, id), days(200))).toMatchObject({ byOn: undefined });
    await save({ words }, id);
    expect((await shown())[0]?.goal.skill).toBeUndefined();
    await save({ words: 'Know Kubernetes' }, id);
    expect((await shown())[0]?.goal).toMatchObject({ skill: { name: 'Kubernetes' }, byOn: undefined });
  });

  it('belong to one member of one workspace: nobody else sees, changes or closes them', async () => {
    await save();
    const id = (await shown())[0]?.goal.id ?? '';
    expect(await shown(BRAM)).toEqual([]);
    expect(await save({ words: 'Mine now' }, id, BRAM)).toContain('no longer among your open ones');
    for (const wrong of [
      () => at((tx) => closeGoal(tx, BRAM, id, 'done')),
      () => at((tx) => formOf(tx, BRAM, id)),
      () => at((tx) => formOf(tx, ADA, id), now, 'T2'),
      () => at((tx) => closeGoal(tx, ADA, 'nonsense', 'let go')),
    ])
      await expect(wrong()).rejects.toThrow('no longer among your open ones');
    await at((tx) => closeGoal(tx, ADA, id, 'let go'));
    await expect(at((tx) => closeGoal(tx, ADA, id, 'done'))).rejects.toThrow('no longer among your open ones');
    await expect(at((tx) => reopenGoal(tx, BRAM, id))).rejects.toThrow('no longer among your open ones');
    expect(await save({ words: 'Too late' }, id)).toContain('no longer among your open ones');
  });

  it('suggest two colleagues of the real ranking with reasons, and the next office hours with a place', async () => {
    await save();
    await at((tx) => person(tx, HANA, { Kubernetes: 1 }));
    await at((tx) => holdHours(tx, BRAM, someHours()));
    await at((tx) => holdHours(tx, ELIF, someHours({ firstOn: '2026-03-02', time: '16:00' })));
    const [first] = await shown();
    expect(first?.colleagues).toHaveLength(2);
    expect(first?.colleagues[0]).toMatchObject({ id: BRAM, name: 'Name of U0BRAM' });
    expect(first?.colleagues[0]?.reasons.join()).toContain('Kubernetes');
    expect(first?.hours.map((listed) => listed.hours.hostId)).toEqual([ELIF]);
    const [home] = await at((tx) => goalsInHome(tx, ADA));
    expect(home).toMatchObject({ isHelped: true, hoursAt: Temporal.Instant.from('2026-03-02T15:00:00Z') });
    expect(await at((tx) => goalsInHome(tx, BRAM))).toEqual([]);
  });

  it('count nobody as shown when Home only says that there is somebody', async () => {
    await save();
    await at((tx) => goalsInHome(tx, ADA));
    expect(await db.read.selectFrom('exposure').selectAll().execute()).toEqual([]);
    await shown();
    expect(await db.read.selectFrom('exposure').selectAll().execute()).toHaveLength(2);
  });

  it('are asked about with the fourth reflection, and not while goals are muted', async () => {
    await save();
    const review = (nth: number) => at((tx) => reviewWith(tx, ADA, nth, days(1)), days(1));
    expect(await review(3)).toBeUndefined();
    expect(await review(4)).toMatchObject({ isAnswered: false });
    await at((tx) => goalsLookedAt(tx, ADA), days(2));
    expect(await review(4)).toMatchObject({ isAnswered: true });
    await at((tx) => setMute(tx, ADA, 'goals.news', true));
    expect(await review(4)).toBeUndefined();
  });

  describe('with a day', () => {
    const DAY = '2026-03-04';
    const byOn = Temporal.PlainDate.from(DAY);
    const planned = () =>
      db.read
        .selectFrom('prompt')
        .select(['due_at', 'payload'])
        .where('kind', '=', 'goals.due')
        .where('state', '=', 'due')
        .execute();
    const asked = async (when = days(2), id?: string) => {
      const goalId = id ?? (await shown())[0]!.goal.id;
      return at((tx) => dueNow(tx, goalId, DAY), when);
    };

    it('are asked about on that morning, once, and without one not at all', async () => {
      await save({ words: 'Enjoy Mondays' });
      expect(await planned()).toEqual([]);
      await save({ byOn });
      expect((await planned()).map((prompt) => prompt.due_at)).toEqual(['2026-03-04T08:30:00.000Z']);
      const { id, words } = (await shown())[1]!.goal;
      await save({ words: `${words} duty`, byOn }, id);
      expect(await planned()).toHaveLength(1);
      expect(await asked(days(2), id)).toMatchObject({ isAsked: true, goal: { id } });
    });

    it('are asked about on the new day when it is moved, and no more when it is taken away or the goal is over', async () => {
      await save({ byOn });
      const { id, words } = (await shown())[0]!.goal;
      await save({ words, byOn: byOn.add({ days: 1 }) }, id);
      expect((await planned()).map((prompt) => prompt.due_at)).toEqual(['2026-03-05T08:30:00.000Z']);
      expect(await asked()).toMatchObject({ isAsked: false });
      await save({ words }, id);
      expect(await planned()).toEqual([]);
      await save({ words, byOn }, id);
      expect(await planned()).toHaveLength(1);
      await at((tx) => closeGoal(tx, ADA, id, 'done'));
      expect(await planned()).toEqual([]);
      expect(await asked(days(2), id)).toMatchObject({ isAsked: false, goal: { state: 'done' } });
      await at((tx) => reopenGoal(tx, ADA, id), days(1));
      expect(await planned()).toHaveLength(1);
    });

    it('are not asked about twice: not when they were looked at since, nor while goals are muted', async () => {
      await save({ byOn });
      await at((tx) => setMute(tx, ADA, 'goals.news', true));
      expect(await asked()).toBeUndefined();
      await at((tx) => setMute(tx, ADA, 'goals.news', false));
      await at((tx) => goalsLookedAt(tx, ADA), days(1));
      expect(await asked()).toMatchObject({ isAsked: true });
      await at((tx) => goalsLookedAt(tx, ADA), days(2));
      expect(await asked(days(3))).toBeUndefined();
    });

    it('wait for the day where somebody is who flew west', async () => {
      await save({ byOn });
      await at((tx) => updateMember(tx, ADA, { zone: 'Pacific/Honolulu' }));
      expect(await asked(Temporal.Instant.from('2026-03-04T08:30:00Z'))).toBeUndefined();
      expect((await planned()).map((prompt) => prompt.due_at)).toEqual(['2026-03-04T19:30:00.000Z']);
      expect(await asked(Temporal.Instant.from('2026-03-04T19:30:00Z'))).toMatchObject({ isAsked: true });
    });
  });

  it('go along when two skills become one', async () => {
    await save({ words: 'Talk to customers', skill: 'Zzz talks' });
    const [from, into] = [await skill('Zzz talks'), await skill('Negotiation')];
    await at((tx) => mergeSkills(tx, from, into));
    expect((await shown())[0]?.goal.skill?.id).toBe(into);
  });

  it('hear of a new helper and of new office hours, in one message', async () => {
    await save();
    await at(async (tx) => offerSkill(tx, HANA, (await findOrCreateSkill(tx, 'Kubernetes')).id));
    await at((tx) => holdHours(tx, BRAM, someHours()));
    await noteAll();
    const [planned, ...more] = await news();
    expect(more).toEqual([]);
    expect(planned).toMatchObject({ member_id: ADA, due_at: '2026-03-03T08:30:00.000Z' });
    const told = await at((tx) => newsNow(tx, ADA, '2026-03-03'), days(1));
    expect(told?.goals).toHaveLength(1);
    expect(told?.goals[0]?.helpers).toEqual([{ id: HANA, name: 'Name of U0HANA' }]);
    expect(told?.goals[0]?.hours.map((listed) => listed.hours.hostId)).toEqual([BRAM]);
  });

  it('hear of nothing that concerns another skill, themselves, or somebody whom they may not ask', async () => {
    await save();
    const [kubernetes, welding] = [await skill('Kubernetes'), await skill('Welding')];
    await at((tx) => offerSkill(tx, HANA, welding));
    await at((tx) => offerSkill(tx, ADA, kubernetes));
    await noteAll();
    expect(await news()).toEqual([]);
    await at((tx) => offerSkill(tx, HANA, kubernetes));
    await at((tx) => pauseMember(tx, HANA, undefined));
    await noteAll();
    expect(await at((tx) => newsNow(tx, ADA, '2026-03-03'), days(1))).toBeUndefined();
  });

  it('hear of nothing that is over by then: a goal, an offer, office hours', async () => {
    await save();
    const kubernetes = await skill('Kubernetes');
    await at((tx) => offerSkill(tx, HANA, kubernetes));
    const { id } = await at((tx) => holdHours(tx, BRAM, someHours()));
    await noteAll();
    await at((tx) => stopOffering(tx, HANA, kubernetes));
    const told = await at((tx) => newsNow(tx, ADA, '2026-03-03'), days(1));
    expect(told?.goals[0]).toMatchObject({ helpers: [] });
    await at((tx) => endHours(tx, id, BRAM));
    expect(await at((tx) => newsNow(tx, ADA, '2026-03-03'), days(1))).toBeUndefined();
  });

  it('hear at most once a week, of each colleague once, and of all that came meanwhile', async () => {
    await save();
    const kubernetes = await skill('Kubernetes');
    await at((tx) => offerSkill(tx, HANA, kubernetes));
    await noteAll();
    const first = await at((tx) => newsNow(tx, ADA, '2026-03-03'), days(1));
    expect(first?.goals[0]?.helpers.map((helper) => helper.id)).toEqual([HANA]);

    await at((tx) => stopOffering(tx, HANA, kubernetes), days(2));
    await at((tx) => offerSkill(tx, HANA, kubernetes), days(2));
    await at((tx) => person(tx, 'U0NEW', {}), days(2));
    await at((tx) => offerSkill(tx, 'U0NEW', kubernetes), days(2));
    await noteAll(days(2));
    expect((await news()).map((prompt) => prompt.due_at)).toEqual([
      '2026-03-03T08:30:00.000Z',
      '2026-03-10T08:30:00.000Z',
    ]);
    expect(await at((tx) => newsNow(tx, ADA, '2026-03-09'), days(7))).toBeUndefined();
    const second = await at((tx) => newsNow(tx, ADA, '2026-03-10'), days(8));
    expect(second?.goals[0]?.helpers.map((helper) => helper.id)).toEqual(['U0NEW']);
    // What was said stays what was said, however often its message is drawn.
    const again = await at((tx) => newsNow(tx, ADA, '2026-03-03'), days(9));
    expect(again?.goals[0]?.helpers.map((helper) => helper.id)).toEqual([HANA]);
  });

  it('hear nothing of a helper of whom the wait list told their owner, and all else in its time', async () => {
    await save({ words: 'Learn to weld', skill: 'Welding' });
    await save();
    const welding = await skill('Welding');
    await at((tx) => joinWaitList(tx, { menteeId: ADA, skillId: welding, name: 'Welding', goal: '' }));
    await at((tx) => offerSkill(tx, HANA, welding));
    const [request] = await at((tx) => openRequestsOf(tx, ADA));
    expect(await at((tx) => helpersFor(tx, request!))).toMatchObject([{ id: HANA }]);
    await noteAll();
    expect(await news()).toEqual([]);

    // Within the quiet week of the wait list only the goal tells of the second helper.
    await at((tx) => offerSkill(tx, BRAM, welding));
    await at(async (tx) => offerSkill(tx, HANA, (await findOrCreateSkill(tx, 'Kubernetes')).id));
    await noteAll();
    const told = await at((tx) => newsNow(tx, ADA, '2026-03-03'), days(1));
    expect(told?.goals.map(({ helpers }) => helpers.map((helper) => helper.id))).toEqual([[BRAM], [HANA]]);
  });

  it('hear nothing of a helper once the wait list told, though it was noted for them before', async () => {
    await save({ words: 'Learn to weld', skill: 'Welding' });
    const welding = await skill('Welding');
    await at((tx) => joinWaitList(tx, { menteeId: ADA, skillId: welding, name: 'Welding', goal: '' }));
    await at((tx) => offerSkill(tx, HANA, welding));
    await noteAll();
    const [request] = await at((tx) => openRequestsOf(tx, ADA));
    await at((tx) => helpersFor(tx, request!));
    expect(await at((tx) => newsNow(tx, ADA, '2026-03-03'), days(1))).toBeUndefined();
  });

  it('hear of nothing while they are muted', async () => {
    await save();
    await at((tx) => setMute(tx, ADA, 'goals.news', true));
    await at(async (tx) => offerSkill(tx, HANA, (await findOrCreateSkill(tx, 'Kubernetes')).id));
    await noteAll();
    expect(await news()).toEqual([]);
  });

  it('are looked through a page at a time when hundreds have the same', async () => {
    const kubernetes = await skill('Kubernetes');
    const people = Array.from({ length: 450 }, (_, i) => `U1${String(i).padStart(3, '0')}`);
    await at(async (tx) => {
      for (const id of people) await person(tx, id, {});
      for (const id of people) await saveGoal(tx, id, undefined, aForm({ skill: 'Kubernetes' }));
      await offerSkill(tx, HANA, kubernetes);
    });
    for (let i = 0; i < 2; i++) {
      await noteAll();
      expect(await news()).toHaveLength(200 * (i + 1));
    }
    await noteAll();
    expect(await news()).toHaveLength(450);
    await noteAll();
    expect(await news()).toHaveLength(450);
  });
});
