import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { publish } from '../../../src/events.ts';
import { findOrCreateSkill, pauseMember } from '../../../src/features/members/service.ts';
import { setBlocks } from '../../../src/features/members/store/blocks.ts';
import type { NewHours } from '../../../src/features/office-hours/rules/form.ts';
import {
  begin,
  book,
  bookingNow,
  cancelBooking,
  choicesFor,
  dateNow,
  endHours,
  holdHours,
  hoursFor,
  hoursNow,
  mineOf,
  overviewOf,
  skipDate,
  turnPage,
} from '../../../src/features/office-hours/service/index.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { getOffer, getRequest } from '../../../src/features/requests/service/index.ts';
import { getSession, handBack, startSession, wrapUp } from '../../../src/features/sessions/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { aForm, GOAL, person } from './setup.ts';

/** A Monday, 11:00 in Berlin. */
const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
const START = Temporal.Instant.from('2026-03-03T14:00:00Z');
const DATE = '2026-03-03';

onBothDatabases('Office hours', (dialect) => {
  let db: Database;
  let now: Temporal.Instant;
  const run = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, now, unit);
  const hold = (different: Partial<NewHours> = {}) => run((tx) => holdHours(tx, 'UHOST', aForm(different)));
  const take = (hoursId: string, by: string, seat: number | undefined, date = DATE) =>
    run(async (tx) => (await book(tx, by, { hoursId, date, seat, goal: GOAL })).booking);
  const state = async (id: string) => (await run((tx) => bookingNow(tx, id)))?.booking.state;
  const prompts = async (kind: string) => {
    const rows = await db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).execute();
    return rows.filter((row) => row.state === 'due').map((row) => ({ to: row.member_id, at: row.due_at }));
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    now = NOW;
    await run(async (tx) => {
      for (const id of ['UHOST', 'UADA', 'UBEN', 'UCLEO']) await person(tx, id);
      await person(tx, 'UGUEST', { is_guest: 1 });
    });
  });
  afterEach(() => db.close());

  describe('places', () => {
    it('are kept, listed for both, and each is given once', async () => {
      const { id } = await hold();
      const booking = await take(id, 'UADA', 1);
      expect(booking.startsAt.toString()).toBe('2026-03-03T14:15:00Z');
      await expect(take(id, 'UBEN', 1)).rejects.toThrow('just booked');
      await expect(take(id, 'UADA', 2)).rejects.toThrow('on that date already');
      expect((await run((tx) => mineOf(tx, 'UADA'))).kept).toMatchObject([{ hostId: 'UHOST', topic: 'Kubernetes' }]);
      expect((await run((tx) => mineOf(tx, 'UHOST'))).own).toMatchObject([{ coming: 1, left: 3 }]);
      expect((await run((tx) => dateNow(tx, id, DATE)))?.coming).toMatchObject([{ memberId: 'UADA', goal: GOAL }]);
    });

    it.each([
      ['one slot', 15, 4, () => 2, 1],
      ['any of four slots', 15, 4, (i: number) => i % 4, 4],
      ['two places in four slots', 15, 2, (i: number) => i % 4, 2],
      ['seven places behind an open door', undefined, 7, () => undefined, 7],
    ])(
      'are never given twice when fifty people want %s at the same moment',
      async (_what, slotMinutes, capacity, seatOf, given) => {
        const { id } = await hold({ slotMinutes, capacity });
        const people = Array.from({ length: 50 }, (_, i) => `UMANY${i}`);
        await run(async (tx) => {
          for (const member of people) await person(tx, member);
        });
        const tried = await Promise.allSettled(people.map((member, i) => take(id, member, seatOf(i))));
        const refused = tried.flatMap((r) => (r.status === 'rejected' ? [String(r.reason)] : []));
        expect(tried.length - refused.length).toBe(given);
        expect(refused.filter((reason) => !/just booked/.test(reason))).toEqual([]);
        const rows = await db.read.selectFrom('booking').selectAll().execute();
        expect(new Set(rows.map((row) => row.seat)).size).toBe(given);
      },
      60_000,
    );

    it('are not given to one person twice at the same moment, here or in other office hours', async () => {
      const first = await hold();
      await run((tx) => person(tx, 'UHOST2'));
      const second = await run((tx) => holdHours(tx, 'UHOST2', aForm()));
      const tried = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) => take(i % 2 ? first.id : second.id, 'UADA', i % 4)),
      );
      // Slots of different times can be taken in both; the same time cannot.
      const taken = tried.flatMap((r) => (r.status === 'fulfilled' ? [r.value] : []));
      expect(new Set(taken.map((b) => b.hoursId)).size).toBe(taken.length);
      expect(new Set(taken.map((b) => b.startsAt.toString())).size).toBe(taken.length);
    });

    it('that are given up can be taken again, also by the same person', async () => {
      const { id } = await hold();
      const booking = await take(id, 'UADA', 0);
      await expect(run((tx) => cancelBooking(tx, booking.id, 'UBEN'))).rejects.toThrow('Only the person');
      await run((tx) => cancelBooking(tx, booking.id, 'UADA'));
      await expect(run((tx) => cancelBooking(tx, booking.id, 'UADA'))).rejects.toThrow('nothing to give up');
      await take(id, 'UBEN', 0);
      await take(id, 'UADA', 1);
    });

    it('are only for whom they were opened, and never one’s own', async () => {
      const { id } = await hold({ audience: 'no guests' });
      await expect(take(id, 'UGUEST', 0)).rejects.toThrow('No place there');
      await expect(take(id, 'UHOST', 0)).rejects.toThrow('your own office hours');
      const named = await hold({ audience: 'named', named: ['UBEN'] });
      await expect(take(named.id, 'UADA', 0)).rejects.toThrow('No place there');
      await take(named.id, 'UBEN', 0);
      expect((await run((tx) => overviewOf(tx, 'UGUEST'))).others).toEqual([]);
    });

    it('are not offered between people who would rather not meet, in either direction', async () => {
      const { id } = await hold();
      await run((tx) => setBlocks(tx, 'UHOST', ['UADA']));
      await run((tx) => setBlocks(tx, 'UBEN', ['UHOST']));
      for (const member of ['UADA', 'UBEN']) {
        expect((await run((tx) => overviewOf(tx, member))).others).toEqual([]);
        await expect(take(id, member, 0)).rejects.toThrow('No place there');
      }
    });

    it('are refused for times that nobody offered', async () => {
      const { id } = await hold({ lastOn: '2026-03-17' });
      for (const date of ['2026-03-04', '2026-03-24', '2030-01-01']) {
        await expect(take(id, 'UADA', 0, date)).rejects.toThrow('isn’t offered any more');
      }
      for (const seat of [-1, 4, 99, undefined]) await expect(take(id, 'UADA', seat)).rejects.toThrow('just booked');
      await expect(take('nowhere', 'UADA', 0)).rejects.toThrow('have ended');
    });

    it('can be chosen in the zone of whoever comes, and only what is free', async () => {
      const { id } = await hold();
      await take(id, 'UADA', 0);
      const { times } = await run((tx) => choicesFor(tx, id, 'UBEN'));
      expect(times[0]).toEqual({ date: DATE, seat: 1, text: 'Tue 3 Mar, 15:15' });
      expect(times).toHaveLength(4 * 4 - 1);
      const own = await run((tx) => choicesFor(tx, id, 'UADA'));
      expect(own.times.some((time) => time.date === DATE)).toBe(false);
    });
  });

  describe('a place whose time has come', () => {
    it('becomes a session that stands on a request and an offer', async () => {
      const { id } = await hold();
      const booking = await take(id, 'UADA', 0);
      now = START;
      await run((tx) => begin(tx, booking.id));
      await run((tx) => begin(tx, booking.id));
      const held = await run((tx) => bookingNow(tx, booking.id));
      expect(held?.booking.state).toBe('held');
      const session = await run((tx) => getSession(tx, held?.booking.sessionId ?? ''));
      expect(session).toMatchObject({ mentorId: 'UHOST', menteeId: 'UADA', state: 'open', minutes: 15, goal: GOAL });
      expect(await run((tx) => getRequest(tx, session?.requestId ?? ''))).toMatchObject({ state: 'matched' });
      expect((await run((tx) => getOffer(tx, session?.offerId ?? '')))?.offer.state).toBe('accepted');
      expect(await db.read.selectFrom('session').selectAll().execute()).toHaveLength(1);
      await expect(run((tx) => cancelBooking(tx, booking.id, 'UADA'))).rejects.toThrow('has begun already');
    });

    it('can be handed back, and somebody else who offers the topic is asked', async () => {
      const { id } = await hold();
      const booking = await take(id, 'UADA', 0);
      await run(async (tx) => {
        const { id: skill_id } = await findOrCreateSkill(tx, 'Kubernetes');
        const row = { workspace_id: tx.workspaceId, member_id: 'UCLEO', skill_id, kind: 'offers' as const, level: 2 };
        await tx.db
          .insertInto('member_skill')
          .values({ ...row, added_at: NOW.toString() })
          .execute();
      });
      now = START;
      await run((tx) => begin(tx, booking.id));
      const sessionId = (await run((tx) => bookingNow(tx, booking.id)))?.booking.sessionId ?? '';
      await run((tx) => handBack(tx, sessionId, 'UHOST'));
      const offers = await db.read.selectFrom('offer').selectAll().orderBy('offered_at').execute();
      expect(offers.map((o) => [o.mentor_id, o.state])).toEqual(
        expect.arrayContaining([
          ['UHOST', 'handed back'],
          ['UCLEO', 'pending'],
        ]),
      );
      expect((await prompts('sessions.news')).map((p) => p.to)).toContain('UADA');
    });

    it('is called off when the host is gone, and when the app slept through it', async () => {
      const { id } = await hold();
      const first = await take(id, 'UADA', 0);
      const second = await take(id, 'UBEN', 1);
      now = START.add({ minutes: 30 });
      await run((tx) => begin(tx, first.id));
      expect(await state(first.id)).toBe('called off');
      now = START.add({ minutes: 16 });
      await run((tx) => person(tx, 'UHOST', { is_deactivated: 1 }));
      await run((tx) => begin(tx, second.id));
      expect(await state(second.id)).toBe('called off');
      expect((await prompts('office-hours.called-off')).map((p) => p.to)).toEqual(['UADA', 'UBEN']);
    });

    it('opens although the host’s week is full, because the host set these hours aside', async () => {
      const { id } = await hold({ firstOn: '2026-03-03' });
      const ids = [await take(id, 'UADA', 0), await take(id, 'UBEN', 1), await take(id, 'UCLEO', 2)];
      for (const booking of ids) {
        now = booking.startsAt;
        await run((tx) => begin(tx, booking.id));
        expect(await state(booking.id)).toBe('held');
      }
    });
  });

  describe('the host', () => {
    it('skips one date: its places are called off, the others stay', async () => {
      const { id } = await hold();
      const here = await take(id, 'UADA', 0);
      const next = await take(id, 'UBEN', 0, '2026-03-10');
      await expect(run((tx) => skipDate(tx, id, DATE, 'UADA'))).rejects.toThrow('Only the host');
      await run((tx) => skipDate(tx, id, DATE, 'UHOST'));
      expect([await state(here.id), await state(next.id)]).toEqual(['called off', 'booked']);
      expect(await prompts('office-hours.called-off')).toMatchObject([{ to: 'UADA' }]);
      await expect(take(id, 'UCLEO', 0)).rejects.toThrow('isn’t offered any more');
      await expect(run((tx) => skipDate(tx, id, DATE, 'UHOST'))).rejects.toThrow('already');
      await expect(run((tx) => skipDate(tx, id, '2026-03-11', 'UHOST'))).rejects.toThrow('has begun or is over');
      expect((await run((tx) => hoursNow(tx, id)))?.next?.date).toBe('2026-03-10');
    });

    it('ends all of it, once', async () => {
      const { id } = await hold();
      const booking = await take(id, 'UADA', 0);
      await expect(run((tx) => endHours(tx, id, 'UADA'))).rejects.toThrow('Only the host');
      await run((tx) => endHours(tx, id, 'UHOST'));
      await expect(run((tx) => endHours(tx, id, 'UHOST'))).rejects.toThrow('already');
      expect(await state(booking.id)).toBe('called off');
      expect((await run((tx) => overviewOf(tx, 'UADA'))).others).toEqual([]);
      now = START;
      await run((tx) => begin(tx, booking.id));
      expect(await db.read.selectFrom('session').selectAll().execute()).toEqual([]);
    });

    it('holds no more than six, and none on a break or as a guest', async () => {
      for (let i = 0; i < 6; i += 1) await hold();
      await expect(hold()).rejects.toThrow('You hold 6');
      await expect(run((tx) => holdHours(tx, 'UGUEST', aForm()))).rejects.toThrow('guests don’t hold');
      await run((tx) => pauseMember(tx, 'UADA', undefined));
      await expect(run((tx) => holdHours(tx, 'UADA', aForm()))).rejects.toThrow('on a break');
    });

    it('is away for a while: only the dates of that time are off, and nobody can book until they are back', async () => {
      const { id } = await hold();
      const during = await take(id, 'UADA', 0);
      const after = await take(id, 'UBEN', 0, '2026-03-17');
      await run((tx) => pauseMember(tx, 'UHOST', Temporal.Instant.from('2026-03-12T08:00:00Z')));
      expect([await state(during.id), await state(after.id)]).toEqual(['called off', 'booked']);
      expect((await run((tx) => overviewOf(tx, 'UCLEO'))).others).toEqual([]);
    });

    it('leaves: everything that they hold ends, and what they had kept is free', async () => {
      const { id } = await hold();
      const booking = await take(id, 'UADA', 0);
      const own = await run((tx) => holdHours(tx, 'UADA', aForm({ time: '16:30' })));
      const kept = await run((tx) => book(tx, 'UHOST', { hoursId: own.id, date: DATE, seat: 0, goal: GOAL }));
      await run((tx) => publish(tx, { memberLeft: { memberId: 'UHOST' } }));
      expect(await state(booking.id)).toBe('called off');
      expect(await state(kept.booking.id)).toBe('cancelled');
      expect((await run((tx) => hoursNow(tx, id)))?.hours.isEnded).toBe(true);
    });
  });

  describe('reminders', () => {
    it('come an hour before to both, the host’s once for a date', async () => {
      const { id } = await hold();
      await take(id, 'UADA', 0);
      await take(id, 'UBEN', 1);
      expect(await prompts('office-hours.remind-host')).toEqual([{ to: 'UHOST', at: '2026-03-03T13:00:00.000Z' }]);
      expect(await prompts('office-hours.remind')).toEqual([
        { to: 'UADA', at: '2026-03-03T13:00:00.000Z' },
        { to: 'UBEN', at: '2026-03-03T13:15:00.000Z' },
      ]);
      expect(await prompts('office-hours.late-change')).toEqual([]);
    });

    it('are planned for the date after, once a date is over', async () => {
      const { id } = await hold({ rhythm: 'every second week' });
      now = START.add({ minutes: 60 });
      await run((tx) => turnPage(tx, id));
      await run((tx) => turnPage(tx, id));
      expect((await prompts('office-hours.remind-host')).map((p) => p.at)).toEqual([
        '2026-03-03T13:00:00.000Z',
        '2026-03-17T13:00:00.000Z',
      ]);
    });

    it('tell a host who was reminded already of who comes or goes late', async () => {
      const { id } = await hold();
      now = START.subtract({ minutes: 20 });
      const booking = await take(id, 'UADA', 1);
      expect(await prompts('office-hours.late-change')).toMatchObject([{ to: 'UHOST' }]);
      await run((tx) => cancelBooking(tx, booking.id, 'UADA'));
      expect(await prompts('office-hours.late-change')).toMatchObject([{ to: 'UHOST' }]);
      expect(await prompts('office-hours.remind')).toEqual([]);
    });
  });

  it('End by themselves after their last date', async () => {
    const { id } = await hold({ rhythm: 'once' });
    now = START.add({ minutes: 60 });
    await run((tx) => turnPage(tx, id));
    expect((await run((tx) => hoursNow(tx, id)))?.hours.isEnded).toBe(true);
  });

  it('Are offered to whoever looks for their topic, while a place is free for them', async () => {
    const { id } = await hold({ capacity: 1, lastOn: '2026-03-03' });
    await hold({ topics: ['Welding'] });
    const skillId = (await run((tx) => findOrCreateSkill(tx, 'Kubernetes'))).id;
    const found = () => run((tx) => hoursFor(tx, [skillId], 'UADA'));
    expect(await found()).toMatchObject([{ hours: { id }, left: 1, isLeader: false }]);
    await take(id, 'UBEN', 0);
    expect(await found()).toEqual([]);
  });

  it('Are part of the data that a member can see and delete, with nobody else’s words', async () => {
    const { id } = await hold({
      audience: 'named',
      named: ['UADA', 'UBEN'],
      place: 'video',
      link: 'https://meet.example/x',
    });
    const booking = await take(id, 'UADA', 0);
    const sees = async (member: string) => JSON.parse(await run((tx) => dataOf(tx, member))).officeHours;
    expect((await sees('UADA')).places).toMatchObject([{ topic: 'Kubernetes', goal: GOAL }]);
    expect((await sees('UHOST')).held).toMatchObject([{ link: 'https://meet.example/x', starts_at: '15:00' }]);
    expect(JSON.stringify(await sees('UHOST'))).not.toContain(GOAL);
    await run((tx) => deleteData(tx, 'UADA'));
    await run((tx) => deleteData(tx, 'UHOST'));
    expect(await run((tx) => bookingNow(tx, booking.id))).toMatchObject({
      booking: { state: 'cancelled', goal: '' },
    });
    expect(await run((tx) => hoursNow(tx, id))).toMatchObject({
      hours: { isEnded: true, link: '', named: ['UBEN'] },
    });
  });

  it('Held by a leader are marked so and counted', async () => {
    const { id } = await hold();
    expect((await run((tx) => overviewOf(tx, 'UADA'))).leaders).toBeUndefined();
    await run((tx) =>
      tx.db
        .insertInto('workspace')
        .values({
          id: 'T1',
          name: '',
          bot_user_id: '',
          settings: '{"leaderIds":["UHOST"]}',
          created_at: NOW.toString(),
        })
        .execute(),
    );
    const booking = await take(id, 'UADA', 0);
    const before = await run((tx) => overviewOf(tx, 'UBEN'));
    expect([before.others[0]?.isLeader, before.leaders]).toEqual([true, 0]);
    now = START;
    await run((tx) => begin(tx, booking.id));
    const { id: sessionId } = await db.read.selectFrom('session').select('id').executeTakeFirstOrThrow();
    await run((tx) => startSession(tx, sessionId, 'UADA'));
    expect((await run((tx) => overviewOf(tx, 'UBEN'))).leaders).toBe(0);
    await run((tx) => wrapUp(tx, sessionId, 'UADA', { recap: 'Probes', steps: [] }));
    expect((await run((tx) => overviewOf(tx, 'UBEN'))).leaders).toBe(1);
  });
});
