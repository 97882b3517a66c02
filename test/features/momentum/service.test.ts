import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { closeGoal, saveGoal } from '../../../src/features/goals/service.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { findOrCreateSkill, markUnreachable, pauseMember, setMute } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import {
  decide,
  goUnlessStopped,
  invitationNow,
  inviteSome,
  lookAtWeek,
  planMomentum,
  roundNow,
  startWaiting,
  statusFor,
} from '../../../src/features/momentum/service.ts';
import { cleanUp, dataOf, deleteData } from '../../../src/features/privacy/service.ts';
import { planReflections } from '../../../src/features/reflections/service.ts';
import { joinWaitList } from '../../../src/features/requests/service.ts';
import { iso } from '../../../src/time.ts';
import type { Work } from '../../../src/work.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { endedSession, heldSession } from '../../support/sessions.ts';

/** A Monday at nine; the week before it was quiet. */
const LOOK = Temporal.Instant.from('2026-03-09T09:00:00Z');
const WEEK = '2026-03-02';
const [DEA, EVE, BEN, WANTS, GIVES, NOTHING] = ['UDEA', 'UEVE', 'UBEN', 'UWANTS', 'UGIVES', 'UNOTHING'];
const ago = (days: number) => LOOK.subtract({ hours: 24 * days });

