import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { pauseMember } from '../../../src/features/members/service.ts';
import { anchorOf, type Bell } from '../../../src/features/sessions/rules/timetable.ts';
import type { Step } from '../../../src/features/sessions/rules/wrap-up.ts';
import {
  cancelSession,
  cardPosted,
  cardRefused,
  countSessionsInWeek,
  extendSession,
  handBack,
  type NewSession,
  onMessage,
  onTimer,
  partnerGone,
  pickTime,
  sessionsOf,
  startSession,
  suggestTime,
  wrapUp,
} from '../../../src/features/sessions/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { MENTEE, MENTOR, openOne, session } from './setup.ts';

/** A Monday on which everybody is at work in their default zone, UTC. */
const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const minute = (minutes: number) => start.add({ minutes });
const days = (count: number) => minute(count * 24 * 60);

onBothDatabases('sessions', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  const open = (different: Partial<NewSession> = {}, when = start) => at(when, (tx) => openOne(tx, different));
  const see = (id: string) => at(start, (tx) => session(tx, id));
  const rings = (id: string, bell: Bell, when: Temporal.Instant) =>
    at(when, async (tx) => onTimer(tx, id, bell, anchorOf(await session(tx, id))));
  const live = async (kind: string) =>
    (
      await db.read.selectFrom('job').selectAll().where('kind', '=', kind).where('finished_at', 'is', null).execute()
    ).map((job) => JSON.parse(job.payload));
  const news = () => db.read.selectFrom('prompt').select(['kind', 'member_id', 'payload', 'state']).execute();
  const reflections = () => db.read.selectFrom('reflection').selectAll().execute();
  const says = (memberId: string, when: Temporal.Instant) =>
    at(when, async (tx) => onMessage(tx, { channel: 'G1', memberId, threadTs: '1.1', isDirect: true }));
  const posted = (id: string) => at(start, (tx) => cardPosted(tx, id, { channel: 'G1', ts: '1.1' }));

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  describe('opening', () => {
    it('is at once for now, at its time for an agreed one, and left to the two for later', async () => {
      const [now, planned, later] = [await open(), await open({ at: minute(60) }), await open({ at: 'later' })];
      expect(await see(now)).toMatchObject({ state: 'open', openedAt: start });
      expect(await see(planned)).toMatchObject({ state: 'planned', plannedFor: minute(60), openedAt: undefined });
      expect(await see(later)).toMatchObject({ state: 'planned', plannedFor: undefined });
      expect(await live('sessions.card')).toHaveLength(3);
      const states = await at(start, (tx) => sessionsOf(tx, MENTOR, ['planned']));
      expect(states.map((s) => s.id).sort()).toEqual([planned, later].sort());
    });

    it('asks the same two people another question each time', async () => {
      const asked: string[] = [];
      for (let i = 0; i < 5; i += 1) asked.push((await see(await open())).openingQuestion);
      expect(new Set(asked).size).toBe(5);
    });

    it('moves to a group DM when the channel refuses the card, and ends honestly when that fails too', async () => {
      await at(start, async (tx) => {
        // Nobody else is looked for while the mentee has somebody for the same.
        await cancelSession(tx, await openOne(tx), MENTEE);
        await tx.db.updateTable('member').set({ is_owner: 1 }).where('id', '=', MENTEE).execute();
        await saveSettings(tx, MENTEE, { sessionsChannel: 'C1' });
      });
      const id = await open();
      await at(start, (tx) => cardRefused(tx, id, false));
      expect(await live('sessions.card')).toContainEqual({ sessionId: id, direct: true });
      await at(start, (tx) => cardRefused(tx, id, true));
      const after = await see(id);
      expect(after).toMatchObject({ state: 'ended', ending: 'handed back' });
      const request = await db.read
        .selectFrom('request')
        .selectAll()
        .where('id', '=', after.requestId)
        .executeTakeFirst();
      expect(request?.state).not.toBe('matched');
      // In the hours of each: it breaks into nothing.
      const told = await db.read.selectFrom('prompt').selectAll().where('kind', '=', 'sessions.news').execute();
      expect(told.filter((p) => p.payload.includes('no conversation')).map((p) => p.member_id)).toContain(MENTOR);
      expect(await live('sessions.note')).toEqual([]);
    });
  });

  describe('the clock', () => {
    it('begins once when both write at the same moment', async () => {
      const id = await open();
      await posted(id);
      await Promise.all([says(MENTEE, minute(1)), says(MENTOR, minute(1))]);
      expect(await see(id)).toMatchObject({ state: 'running', startedAt: minute(1), endsAt: minute(21) });
      expect((await live('sessions.line')).filter((l) => l.line === 'begun')).toHaveLength(1);
    });

    it('begins once when both press Start at the same moment; the other is told', async () => {
      const id = await open();
      const both = await Promise.allSettled(
        [MENTEE, MENTOR].map((who) => at(minute(1), (tx) => startSession(tx, id, who))),
      );
      expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
      const timers = (await live('sessions.timer')).map((t) => t.bell).sort();
      expect(timers).toEqual(['close', 'end', 'five', 'half', 'rebook', 'silence']);
    });

    it('takes no third extension, however it is asked', async () => {
      const id = await open();
      await at(start, (tx) => startSession(tx, id, MENTEE));
      const extend = () => at(minute(5), (tx) => extendSession(tx, id, MENTOR));
      const three = await Promise.allSettled([extend(), extend(), extend()]);
      expect(three.filter((r) => r.status === 'rejected')).toHaveLength(1);
      expect((await see(id)).endsAt).toEqual(minute(30));
      expect((await live('sessions.timer')).filter((t) => t.bell === 'end')).toHaveLength(1);
    });

    it('leaves a bell of an earlier plan without effect', async () => {
      const id = await open();
      await at(start, (tx) => startSession(tx, id, MENTEE));
      const old = anchorOf(await see(id));
      await at(minute(5), (tx) => extendSession(tx, id, MENTEE));
      await at(minute(35), (tx) => onTimer(tx, id, 'close', old));
      expect((await see(id)).state).toBe('running');
    });
  });

  describe('reflections', () => {
    it('follow a session that was wrapped up, and one whose time ran out after both spoke', async () => {
      const [wrapped, ranOut] = [await open(), await open()];
      await at(start, (tx) => wrapUp(tx, wrapped, MENTEE, { recap: '', steps: [] }));
      await posted(ranOut);
      for (const who of [MENTEE, MENTOR]) await says(who, minute(1));
      await rings(ranOut, 'close', minute(36));
      const of = async (id: string) => (await reflections()).filter((r) => r.session_id === id).length;
      expect([await of(wrapped), await of(ranOut)]).toEqual([2, 2]);
    });

    it('do not follow silence, and follow once when it is wrapped up afterwards', async () => {
      const id = await open();
      await rings(id, 'rebook', minute(20));
      expect(await reflections()).toEqual([]);
      await at(minute(30), (tx) => wrapUp(tx, id, MENTEE, { recap: 'We had talked', steps: [] }));
      await at(minute(31), (tx) => wrapUp(tx, id, MENTOR, { recap: 'Yes', steps: [] }));
      expect(await reflections()).toHaveLength(2);
      expect(await see(id)).toMatchObject({
        ending: 'wrapped up',
        recaps: [{ authorId: MENTEE }, { authorId: MENTOR }],
      });
    });
  });

  it('keeps three actions of two people who wrap up at the same moment, and hands back the words of the rest', async () => {
    const id = await open();
    const step = (when: string, owner: Step['owner']): Step => ({ when, will: 'act', owner, dueOn: undefined });
    const given = (name: string) => ({ recap: name, steps: [1, 2].map((n) => step(`${name} ${n}`, 'mentor')) });
    const unfit = await Promise.all([
      at(start, (tx) => wrapUp(tx, id, MENTEE, given('a'))),
      at(start, (tx) => wrapUp(tx, id, MENTOR, given('b'))),
    ]);
    const kept = await db.read.selectFrom('action').select(['when_text', 'due_on']).execute();
    expect([...kept.map((a) => a.when_text), ...unfit.flat().map((s) => s.when)].sort()).toEqual([
      'a 1',
      'a 2',
      'b 1',
      'b 2',
    ]);
    expect(kept.map((a) => a.due_on)).toEqual(['2026-03-05', '2026-03-05', '2026-03-05']);
    expect((await see(id)).recaps).toHaveLength(2);
    expect(await live('sessions.recap')).toHaveLength(1);
  });

  describe('a session without a time', () => {
    it('is asked about once after a working day, of those who have not said anything, and let go after two', async () => {
      const id = await open({ at: 'later' });
      await posted(id);
      await says(MENTEE, minute(5));
      await rings(id, 'agree', days(1));
      expect((await news()).map((n) => n.member_id)).toEqual([MENTOR]);
      await rings(id, 'forget', days(2));
      expect(await see(id)).toMatchObject({ state: 'ended', ending: 'nobody came' });
      expect((await news()).filter((n) => n.payload.includes('closed'))).toMatchObject([{ member_id: MENTEE }]);
    });

    it('lives on while the two are writing, and does not start its clock by that', async () => {
      const id = await open({ at: 'later' });
      await posted(id);
      await says(MENTEE, minute(5));
      await says(MENTOR, days(1).add({ hours: 4 }));
      await rings(id, 'forget', days(2));
      expect((await see(id)).state).toBe('planned');
      await rings(id, 'forget', days(3));
      expect((await see(id)).state).toBe('ended');
    });

    it('opens at the time that one of them picks, even when the pick changes back and forth', async () => {
      const id = await open({ at: 'later' });
      const { at: guess } = await at(start, (tx) => suggestTime(tx, id, MENTEE));
      expect(guess).toEqual(minute(30));
      for (const time of [minute(60), minute(120), minute(60)]) await at(start, (tx) => pickTime(tx, id, MENTOR, time));
      const timers = await live('sessions.timer');
      expect(timers).toEqual([{ sessionId: id, bell: 'open', anchor: '2026-03-02T11:00:00.000Z' }]);
      await rings(id, 'open', minute(60));
      expect(await see(id)).toMatchObject({ state: 'open', openedAt: minute(60) });
      await expect(at(minute(61), (tx) => pickTime(tx, id, MENTOR, start))).rejects.toThrow('has passed');
    });

    it('is planned into nobody’s night but one’s own', async () => {
      const id = await open({ at: 'later' });
      const moves = (memberId: string, zone: string) =>
        at(start, (tx) => tx.db.updateTable('member').set({ zone }).where('id', '=', memberId).execute());
      await moves(MENTOR, 'Asia/Tokyo');
      await moves(MENTEE, 'America/Los_Angeles');
      const picks = (by: string, iso: string) =>
        at(start, (tx) => pickTime(tx, id, by, Temporal.Instant.from(`2026-03-0${iso}Z`)));
      await expect(picks(MENTEE, '3T18:00')).rejects.toThrow('That’s 10:00 for you and 03:00 for your colleague');
      await expect(picks(MENTOR, '4T02:00')).rejects.toThrow('outside their working hours');
      await picks(MENTEE, '4T02:00');
      await picks(MENTOR, '3T18:00');
      for (const [by, other] of [
        [MENTOR, 'America/Los_Angeles'],
        [MENTEE, 'Asia/Tokyo'],
      ] as const) {
        const guess = await at(Temporal.Instant.from('2026-03-04T00:00Z'), (tx) => suggestTime(tx, id, by));
        const { hour } = guess.at.toZonedDateTimeISO(other);
        expect(hour).toBeGreaterThanOrEqual(9);
        expect(hour).toBeLessThan(17);
      }
    });

    it('is not planned into a break', async () => {
      const id = await open({ at: minute(60) });
      await at(start, (tx) =>
        tx.db
          .updateTable('member')
          .set({ paused_until: '2026-03-09T00:00:00.000Z' })
          .where('id', '=', MENTEE)
          .execute(),
      );
      await expect(at(start, (tx) => pickTime(tx, id, MENTOR, days(2)))).rejects.toThrow('has a break');
      await at(start, (tx) => pickTime(tx, id, MENTOR, days(8)));
    });
  });

  describe('when one of the two is gone', () => {
    const stateOfRequest = async (id: string) => {
      const { requestId } = await see(id);
      return (await db.read.selectFrom('request').select('state').where('id', '=', requestId).executeTakeFirst())
        ?.state;
    };

    it('a mentor’s pause hands back what has not begun, and leaves what is running', async () => {
      const [planned, running] = [await open({ at: minute(60) }), await open({ menteeId: 'U0CHIDI' })];
      await at(start, (tx) => startSession(tx, running, MENTOR));
      await at(start, (tx) => pauseMember(tx, MENTOR, days(7)));
      expect(await see(planned)).toMatchObject({ state: 'ended', ending: 'handed back' });
      expect(await stateOfRequest(planned)).not.toBe('matched');
      expect((await see(running)).state).toBe('running');
      expect((await news()).filter((n) => n.kind === 'sessions.news')).toMatchObject([{ member_id: MENTEE }]);
    });

    it('a pause leaves what is planned for after it, whichever of the two is on it, and hands back what it covers', async () => {
      const [covered, after] = [await open({ at: days(1) }), await open({ at: days(3) })];
      await at(start, (tx) => pauseMember(tx, MENTOR, days(2)));
      await at(start, (tx) => pauseMember(tx, MENTEE, days(3)));
      expect(await see(covered)).toMatchObject({ state: 'ended', ending: 'handed back' });
      expect(await see(after)).toMatchObject({ state: 'planned', plannedFor: days(3) });
      await at(start, (tx) => pauseMember(tx, MENTEE, undefined));
      expect(await see(after)).toMatchObject({ state: 'ended', ending: 'cancelled' });
    });

    it('leaving ends a running session and tells the other by direct message', async () => {
      const id = await open();
      await at(start, (tx) => startSession(tx, id, MENTOR));
      await at(minute(5), (tx) => partnerGone(tx, MENTEE, 'left'));
      expect(await see(id)).toMatchObject({ state: 'ended', ending: 'somebody left' });
      expect(await live('sessions.note')).toEqual([{ sessionId: id, memberId: MENTOR, note: 'partner left' }]);
      expect(await live('sessions.timer')).toEqual([]);
    });

    it('a mentee who leaves cancels what is planned, and the mentor hears that their time is theirs', async () => {
      const id = await open({ at: minute(60) });
      await at(start, (tx) => partnerGone(tx, MENTEE, 'left'));
      expect(await see(id)).toMatchObject({ state: 'ended', ending: 'cancelled' });
      expect(await news()).toMatchObject([{ member_id: MENTOR, kind: 'sessions.news' }]);
    });
  });

  it('counts a mentor’s sessions of the week, without those that came to nothing', async () => {
    const [, back] = [
      await open(),
      await open({ menteeId: 'U0CHIDI' }),
      await open({ at: 'later', menteeId: 'U0DANA' }),
    ];
    await open({ at: days(9), menteeId: 'U0ELIF' });
    await at(start, (tx) => handBack(tx, back, MENTOR));
    const count = (when: Temporal.Instant) => at(start, (tx) => countSessionsInWeek(tx, [MENTOR, MENTEE], when));
    expect(await count(start)).toEqual(
      new Map([
        [MENTOR, 2],
        [MENTEE, 0],
      ]),
    );
    expect((await count(days(9))).get(MENTOR)).toBe(2);
  });

  it('never touches the sessions of another workspace', async () => {
    const id = await open();
    const elsewhere = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, start, unit, 'T2');
    await expect(elsewhere((tx) => startSession(tx, id, MENTEE))).rejects.toThrow('no longer here');
    expect(await elsewhere((tx) => sessionsOf(tx, MENTEE, ['open']))).toEqual([]);
  });
});
