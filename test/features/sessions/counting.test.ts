import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveReflection, unansweredOf } from '../../../src/features/reflections/service/index.ts';
import { anchorOf, type Bell } from '../../../src/features/sessions/rules/timetable.ts';
import {
  cardPosted,
  countSessionsInWeek,
  extendSession,
  type NewSession,
  onMessage,
  onTimer,
  pickTime,
  sayNotTalked,
  sayTalked,
  startSession,
  wrapUp,
} from '../../../src/features/sessions/service/index.ts';
import { drawCard } from '../../../src/features/technique/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { MENTEE, MENTOR, openOne, session } from './setup.ts';

const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const minute = (minutes: number) => start.add({ minutes });
const AFTER = minute(60);

onBothDatabases('What counts as held', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  const open = async (different: Partial<NewSession> = {}) => {
    const id = await at(start, (tx) => openOne(tx, different));
    await at(start, (tx) => cardPosted(tx, id, { channel: 'G1', ts: '1.1' }));
    return id;
  };
  const see = (id: string) => at(start, (tx) => session(tx, id));
  const rings = (id: string, bell: Bell, when: Temporal.Instant) =>
    at(when, async (tx) => onTimer(tx, id, bell, anchorOf(await session(tx, id))));
  const says = (memberId: string, when: Temporal.Instant) =>
    at(when, (tx) => onMessage(tx, { channel: 'G1', memberId, threadTs: '1.1', isDirect: true }));
  const asked = async () =>
    (await db.read.selectFrom('reflection').select(['author_id']).orderBy('author_id').execute()).map(
      (row) => row.author_id,
    );
  /** A huddle that one of them started, and whose time has run out. */
  const huddle = async () => {
    const id = await open({ format: 'huddle' });
    await at(start, (tx) => startSession(tx, id, MENTOR));
    await rings(id, 'close', minute(36));
    return id;
  };
  const weekOf = async () => (await at(AFTER, (tx) => countSessionsInWeek(tx, [MENTOR], AFTER))).get(MENTOR);

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  describe('a huddle', () => {
    it('does not count because one of them pressed Start, and asks only its mentee to look back', async () => {
      const id = await huddle();
      expect(await see(id)).toMatchObject({ ending: 'time ran out', heldAt: undefined });
      expect(await asked()).toEqual([MENTEE]);
      expect(await weekOf()).toBe(0);
    });

    it('counts when one of them says that they talked, until the other says otherwise', async () => {
      const id = await huddle();
      await at(AFTER, (tx) => sayTalked(tx, id, MENTOR));
      expect(await see(id)).toMatchObject({ heldAt: AFTER, mentorWord: 'talked' });
      expect(await asked()).toEqual([MENTEE, MENTOR].sort());
      expect(await weekOf()).toBe(1);
      await at(AFTER, (tx) => sayNotTalked(tx, id, MENTEE));
      expect(await see(id)).toMatchObject({ heldAt: undefined, ending: 'nobody came' });
      expect(await asked()).toEqual([]);
      expect(await weekOf()).toBe(0);
    });

    it('counts when its mentee reflects on it, who has the last word', async () => {
      const id = await huddle();
      const [mine] = await at(AFTER, (tx) => unansweredOf(tx, MENTEE));
      const words = { answer: 'Probes', differently: '', story: 'no', thanks: '', showThanks: false } as const;
      await at(AFTER, (tx) => saveReflection(tx, mine?.id ?? '', MENTEE, { ...words, usefulness: 2 }));
      expect(await see(id)).toMatchObject({ heldAt: AFTER, usefulAt: undefined, isUseless: true });
      await expect(at(AFTER, (tx) => sayNotTalked(tx, id, MENTOR))).rejects.toThrow('nothing left to say');
      await at(minute(90), (tx) => saveReflection(tx, mine?.id ?? '', MENTEE, { ...words, usefulness: 4 }));
      expect(await see(id)).toMatchObject({ heldAt: AFTER, usefulAt: minute(90), isUseless: false });
    });

    it('counts when both pressed something, and one of them can still say that it failed', async () => {
      const id = await open({ format: 'huddle' });
      await at(start, (tx) => startSession(tx, id, MENTEE));
      await at(minute(18), (tx) => extendSession(tx, id, MENTOR));
      await rings(id, 'close', minute(41));
      expect((await see(id)).heldAt).toEqual(minute(41));
      await at(AFTER, (tx) => sayNotTalked(tx, id, MENTEE));
      expect((await see(id)).heldAt).toBeUndefined();
    });

    it('counts when its mentee wraps up, and not when its mentor alone does', async () => {
      const [mentee, mentor] = [await huddle(), await huddle()];
      await at(AFTER, (tx) => wrapUp(tx, mentee, MENTEE, { recap: 'Probes', steps: [] }));
      await at(AFTER, (tx) => wrapUp(tx, mentor, MENTOR, { recap: 'Probes', steps: [] }));
      expect((await see(mentee)).heldAt).toEqual(AFTER);
      expect(await see(mentor)).toMatchObject({ ending: 'wrapped up', heldAt: undefined });
    });

    it('is said to have been one by its two people only, once it is over, and for a week', async () => {
      const id = await open({ format: 'video' });
      const say = (who: string, when: Temporal.Instant) => at(when, (tx) => sayTalked(tx, id, who));
      await expect(say(MENTEE, minute(5))).rejects.toThrow('once the time');
      await rings(id, 'close', minute(81));
      await expect(say('U0EVE', AFTER)).rejects.toThrow('two people of this session');
      await expect(say(MENTEE, minute(9 * 24 * 60))).rejects.toThrow('closed for good');
      await say(MENTEE, minute(90));
      expect(await see(id)).toMatchObject({ ending: 'time ran out', heldAt: minute(90) });
    });
  });

  describe('a thread', () => {
    it('counts when both used techniques, and does not close as nobody came', async () => {
      const id = await open();
      await at(start, (tx) => startSession(tx, id, MENTEE));
      for (const who of [MENTEE, MENTOR]) await at(minute(3), (tx) => drawCard(tx, id, 'open', who));
      await rings(id, 'rebook', minute(20));
      expect((await see(id)).state).toBe('running');
      await rings(id, 'close', minute(36));
      expect(await see(id)).toMatchObject({ ending: 'time ran out', heldAt: minute(36) });
    });

    it('in which they talk aloud goes on to its end, and counts by their word', async () => {
      const id = await open();
      await at(start, (tx) => startSession(tx, id, MENTOR));
      await rings(id, 'rebook', minute(20));
      expect((await see(id)).state).toBe('running');
      await at(minute(21), (tx) => sayTalked(tx, id, MENTEE));
      await rings(id, 'close', minute(36));
      expect((await see(id)).heldAt).toEqual(minute(36));
    });

    it('in which one of them wrote does not count, and nobody is asked to look back', async () => {
      const id = await open();
      await at(start, (tx) => startSession(tx, id, MENTEE));
      await says(MENTEE, minute(1));
      await rings(id, 'close', minute(36));
      expect((await see(id)).heldAt).toBeUndefined();
      expect(await asked()).toEqual([]);
    });
  });

  describe('two who talk before their time', () => {
    const chat = async (times: number, from: number) => {
      for (let i = 0; i < times; i += 1) for (const who of [MENTEE, MENTOR]) await says(who, minute(from + 3 * i));
    };

    it.each<NewSession['at']>(['later', minute(600)])('have begun (%s)', async (agreed) => {
      const id = await open({ at: agreed });
      await chat(3, 1);
      expect(await see(id)).toMatchObject({ state: 'running', startedAt: minute(7), beganEarly: true });
      await chat(3, 10);
      await rings(id, 'close', minute(42));
      expect(await see(id)).toMatchObject({ ending: 'time ran out', heldAt: minute(42) });
      expect(await asked()).toHaveLength(2);
    });

    it('put it off again where they were only planning, and are then left alone until the time', async () => {
      const id = await open({ at: 'later' });
      await chat(3, 1);
      await at(minute(9), (tx) => pickTime(tx, id, MENTEE, minute(300)));
      await chat(5, 10);
      expect(await see(id)).toMatchObject({ state: 'planned', plannedFor: minute(300), startedAt: undefined });
    });

    it('begin once when both write the last lines at the same moment', async () => {
      const id = await open({ at: 'later' });
      await chat(2, 1);
      await Promise.all([says(MENTEE, minute(8)), says(MENTOR, minute(8))]);
      const lines = await db.read.selectFrom('job').select('payload').where('kind', '=', 'sessions.line').execute();
      expect(lines.filter((line) => line.payload.includes('"begun"'))).toHaveLength(1);
      expect((await see(id)).state).toBe('running');
    });
  });
});
