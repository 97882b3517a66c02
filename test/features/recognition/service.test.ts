import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { agreeActions, completeAction } from '../../../src/features/follow-ups/service.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { findOrCreateSkill, pauseMember, resumeMember, skillsOf } from '../../../src/features/members/service.ts';
import { holdHours } from '../../../src/features/office-hours/service/index.ts';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import { collect } from '../../../src/features/privacy/store/collect.ts';
import { awardBadges, badgesOf, sweepBadges } from '../../../src/features/recognition/service/badges.ts';
import { boardFor } from '../../../src/features/recognition/service/board.ts';
import { writeUp } from '../../../src/features/recognition/service/digest.ts';
import { offerHelp } from '../../../src/features/recognition/service/helping.ts';
import { choose, mineOf } from '../../../src/features/recognition/service/mine.ts';
import {
  agreeToShow,
  givenNow,
  giveThanks,
  passOn,
  showThanks,
  takeBackThanks,
  thankAfter,
  thanksNow,
} from '../../../src/features/recognition/service/thanks.ts';
import { factsOf } from '../../../src/features/recognition/store/facts.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { answerOutcome } from '../../../src/features/reflections/service/outcome.ts';
import { joinWaitList } from '../../../src/features/requests/service/index.ts';
import { instant, iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';
import { aForm } from '../office-hours/setup.ts';

const MONDAY = Temporal.Instant.from('2026-03-09T10:00:00Z');
const [ADA, BEN, CEM, DEA, EVA, BOT, GONE] = ['UADA', 'UBEN', 'UCEM', 'UDEA', 'UEVA', 'UBOT', 'UGONE'];
const WORDS = 'for an hour of patience with my query';
const later = (minutes: number) => MONDAY.add({ minutes });

onBothDatabases('Recognition', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>, when = MONDAY) => workOn(db, when, unit);
  const give = (giverId: string, receiverId: string, when = MONDAY, words = WORDS, isPublic = false) =>
    at((tx) => giveThanks(tx, { giverId, receiverId, words, isPublic }), when);
  const used = (menteeId: string, mentorId: string, topic = 'SQL', when = MONDAY) =>
    at(async (tx) => {
      const session = await heldSession(tx, menteeId, mentorId, topic);
      await planReflections(tx, session);
      await answerOutcome(tx, session.id, menteeId, 'yes');
    }, when);
  const badges = () => db.read.selectFrom('badge').select(['member_id', 'badge', 'earned_at']).execute();
  const inOrder = async () => (await badges()).map((b) => JSON.stringify(b)).sort();
  const jobs = (kind: string) =>
    db.read.selectFrom('job').select(['payload', 'outcome']).where('kind', '=', kind).execute();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      for (const id of [ADA, BEN, CEM, DEA, EVA])
        await learnPerson(tx, { id, real_name: `Name ${id}`, tz: 'UTC', is_admin: id === DEA });
      await learnPerson(tx, { id: BOT, real_name: 'Bot', is_bot: true });
      await learnPerson(tx, { id: GONE, real_name: 'Gone', deleted: true });
      await saveSettings(tx, DEA, { digestChannel: 'C1', zone: 'UTC' });
    }, later(-100_000));
  });
  afterEach(() => db.close());

  it('refuses thanks to oneself, to an app, to somebody who left, and without saying what for', async () => {
    await expect(give(ADA, ADA)).rejects.toThrow('goes to someone else');
    await expect(give(ADA, BOT)).rejects.toThrow('That is an app');
    await expect(give(ADA, GONE)).rejects.toThrow('has left');
    await at((tx) => deleteData(tx, EVA));
    await expect(give(ADA, EVA)).rejects.toThrow('has left');
    await expect(give(ADA, BEN, MONDAY, 'for it             ')).rejects.toThrow('20 characters');
  });

  it('lets five thank-yous out on a day of the giver, two to the same person, also when they are given at once', async () => {
    const all = await Promise.allSettled(
      [BEN, CEM, DEA, EVA].flatMap((to) => Array.from({ length: 3 }, () => give(ADA, to))),
    );
    expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(5);
    const given = await db.read.selectFrom('thanks').select('receiver_id').execute();
    for (const to of [BEN, CEM, DEA, EVA]) expect(given.filter((one) => one.receiver_id === to).length).toBeLessThan(3);
    await expect(give(ADA, CEM, later(1))).rejects.toThrow('5 thank-yous today');
    const { id } = await at((tx) => heldSession(tx, ADA, BEN, 'SQL'));
    const after = { sessionId: id, giverId: ADA, receiverId: BEN, words: WORDS, isPublic: false };
    expect(await at((tx) => thankAfter(tx, after))).toContain('5 thank-yous today');
    await give(ADA, CEM, later(24 * 60));
  });

  it('passes a thank-you on after ten minutes, until when its giver, and nobody else, can take it back', async () => {
    const [kept, regretted] = [await give(ADA, BEN), await give(ADA, CEM)];
    await expect(at((tx) => takeBackThanks(tx, regretted, BEN), later(9))).rejects.toThrow('someone else’s');
    await at((tx) => takeBackThanks(tx, regretted, ADA), later(9));
    await expect(at((tx) => takeBackThanks(tx, regretted, ADA), later(9))).rejects.toThrow('taken back already');
    await expect(at((tx) => takeBackThanks(tx, kept, ADA), later(10))).rejects.toThrow('ten minutes');
    await expect(at((tx) => showThanks(tx, kept, ADA, true), later(10))).rejects.toThrow('ten minutes');
    expect((await jobs('recognition.thanks-settled')).map((job) => job.outcome).sort()).toEqual(['cancelled', null]);
    for (const id of [kept, regretted]) await at((tx) => passOn(tx, id), later(10));
    const told = await db.read
      .selectFrom('prompt')
      .select('member_id')
      .where('kind', '=', 'recognition.thanks')
      .execute();
    expect(told).toEqual([{ member_id: BEN }]);
    expect((await at((tx) => mineOf(tx, BEN), later(10))).thanks).toEqual([{ from: 'Name UADA', words: WORDS }]);
  });

  it('shows thanks in the digest by the choice of the giver and with the consent of the receiver', async () => {
    const id = await give(ADA, BEN, MONDAY, WORDS, true);
    await give(CEM, BEN);
    const shown = async () => {
      const written = await at((tx) => writeUp(tx, '2026-03-09'), later(30));
      return 'skip' in written ? [] : written.digest.thanks;
    };
    await at((tx) => passOn(tx, id), later(10));
    expect(await shown()).toEqual([]);
    expect(await at((tx) => thanksNow(tx, id))).toMatchObject({ isAsked: true, isShown: false });
    await expect(at((tx) => agreeToShow(tx, id, ADA, true), later(11))).rejects.toThrow('for someone else');
    await at((tx) => agreeToShow(tx, id, BEN, true), later(11));
    expect(await shown()).toEqual([{ from: 'Name UADA', to: 'Name UBEN', words: WORDS }]);
    expect(await at((tx) => thanksNow(tx, id))).toMatchObject({ isShown: true });
    await at((tx) => agreeToShow(tx, id, BEN, false), later(12));
    expect(await shown()).toEqual([]);
    await at((tx) => choose(tx, BEN, { thanksShown: true }));
    const second = await give(ADA, BEN, MONDAY, WORDS, true);
    await at((tx) => passOn(tx, second), later(10));
    expect(await shown()).toHaveLength(1);
  });

  it('asks nobody to show thanks where the giver or the receiver is named in no digest', async () => {
    const inDigest = (id: string, in_digest: number) =>
      at((tx) => tx.db.updateTable('member').set({ in_digest }).where('id', '=', id).execute());
    const id = await give(ADA, BEN, MONDAY, WORDS, true);
    for (const one of [ADA, BEN]) {
      await inDigest(one, 0);
      expect(await at((tx) => givenNow(tx, id))).toMatchObject({ canBeShown: false });
      expect(await at((tx) => thanksNow(tx, id))).toMatchObject({ isAsked: false, isShown: false });
      await inDigest(one, 1);
      expect(await at((tx) => thanksNow(tx, id))).toMatchObject({ isAsked: true });
    }
  });

  it('counts the dates of one’s own office hours on which somebody had something from it', async () => {
    const booked = async (hostId: string, onDate: string, what: 'of use' | 'held' | 'missed') => {
      const session = await at((tx) => heldSession(tx, ADA, hostId, 'SQL'));
      const to = { used_at: what === 'held' ? null : iso(MONDAY), ...(what === 'missed' ? { held_at: null } : {}) };
      await at((tx) => tx.db.updateTable('session').set(to).where('id', '=', session.id).execute());
      const common = { workspace_id: 'T1', skill_id: session.skillId, created_at: iso(MONDAY) };
      const times = { on_date: onDate, starts_at: `${onDate}T14:00:00.000Z`, ends_at: `${onDate}T14:15:00.000Z` };
      await at((tx) =>
        tx.db
          .insertInto('booking')
          .values({
            ...{ ...common, ...times, id: session.id, session_id: session.id, hours_id: hours.get(hostId)! },
            ...{ member_id: ADA, seat: 0, goal: '', state: 'held', by_leader: 0 },
          })
          .execute(),
      );
    };
    const hours = new Map<string, string>();
    for (const host of [BEN, CEM]) hours.set(host, (await at((tx) => holdHours(tx, host, aForm()))).id);
    await booked(BEN, '2026-03-10', 'held');
    await booked(BEN, '2026-03-17', 'of use');
    await booked(BEN, '2026-03-24', 'missed');
    await booked(CEM, '2026-03-31', 'of use');
    const { officeHours } = await at((tx) => factsOf(tx, BEN, 'UTC', 'all'));
    expect(officeHours.map(iso)).toEqual(['2026-03-17T14:00:00.000Z']);
  });

  it('counts nothing of a session of which it turns out that they did not talk', async () => {
    const session = await at((tx) => heldSession(tx, ADA, BEN, 'SQL'));
    await at(async (tx) => {
      await planReflections(tx, session);
      const [action] = await agreeActions(tx, session, [
        { ownerId: ADA, when: 'it is Monday', will: 'try it', dueOn: '2026-03-12' },
      ]);
      await completeAction(tx, action!.id, ADA);
      const rated = { usefulness: 5, answered_at: iso(MONDAY) };
      await tx.db.updateTable('reflection').set(rated).where('author_id', '=', ADA).execute();
      await tx.db
        .updateTable('session')
        .set({ used_at: iso(MONDAY), useful_at: iso(MONDAY) })
        .execute();
    });
    const counted = () =>
      at(async (tx) => {
        const [asker, helper] = [await factsOf(tx, ADA, 'UTC', 'all'), await factsOf(tx, BEN, 'UTC', 'all')];
        return {
          sessions: asker.sessions.length + helper.sessions.length,
          uses: asker.uses.length + helper.uses.length,
          ratings: helper.ratings.length,
          actions: asker.actionsDone.length,
        };
      });
    expect(await counted()).toEqual({ sessions: 2, uses: 2, ratings: 1, actions: 1 });
    await at((tx) => tx.db.updateTable('session').set({ held_at: null }).execute());
    expect(await counted()).toEqual({ sessions: 0, uses: 0, ratings: 0, actions: 0 });
  });

  it('waits with a public thank-you until it can no longer be taken back', async () => {
    const id = await give(ADA, BEN, MONDAY, WORDS, true);
    expect(await at((tx) => writeUp(tx, '2026-03-09'), later(9))).toEqual({ skip: 'nothing to say' });
    await at((tx) => choose(tx, BEN, { thanksShown: true }));
    await at((tx) => passOn(tx, id), later(10));
    expect(await at((tx) => writeUp(tx, '2026-03-09'), later(10))).toHaveProperty('digest');
  });

  it('awards a badge once, tells it in the morning, and awards the same again from the data alone', async () => {
    for (const mentee of [ADA, CEM, DEA, EVA, BOT]) await used(mentee, BEN);
    await used(BEN, ADA);
    await used(ADA, CEM);
    const sweep = async (when: Temporal.Instant) => {
      await at((tx) => sweepBadges(tx, MONDAY.subtract({ hours: 1 })), when);
      const due = await jobs('recognition.badge-check');
      for (const { payload } of due) await at((tx) => awardBadges(tx, JSON.parse(payload).memberId), when);
    };
    await sweep(later(16 * 60));
    const awarded = await inOrder();
    expect((await at((tx) => badgesOf(tx, BEN))).map((one) => one.badge)).toContain('five-people');
    await sweep(later(40 * 60));
    expect(await inOrder()).toEqual(awarded);
    await db.transact((trx) => trx.deleteFrom('badge').execute());
    await sweep(later(64 * 60));
    expect(await inOrder()).toEqual(awarded);
    const told = await db.read
      .selectFrom('prompt')
      .select(['member_id', 'due_at'])
      .where('kind', '=', 'recognition.badge')
      .execute();
    expect(told).toHaveLength(awarded.length);
    for (const { due_at } of told) expect(instant(due_at)).toEqual(Temporal.Instant.from('2026-03-10T09:30:00Z'));
    const written = await at((tx) => writeUp(tx, '2026-03-09'), later(70 * 60));
    expect('skip' in written ? [] : written.digest.badges).toContainEqual({
      name: 'Name UBEN',
      badges: expect.arrayContaining(['Five colleagues further']),
    });
  });

  it('takes a badge away whose yes was taken back, and no other', async () => {
    await used(CEM, BEN, 'Git', later(-60));
    const session = await at((tx) => heldSession(tx, ADA, BEN, 'SQL'));
    await at((tx) => planReflections(tx, session));
    await at((tx) => answerOutcome(tx, session.id, ADA, 'yes'));
    for (const id of [BEN, ADA]) await at((tx) => awardBadges(tx, id));
    await used(DEA, BEN, 'Rust', later(30));
    await at((tx) => awardBadges(tx, BEN), later(40));
    const held = async (id: string) => (await at((tx) => badgesOf(tx, id))).map((one) => one.badge).sort();
    expect(await held(BEN)).toEqual(['first-session', 'it-worked', 'many-topics']);
    await at((tx) => answerOutcome(tx, session.id, ADA, 'not yet'), later(60));
    expect(await held(BEN)).toEqual(['first-session', 'it-worked']);
    expect(await held(ADA)).toEqual(['first-session']);
    await at((tx) => answerOutcome(tx, session.id, ADA, 'yes'), later(70));
    await at((tx) => awardBadges(tx, BEN), later(80));
    expect(await held(BEN)).toContain('many-topics');
  });

  it('counts a break for nobody’s harm', async () => {
    await used(ADA, BEN);
    const week = 7 * 24 * 60;
    await used(CEM, BEN, 'SQL', later(week));
    await at((tx) => pauseMember(tx, BEN, later(9 * week)), later(1.5 * week));
    await at((tx) => resumeMember(tx, BEN), later(2.5 * week));
    for (const n of [3, 4]) await used(CEM, BEN, 'SQL', later(n * week));
    await at((tx) => awardBadges(tx, BEN), later(5 * week));
    expect((await at((tx) => badgesOf(tx, BEN))).map((one) => one.badge)).toContain('steady-hand');
  });

  it('has a board of whose help was of use to different people, which nobody trades a way into', async () => {
    const others = ['UFAY', 'UGIL', 'UHAL'];
    for (const id of others) await at((tx) => learnPerson(tx, { id, real_name: `Name ${id}`, tz: 'UTC' }));
    for (const mentee of [ADA, CEM, DEA, ...others]) await used(mentee, BEN);
    for (const mentee of [BEN, CEM, ...others]) await used(mentee, DEA);
    for (let i = 0; i < 10; i += 1) await used(ADA, EVA);
    for (let i = 0; i < 2; i += 1) await give(ADA, EVA, later(i));
    const seen = await at((tx) => boardFor(tx, EVA), later(30));
    expect(seen).toMatchObject({ isOn: true, top: [{ place: 1, name: 'Name UBEN', people: 6 }], near: [] });
    expect(await at((tx) => boardFor(tx, DEA), later(30))).toMatchObject({
      near: [{ name: 'Name UDEA', isYou: true }],
    });
    await at((tx) => choose(tx, BEN, { onBoard: false }));
    expect(await at((tx) => boardFor(tx, BEN), later(30))).toMatchObject({
      top: [{ name: 'Name UDEA' }],
      isHidden: true,
    });
    expect(await at((tx) => boardFor(tx, ADA), later(24 * 60 * 40))).toMatchObject({ top: [] });
    await at((tx) => saveSettings(tx, DEA, { hasBoard: false }));
    expect(await at((tx) => boardFor(tx, ADA), later(30))).toEqual({ isOn: false });
  });

  it('lets somebody offer help with what others wait for, who are told; twice, late and wrong is answered kindly', async () => {
    await at((tx) => joinWaitList(tx, { menteeId: ADA, name: 'Negotiation', goal: '' }));
    const { id } = await at((tx) => findOrCreateSkill(tx, 'Negotiation'));
    await expect(at((tx) => offerHelp(tx, id, ADA))).rejects.toThrow('looking for help with Negotiation yourself');
    await expect(at((tx) => offerHelp(tx, 'nothing', BEN))).rejects.toThrow('no longer here');
    expect(await at((tx) => offerHelp(tx, id, BEN))).toMatchObject({ isNew: true });
    expect(await at((tx) => offerHelp(tx, id, BEN))).toMatchObject({ isNew: false });
    expect((await at((tx) => skillsOf(tx, BEN))).offers).toMatchObject([{ name: 'Negotiation', level: 1 }]);
    const told = await db.read.selectFrom('prompt').select(['member_id', 'kind']).execute();
    expect(told.filter((one) => one.member_id === ADA)).toHaveLength(1);
  });

  it('is given to its owner whole, and gone after a deletion', async () => {
    await used(ADA, BEN);
    await at((tx) => awardBadges(tx, BEN));
    await at((tx) => choose(tx, BEN, { onBoard: false }));
    expect(await at((tx) => collect(tx, BEN))).toMatchObject({
      badges: expect.arrayContaining([expect.objectContaining({ badge: 'it-worked' })]),
      whatOthersMaySee: { on_board: 0, thanks_shown: 0 },
    });
    await at((tx) => deleteData(tx, BEN));
    expect(await at((tx) => collect(tx, BEN))).toMatchObject({ badges: [], breaks: [] });
    await at((tx) => awardBadges(tx, BEN));
    expect(await badges()).toEqual([]);
  });
});
