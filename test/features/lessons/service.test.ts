import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import type { Track } from '../../../src/features/lessons/rules.ts';
import {
  answerLesson,
  goOn,
  isBeforeFirst,
  progressOf,
  shownNow,
  skipLesson,
  stopLessons,
} from '../../../src/features/lessons/service/index.ts';
import { lessons } from '../../../src/features/lessons/service/lesson-files.ts';
import { requireMember, setMute } from '../../../src/features/members/service.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';

/** A Monday. */
const now = Temporal.Instant.from('2026-03-09T10:00:00Z');
const [ADA, BRAM] = ['U0ADA', 'U0BRAM'];
const [first, second] = lessons().filter(({ track }) => track === 'mentee');
const [ONE, TWO] = [first?.id ?? '', second?.id ?? ''];

onBothDatabases('lessons', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, now, unit);
  const progress = async (track: Track) => {
    const found = (await at((tx) => progressOf(tx, ADA))).find((p) => p.track === track);
    return { state: found?.state, marks: found?.lessons.map((lesson) => lesson.state) };
  };
  const due = () =>
    at((tx) => tx.db.selectFrom('prompt').select(['key', 'due_at']).where('state', '=', 'due').execute());

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  it('begin, go on with each answer or skip, and end', async () => {
    expect(await progress('mentee')).toMatchObject({ state: 'new' });
    await at((tx) => goOn(tx, ADA, 'mentee'));
    await at((tx) => answerLesson(tx, ADA, ONE, 0));
    await at((tx) => skipLesson(tx, ADA, TWO));
    expect(await progress('mentee')).toEqual({
      state: 'going',
      marks: ['answered', 'skipped', 'next', ...Array(8).fill('ahead')],
    });
    for (const { id } of lessons()
      .filter(({ track }) => track === 'mentee')
      .slice(2))
      await at((tx) => answerLesson(tx, ADA, id, 1));
    expect(await progress('mentee')).toMatchObject({ state: 'done' });
    expect(await due()).toEqual([]);
    await at((tx) => goOn(tx, ADA, 'mentee'));
    expect(await progress('mentee')).toMatchObject({ state: 'going' });
    expect((await due())[0]?.key).toContain(TWO);
  });

  it('come one a working day: the next is planned for the next working morning, once', async () => {
    await at((tx) => goOn(tx, ADA, 'mentee'));
    await at((tx) => answerLesson(tx, ADA, ONE, 0));
    await expect(at((tx) => answerLesson(tx, ADA, ONE, 1))).rejects.toThrow('behind you already');
    const planned = await due();
    expect(planned.map((prompt) => prompt.due_at)).toEqual(['2026-03-10T09:30:00.000Z']);
  });

  it('are one set at a time, stop when told to, and never go on by themselves after that', async () => {
    await at((tx) => goOn(tx, ADA, 'mentee'));
    await at((tx) => goOn(tx, ADA, 'mentor'));
    expect(await progress('mentee')).toMatchObject({ state: 'stopped' });
    expect(await due()).toHaveLength(1);
    await at((tx) => stopLessons(tx, ADA, 'mentor'));
    expect(await due()).toEqual([]);
    await at((tx) => answerLesson(tx, ADA, ONE, 2));
    expect(await due()).toEqual([]);
  });

  it('count as stopped while they are muted, and going on ends that', async () => {
    await at((tx) => goOn(tx, ADA, 'mentee'));
    await at((tx) => setMute(tx, ADA, 'lessons.lesson', true));
    expect(await progress('mentee')).toMatchObject({ state: 'stopped' });
    await at((tx) => goOn(tx, ADA, 'mentee'));
    expect(await progress('mentee')).toMatchObject({ state: 'going' });
  });

  it('bring forward what came up in the talks in that role, stay with it until it is answered, and say why', async () => {
    const at = (memberId: string, zone: string, department: string) =>
      workOn(db, now, (tx) =>
        tx.db.updateTable('member').set({ zone, department }).where('id', '=', memberId).execute(),
      );
    await workOn(db, now, (tx) => heldSession(tx, ADA, BRAM, 'Kubernetes'));
    for (const id of [ADA, BRAM]) await workOn(db, now, (tx) => requireMember(tx, id));
    await at(ADA, 'Europe/London', 'Care');
    await at(BRAM, 'Asia/Tokyo', 'Care');
    const nextOf = async (track: Track) =>
      (await workOn(db, now, (tx) => progressOf(tx, ADA)))
        .find((p) => p.track === track)
        ?.lessons.find(({ state }) => state === 'next')?.id;
    // It ended without a next step, and the two are nine hours apart.
    expect(await nextOf('mentee')).toBe('mentee-5-act-on-it');
    expect(await nextOf('mentor')).toBe('mentor-1-listen-first');
    await workOn(db, now, (tx) => goOn(tx, ADA, 'mentee'));
    const shown = (id: string) => workOn(db, now, (tx) => shownNow(tx, ADA, id));
    expect(await shown('mentee-5-act-on-it')).toMatchObject({ number: 1, because: 'no next step' });
    await workOn(db, now, (tx) => tx.db.updateTable('session').set({ held_at: null }).execute());
    expect(await nextOf('mentee')).toBe('mentee-5-act-on-it');
    await workOn(db, now, (tx) => tx.db.updateTable('session').set({ held_at: now.toString() }).execute());
    await workOn(db, now, (tx) => answerLesson(tx, ADA, 'mentee-5-act-on-it', 0));
    await workOn(db, now, (tx) => answerLesson(tx, ADA, 'mentee-11-end-well', 0));
    expect(await nextOf('mentee')).toBe('mentee-9-remote');
    expect(await shown('mentee-9-remote')).toMatchObject({ number: 3, because: 'far apart' });
  });

  it('are not answered by somebody who never began them, or when they are no longer there', async () => {
    await expect(at((tx) => answerLesson(tx, ADA, ONE, 0))).rejects.toThrow('haven’t begun');
    await expect(at((tx) => skipLesson(tx, ADA, 'mentee-9-gone'))).rejects.toThrow('no longer there');
  });

  it('are offered before the first session in a role only, and not to somebody who has begun them', async () => {
    expect(await at((tx) => isBeforeFirst(tx, ADA, 'mentee'))).toBe(true);
    await at((tx) => goOn(tx, ADA, 'mentee'));
    expect(await at((tx) => isBeforeFirst(tx, ADA, 'mentee'))).toBe(false);
    expect(await at((tx) => isBeforeFirst(tx, BRAM, 'mentor'))).toBe(true);
    await at((tx) => heldSession(tx, ADA, BRAM, 'Kubernetes'));
    await at((tx) => tx.db.updateTable('session').set({ held_at: null }).execute());
    expect(await at((tx) => isBeforeFirst(tx, BRAM, 'mentor'))).toBe(true);
    await at((tx) => tx.db.updateTable('session').set({ held_at: '2026-03-09T09:00:00.000Z' }).execute());
    expect(await at((tx) => isBeforeFirst(tx, BRAM, 'mentor'))).toBe(false);
    expect(await at((tx) => isBeforeFirst(tx, BRAM, 'mentee'))).toBe(true);
  });

  it('are part of what is given to a member, and go with it', async () => {
    await at((tx) => goOn(tx, ADA, 'mentee'));
    await at((tx) => answerLesson(tx, ADA, ONE, 0));
    expect(await at((tx) => dataOf(tx, ADA))).toContain(ONE);
    await at((tx) => deleteData(tx, ADA));
    expect(await at((tx) => dataOf(tx, ADA))).not.toContain(ONE);
    expect(await progress('mentee')).toMatchObject({ state: 'new' });
  });
});
