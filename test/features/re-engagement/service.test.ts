import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { closeGoal, saveGoal } from '../../../src/features/goals/service/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { findOrCreateSkill, markUnreachable, pauseMember, setMute } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { cleanUp, dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
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
} from '../../../src/features/re-engagement/service/index.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { joinWaitList } from '../../../src/features/requests/service/index.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { endedSession, heldSession } from '../../support/sessions.ts';

/** A Monday at nine; the week before it was quiet. */
const LOOK = Temporal.Instant.from('2026-03-09T09:00:00Z');
const WEEK = '2026-03-02';
const [DEA, EVE, BEN, WANTS, GIVES, NOTHING] = ['UDEA', 'UEVE', 'UBEN', 'UWANTS', 'UGIVES', 'UNOTHING'];
const ago = (days: number) => LOOK.subtract({ hours: 24 * days });

onBothDatabases('Invitations after a quiet week', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  const now = <T>(unit: (tx: Tx) => Promise<T>) => at(LOOK, unit);
  const prompts = (kind: string) =>
    db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).orderBy('member_id').execute();
  const invited = async () =>
    (await prompts('momentum.invite')).filter((p) => p.state === 'due').map((p) => p.member_id);
  const jobs = (kind: string) => db.read.selectFrom('job').selectAll().where('kind', '=', kind).orderBy('id').execute();
  const talk = (when: Temporal.Instant, mentee = 'UX', mentor = 'UY') => talks([when], mentee, mentor);
  /** Conversations at these moments, all in one go. */
  const talks = (moments: Temporal.Instant[], mentee = 'UX', mentor = 'UY') =>
    now(async (tx) => {
      for (const when of moments) {
        const then = { ...tx, now: when };
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
    at(ago(100), async (tx) => {
      const { id: skillId } = await findOrCreateSkill(tx, name);
      await replaceSkills(tx, id, kind, [{ skillId, level: 1 }]);
    });
  const join = (id: string, different = {}, days = 100) =>
    at(ago(days), (tx) => learnPerson(tx, { id, real_name: `Name of ${id}`, tz: 'UTC', ...different }));
  /** Who the round reaches when it goes now. */
  const go = async (when = LOOK) => {
    await at(when, (tx) => lookAtWeek(tx, when));
    const week = (await db.read.selectFrom('momentum_round').selectAll().orderBy('week', 'desc').execute())[0]?.week;
    if (week === undefined) return [];
    await at(when, (tx) => decide(tx, week, DEA, 'go'));
    await at(when, (tx) => inviteSome(tx, week, '', 0));
    return invited();
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    for (const id of [BEN, WANTS, GIVES, NOTHING, EVE, 'UX', 'UY']) await join(id);
    await join(DEA, { is_admin: true });
    await at(ago(99), (tx) => saveSettings(tx, DEA, { zone: 'UTC', ownerIds: [DEA, EVE] }));
    await holds(BEN, 'offers', 'Rust');
    await holds(WANTS, 'wants', 'Rust');
    await holds(GIVES, 'offers', 'Fashion and textiles');
    await usual(LOOK);
    await talk(ago(3));
    await at(ago(5), (tx) => joinWaitList(tx, { menteeId: 'UY', name: 'Fashion and textiles', goal: '' }));
  });
  afterEach(() => db.close());

  it('reach whoever has not talked for sixty days and could ask or give something, and nobody else', async () => {
    expect(await go()).toEqual([GIVES, WANTS]);
    expect(await now((tx) => invitationNow(tx, WANTS))).toMatchObject({
      asks: [{ name: 'Rust', people: 1 }],
      gives: [],
    });
    expect(await now((tx) => invitationNow(tx, GIVES))).toMatchObject({
      asks: [],
      gives: [{ name: 'Fashion and textiles', people: 1 }],
    });
  });

  it('reach somebody whose last session came to nothing', async () => {
    await at(ago(10), (tx) => endedSession(tx, WANTS, 'UX', 'Git'));
    expect(await go()).toEqual([GIVES, WANTS]);
  });

  it('name what a goal is about, as well as what somebody wants to learn', async () => {
    await at(ago(90), (tx) =>
      saveGoal(tx, NOTHING, undefined, { words: 'Write a parser', skill: 'Rust', byOn: undefined }),
    );
    expect(await go()).toEqual([GIVES, NOTHING, WANTS]);
    expect(await now((tx) => invitationNow(tx, NOTHING))).toMatchObject({ asks: [{ name: 'Rust', people: 1 }] });
  });

  it.each(['done', 'let go'] as const)('do not name what a goal was about that is %s', async (state) => {
    const words = { words: 'Write a parser', skill: 'Rust', byOn: undefined };
    await at(ago(90), (tx) => saveGoal(tx, NOTHING, undefined, words));
    const { id } = await db.read.selectFrom('goal').select('id').executeTakeFirstOrThrow();
    await at(ago(80), (tx) => closeGoal(tx, NOTHING, id, state));
    expect(await go()).toEqual([GIVES, WANTS]);
  });

  it('name the two topics that most others stand behind, the first first', async () => {
    const offered = { UX: ['Git', 'Docker', 'Kubernetes'], UY: ['Git', 'Docker'], [BEN]: ['Rust', 'Docker'] };
    await at(ago(100), async (tx) => {
      const skills = async (names: string[]) =>
        Promise.all(
          names.map(async (name) => ({ skillId: (await findOrCreateSkill(tx, name)).id, level: 1 as const })),
        );
      for (const [id, names] of Object.entries(offered)) await replaceSkills(tx, id, 'offers', await skills(names));
      await replaceSkills(tx, WANTS, 'wants', await skills(['Kubernetes', 'Git', 'Rust', 'Docker']));
    });
    const reasons = await now((tx) => invitationNow(tx, WANTS));
    expect(reasons?.asks.map(({ name, people }) => [name, people])).toEqual([
      ['Docker', 3],
      ['Git', 2],
    ]);
  });

  it.each([
    ['have talked lately', () => talk(ago(59), WANTS, 'UX')],
    ['are on a break', () => now((tx) => pauseMember(tx, WANTS, LOOK.add({ hours: 48 })))],
    ['muted invitations', () => now((tx) => setMute(tx, WANTS, 'momentum.invite', true))],
    [
      'are new here',
      () =>
        at(LOOK, (tx) =>
          tx.db
            .updateTable('member')
            .set({ created_at: iso(ago(30)) })
            .where('id', '=', WANTS)
            .execute(),
        ),
    ],
    ['left', () => join(WANTS, { deleted: true }, 1)],
    ['are a guest', () => join(WANTS, { is_restricted: true }, 1)],
    ['can’t be reached', () => now((tx) => markUnreachable(tx, WANTS, 'user_not_found'))],
    ['have deleted their data', () => now((tx) => deleteData(tx, WANTS))],
    ['are already looking for help', () => now((tx) => joinWaitList(tx, { menteeId: WANTS, name: 'Knots', goal: '' }))],
    ['want what nobody else offers', () => holds(BEN, 'offers', 'Chess')],
  ])('leave out those who %s', async (_why, change) => {
    await change();
    expect(await go()).toEqual([GIVES]);
  });

  it('are dropped when somebody has talked before theirs was sent', async () => {
    await go();
    await talk(LOOK.add({ hours: 1 }), WANTS, 'UX');
    expect(await at(LOOK.add({ hours: 2 }), (tx) => invitationNow(tx, WANTS))).toBeUndefined();
    await at(LOOK.add({ hours: 2 }), (tx) => pauseMember(tx, BEN, undefined));
    expect(await at(LOOK.add({ hours: 2 }), (tx) => invitationNow(tx, NOTHING))).toBeUndefined();
  });

  it('wait a working day for an owner who has been told, and for ever where none has', async () => {
    await now((tx) => lookAtWeek(tx, LOOK));
    expect(await now((tx) => roundNow(tx, WEEK))).toMatchObject({ state: 'asked', talks: 1, usual: 4, people: 2 });
    expect((await prompts('momentum.quiet')).map((p) => p.member_id)).toEqual([DEA, EVE]);
    expect(await jobs('momentum.go')).toEqual([]);
    const friday = LOOK.add({ hours: 24 * 4 });
    for (const id of [DEA, EVE]) await at(friday, (tx) => startWaiting(tx, WEEK, id));
    expect(await jobs('momentum.go')).toMatchObject([{ run_at: iso(friday.add({ hours: 24 * 3 })) }]);
    await at(friday.add({ hours: 72 }), (tx) => goUnlessStopped(tx, WEEK));
    expect(await now((tx) => roundNow(tx, WEEK))).toMatchObject({ state: 'going', decided_by: null });
    await expect(now((tx) => decide(tx, WEEK, EVE, 'go'))).rejects.toThrow('A working day has passed');
  });

  it('are stopped by one owner, before they go and while they go', async () => {
    await now((tx) => lookAtWeek(tx, LOOK));
    await expect(now((tx) => decide(tx, WEEK, BEN, 'stop'))).rejects.toThrow('for the owners and admins');
    await now((tx) => decide(tx, WEEK, EVE, 'stop'));
    await expect(now((tx) => decide(tx, WEEK, DEA, 'go'))).rejects.toThrow('Name of UEVE has stopped');
    await now((tx) => goUnlessStopped(tx, WEEK));
    await now((tx) => inviteSome(tx, WEEK, '', 0));
    expect(await invited()).toEqual([]);
    await expect(now((tx) => decide(tx, '2020-01-06', DEA, 'go'))).rejects.toThrow('no such invitations');
  });

  it('go out once when two owners press at the same time, and those not yet sent can still be stopped', async () => {
    await now((tx) => lookAtWeek(tx, LOOK));
    const pressed = [DEA, EVE, DEA].map((by) => now((tx) => decide(tx, WEEK, by, 'go')));
    expect((await Promise.allSettled(pressed)).filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    expect(await jobs('momentum.invite-some')).toHaveLength(1);
    await now((tx) => inviteSome(tx, WEEK, '', 0));
    await now((tx) => inviteSome(tx, WEEK, '', 0));
    expect(await invited()).toEqual([GIVES, WANTS]);
    await now((tx) => decide(tx, WEEK, DEA, 'stop'));
    expect(await invited()).toEqual([]);
  });

  it('come again after ninety-three days at the soonest, and a round after four weeks', async () => {
    await go();
    const quiet = async (days: number) => {
      const when = LOOK.add({ hours: 24 * days });
      await usual(when, 40);
      await at(when, (tx) => lookAtWeek(tx, when));
      return db.read.selectFrom('momentum_round').select('people').orderBy('week').execute();
    };
    expect(await quiet(21)).toHaveLength(1);
    // The invitation may have come until seven days after it was due.
    expect(await quiet(98)).toHaveLength(1);
    expect(await quiet(105)).toEqual([{ people: 2 }, { people: 2 }]);
  });

  it('do not follow a week that is not quiet, an old one, or a decision against them', async () => {
    await at(LOOK.add({ hours: 24 * 8 }), (tx) => lookAtWeek(tx, LOOK));
    await now((tx) => saveSettings(tx, DEA, { invitesWhenQuiet: false }));
    await now((tx) => lookAtWeek(tx, LOOK));
    await now((tx) => saveSettings(tx, DEA, { invitesWhenQuiet: true }));
    await talk(ago(2));
    await now((tx) => lookAtWeek(tx, LOOK));
    expect(await db.read.selectFrom('momentum_round').selectAll().execute()).toEqual([]);
    expect(await now((tx) => statusFor(tx, DEA))).toMatchObject({ isOn: true, weeks: { talks: 2 }, usual: 4 });
  });

  it('are turned off while they wait by the settings', async () => {
    await now((tx) => lookAtWeek(tx, LOOK));
    await now((tx) => saveSettings(tx, DEA, { invitesWhenQuiet: false }));
    await now((tx) => goUnlessStopped(tx, WEEK));
    expect(await now((tx) => roundNow(tx, WEEK))).toMatchObject({ state: 'stopped' });
  });

  it('go to a large workspace in pieces, over a working week', async () => {
    await at(ago(100), async (tx) => {
      const { id: skillId } = await findOrCreateSkill(tx, 'Rust');
      for (let i = 0; i < 260; i += 1) {
        const id = `UZ${String(i).padStart(3, '0')}`;
        await learnPerson(tx, { id, real_name: id, tz: 'UTC' });
        await replaceSkills(tx, id, 'wants', [{ skillId, level: 1 }]);
      }
    });
    await now((tx) => lookAtWeek(tx, LOOK));
    await now((tx) => decide(tx, WEEK, DEA, 'go'));
    for (let done = 0; done < 6; done += 1) {
      const next = (await jobs('momentum.invite-some'))[done]!;
      const { after, number } = JSON.parse(next.payload);
      await now((tx) => inviteSome(tx, WEEK, after, number));
    }
    expect(await jobs('momentum.invite-some')).toHaveLength(6);
    const days = (await prompts('momentum.invite')).map((p) => p.due_at.slice(0, 10));
    expect(days).toHaveLength(262);
    const perDay = [...new Set(days)].sort().map((day) => days.filter((d) => d === day).length);
    expect(perDay).toEqual([53, 53, 53, 53, 50]);
    expect([...new Set(days)].sort().at(-1)).toBe('2026-03-13');
  });

  it('are planned for Mondays at nine, once, and kept no longer than they matter', async () => {
    for (const minutes of [20, 10]) await at(LOOK.subtract({ minutes }), (tx) => planMomentum(tx));
    expect(await jobs('momentum.look')).toMatchObject([{ run_at: iso(LOOK) }]);
    await go();
    expect(await now((tx) => dataOf(tx, WANTS))).toContain('"invitations"');
    expect(await db.read.selectFrom('invitation').selectAll().execute()).toHaveLength(2);
    await now((tx) => deleteData(tx, WANTS));
    expect(await db.read.selectFrom('invitation').selectAll().execute()).toMatchObject([{ member_id: GIVES }]);
    await at(LOOK.add({ hours: 24 * 130 }), cleanUp);
    expect(await db.read.selectFrom('invitation').selectAll().execute()).toEqual([]);
  });
});