onBothDatabases('Invitations after a quiet week', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (work: Work) => Promise<T>) => workOn(db, when, unit);
  const now = <T>(unit: (work: Work) => Promise<T>) => at(LOOK, unit);
  const prompts = (kind: string) =>
    db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).orderBy('member_id').execute();
  const invited = async () =>
    (await prompts('momentum.invite')).filter((p) => p.state === 'due').map((p) => p.member_id);
  const jobs = (kind: string) => db.read.selectFrom('job').selectAll().where('kind', '=', kind).orderBy('id').execute();
  const talk = (when: Temporal.Instant, mentee = 'UX', mentor = 'UY') => talks([when], mentee, mentor);
  /** Conversations at these moments, all in one go. */
  const talks = (moments: Temporal.Instant[], mentee = 'UX', mentor = 'UY') =>
    now(async (work) => {
      for (const when of moments) {
        const then = { ...work, now: when };
        await planReflections(then, await heldSession(then, mentee, mentor, 'Git'));
      }
    });
  /** Four conversations in each of the eight weeks before the last one. */
  const usual = (look: Temporal.Instant, minute = 0) =>
    talks(
      Array.from({ length: 32 }, (_, i) =>
        look.subtract({ hours: 24 * (7 * (2 + (i % 8)) - 2) }).add({ minutes: minute + i }),
      ),
    );
  const holds = (id: string, kind: 'offers' | 'wants', name: string) =>
    at(ago(100), async (work) => {
      const { id: skillId } = await findOrCreateSkill(work, name);
      await replaceSkills(work, id, kind, [{ skillId, level: 1 }]);
    });
  const join = (id: string, different = {}, days = 100) =>
    at(ago(days), (work) => learnPerson(work, { id, real_name: `Name of ${id}`, tz: 'UTC', ...different }));
  /** Who the round reaches when it goes now. */
  const go = async (when = LOOK) => {
    await at(when, (work) => lookAtWeek(work, when));
    const week = (await db.read.selectFrom('momentum_round').selectAll().orderBy('week', 'desc').execute())[0]?.week;
    if (week === undefined) return [];
    await at(when, (work) => decide(work, week, DEA, 'go'));
    await at(when, (work) => inviteSome(work, week, '', 0));
    return invited();
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    for (const id of [BEN, WANTS, GIVES, NOTHING, EVE, 'UX', 'UY']) await join(id);
    await join(DEA, { is_admin: true });
    await at(ago(99), (work) => saveSettings(work, DEA, { zone: 'UTC', ownerIds: [DEA, EVE] }));
    await holds(BEN, 'offers', 'Rust');
    await holds(WANTS, 'wants', 'Rust');
    await holds(GIVES, 'offers', 'Fashion and textiles');
    await usual(LOOK);
    await talk(ago(3));
    await at(ago(5), (work) => joinWaitList(work, { menteeId: 'UY', name: 'Fashion and textiles', goal: '' }));
  });
  afterEach(() => db.close());

  it('reach whoever has not talked for sixty days and could ask or give something, and nobody else', async () => {
    expect(await go()).toEqual([GIVES, WANTS]);
    expect(await now((work) => invitationNow(work, WANTS))).toMatchObject({
      asks: [{ name: 'Rust', people: 1 }],
      gives: [],
    });
    expect(await now((work) => invitationNow(work, GIVES))).toMatchObject({
      asks: [],
      gives: [{ name: 'Fashion and textiles', people: 1 }],
    });
  });

  it('reach somebody whose last session came to nothing', async () => {
    await at(ago(10), (work) => endedSession(work, WANTS, 'UX', 'Git'));
    expect(await go()).toEqual([GIVES, WANTS]);
  });

  it('name what a goal is about, as well as what somebody wants to learn', async () => {
    await at(ago(90), (work) =>
      saveGoal(work, NOTHING, undefined, { words: 'Write a parser', skill: 'Rust', byOn: undefined }),
    );
    expect(await go()).toEqual([GIVES, NOTHING, WANTS]);
    expect(await now((work) => invitationNow(work, NOTHING))).toMatchObject({ asks: [{ name: 'Rust', people: 1 }] });
  });

  it.each(['done', 'let go'] as const)('do not name what a goal was about that is %s', async (state) => {
    const words = { words: 'Write a parser', skill: 'Rust', byOn: undefined };
    await at(ago(90), (work) => saveGoal(work, NOTHING, undefined, words));
    const { id } = await db.read.selectFrom('goal').select('id').executeTakeFirstOrThrow();
    await at(ago(80), (work) => closeGoal(work, NOTHING, id, state));
    expect(await go()).toEqual([GIVES, WANTS]);
  });

  it('name the two topics that most others stand behind, the first first', async () => {
    const offered = { UX: ['Git', 'Docker', 'Kubernetes'], UY: ['Git', 'Docker'], [BEN]: ['Rust', 'Docker'] };
    await at(ago(100), async (work) => {
      const skills = async (names: string[]) =>
        Promise.all(
          names.map(async (name) => ({ skillId: (await findOrCreateSkill(work, name)).id, level: 1 as const })),
        );
      for (const [id, names] of Object.entries(offered)) await replaceSkills(work, id, 'offers', await skills(names));
      await replaceSkills(work, WANTS, 'wants', await skills(['Kubernetes', 'Git', 'Rust', 'Docker']));
    });
    const reasons = await now((work) => invitationNow(work, WANTS));
    expect(reasons?.asks.map(({ name, people }) => [name, people])).toEqual([
      ['Docker', 3],
      ['Git', 2],
    ]);
  });

  it.each([
    ['have talked lately', () => talk(ago(59), WANTS, 'UX')],
    ['are on a break', () => now((work) => pauseMember(work, WANTS, LOOK.add({ hours: 48 })))],
    ['muted invitations', () => now((work) => setMute(work, WANTS, 'momentum.invite', true))],
    [
      'are new here',
      () =>
        at(LOOK, (work) =>
          work.db
            .updateTable('member')
            .set({ created_at: iso(ago(30)) })
            .where('id', '=', WANTS)
            .execute(),
        ),
    ],
    ['left', () => join(WANTS, { deleted: true }, 1)],
    ['are a guest', () => join(WANTS, { is_restricted: true }, 1)],
    ['cannot be reached', () => now((work) => markUnreachable(work, WANTS, 'user_not_found'))],
    ['have deleted their data', () => now((work) => deleteData(work, WANTS))],
    [
      'are already looking for help',
      () => now((work) => joinWaitList(work, { menteeId: WANTS, name: 'Knots', goal: '' })),
    ],
    ['want what nobody else offers', () => holds(BEN, 'offers', 'Chess')],
  ])('leave out those who %s', async (_why, change) => {
    await change();
    expect(await go()).toEqual([GIVES]);
  });

  it('are dropped when somebody has talked before theirs was sent', async () => {
    await go();
    await talk(LOOK.add({ hours: 1 }), WANTS, 'UX');
    expect(await at(LOOK.add({ hours: 2 }), (work) => invitationNow(work, WANTS))).toBeUndefined();
    await at(LOOK.add({ hours: 2 }), (work) => pauseMember(work, BEN, undefined));
    expect(await at(LOOK.add({ hours: 2 }), (work) => invitationNow(work, NOTHING))).toBeUndefined();
  });

  it('wait a working day for an owner who has been told, and for ever where none has', async () => {
    await now((work) => lookAtWeek(work, LOOK));
    expect(await now((work) => roundNow(work, WEEK))).toMatchObject({ state: 'asked', talks: 1, usual: 4, people: 2 });
    expect((await prompts('momentum.quiet')).map((p) => p.member_id)).toEqual([DEA, EVE]);
    expect(await jobs('momentum.go')).toEqual([]);
    const friday = LOOK.add({ hours: 24 * 4 });
    for (const id of [DEA, EVE]) await at(friday, (work) => startWaiting(work, WEEK, id));
    expect(await jobs('momentum.go')).toMatchObject([{ run_at: iso(friday.add({ hours: 24 * 3 })) }]);
    await at(friday.add({ hours: 72 }), (work) => goUnlessStopped(work, WEEK));
    expect(await now((work) => roundNow(work, WEEK))).toMatchObject({ state: 'going', decided_by: null });
    await expect(now((work) => decide(work, WEEK, EVE, 'go'))).rejects.toThrow('A working day has passed');
  });

  it('are stopped by one owner, before they go and while they go', async () => {
    await now((work) => lookAtWeek(work, LOOK));
    await expect(now((work) => decide(work, WEEK, BEN, 'stop'))).rejects.toThrow('for the owners and admins');
    await now((work) => decide(work, WEEK, EVE, 'stop'));
    await expect(now((work) => decide(work, WEEK, DEA, 'go'))).rejects.toThrow('Name of UEVE has stopped');
    await now((work) => goUnlessStopped(work, WEEK));
    await now((work) => inviteSome(work, WEEK, '', 0));
    expect(await invited()).toEqual([]);
    await expect(now((work) => decide(work, '2020-01-06', DEA, 'go'))).rejects.toThrow('no such invitations');
  });

  it('go out once when two owners press at the same time, and those not yet sent can still be stopped', async () => {
    await now((work) => lookAtWeek(work, LOOK));
    const pressed = [DEA, EVE, DEA].map((by) => now((work) => decide(work, WEEK, by, 'go')));
    expect((await Promise.allSettled(pressed)).filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(await jobs('momentum.invite-some')).toHaveLength(1);
    await now((work) => inviteSome(work, WEEK, '', 0));
    await now((work) => inviteSome(work, WEEK, '', 0));
    expect(await invited()).toEqual([GIVES, WANTS]);
    await now((work) => decide(work, WEEK, DEA, 'stop'));
    expect(await invited()).toEqual([]);
  });

  it('come again after ninety-three days at the soonest, and a round after four weeks', async () => {
    await go();
    const quiet = async (days: number) => {
      const when = LOOK.add({ hours: 24 * days });
      await usual(when, 40);
      await at(when, (work) => lookAtWeek(work, when));
      return db.read.selectFrom('momentum_round').select('people').orderBy('week').execute();
    };
    expect(await quiet(21)).toHaveLength(1);
    // The invitation may have come until seven days after it was due.
    expect(await quiet(98)).toHaveLength(1);
    expect(await quiet(105)).toEqual([{ people: 2 }, { people: 2 }]);
  });

  it('do not follow a week that is not quiet, an old one, or a decision against them', async () => {
    await at(LOOK.add({ hours: 24 * 8 }), (work) => lookAtWeek(work, LOOK));
    await now((work) => saveSettings(work, DEA, { invitesWhenQuiet: false }));
    await now((work) => lookAtWeek(work, LOOK));
    await now((work) => saveSettings(work, DEA, { invitesWhenQuiet: true }));
    await talk(ago(2));
    await now((work) => lookAtWeek(work, LOOK));
    expect(await db.read.selectFrom('momentum_round').selectAll().execute()).toEqual([]);
    expect(await now((work) => statusFor(work, DEA))).toMatchObject({ isOn: true, weeks: { talks: 2 }, usual: 4 });
  });

  it('are turned off while they wait by the settings', async () => {
    await now((work) => lookAtWeek(work, LOOK));
    await now((work) => saveSettings(work, DEA, { invitesWhenQuiet: false }));
    await now((work) => goUnlessStopped(work, WEEK));
    expect(await now((work) => roundNow(work, WEEK))).toMatchObject({ state: 'stopped' });
  });

  it('go to a large workspace in pieces, over a working week', async () => {
    await at(ago(100), async (work) => {
      const { id: skillId } = await findOrCreateSkill(work, 'Rust');
      for (let i = 0; i < 260; i += 1) {
        const id = `UZ${String(i).padStart(3, '0')}`;
        await learnPerson(work, { id, real_name: id, tz: 'UTC' });
        await replaceSkills(work, id, 'wants', [{ skillId, level: 1 }]);
      }
    });
    await now((work) => lookAtWeek(work, LOOK));
    await now((work) => decide(work, WEEK, DEA, 'go'));
    for (let done = 0; done < 6; done += 1) {
      const next = (await jobs('momentum.invite-some'))[done]!;
      const { after, number } = JSON.parse(next.payload);
      await now((work) => inviteSome(work, WEEK, after, number));
    }
    expect(await jobs('momentum.invite-some')).toHaveLength(6);
    const days = (await prompts('momentum.invite')).map((p) => p.due_at.slice(0, 10));
    expect(days).toHaveLength(262);
    const perDay = [...new Set(days)].sort().map((day) => days.filter((d) => d === day).length);
    expect(perDay).toEqual([53, 53, 53, 53, 50]);
    expect([...new Set(days)].sort().at(-1)).toBe('2026-03-13');
  });

  it('are planned for Mondays at nine, once, and kept no longer than they matter', async () => {
    for (const minutes of [20, 10]) await at(LOOK.subtract({ minutes }), (work) => planMomentum(work));
    expect(await jobs('momentum.look')).toMatchObject([{ run_at: iso(LOOK) }]);
    await go();
    expect(await now((work) => dataOf(work, WANTS))).toContain('"invitations"');
    expect(await db.read.selectFrom('invitation').selectAll().execute()).toHaveLength(2);
    await now((work) => deleteData(work, WANTS));
    expect(await db.read.selectFrom('invitation').selectAll().execute()).toMatchObject([{ member_id: GIVES }]);
    await at(LOOK.add({ hours: 24 * 130 }), cleanUp);
    expect(await db.read.selectFrom('invitation').selectAll().execute()).toEqual([]);
  });
});
