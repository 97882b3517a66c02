import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import {
  acceptNewcomer,
  answerCheckIn,
  changeBuddy,
  checkInComes,
  checkInNow,
  introduced,
  joined,
  lineWritten,
  matchWaiting,
  meet,
  pairIsOver,
  roomOf,
  writeLine,
} from '../../../src/features/buddies/service/index.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { deleteOld } from '../../../src/features/privacy/store/age.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { MIRA, NOW, OWNER, switchedOn, willing } from './setup.ts';

onBothDatabases('Check-ins of buddies', (dialect) => {
  let db: Database;
  let now: Temporal.Instant;
  const run = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, now, unit);
  /** Somebody joins and meets a buddy. @returns the pair. */
  async function together(newcomer = MIRA) {
    await run((tx) => joined(tx, { id: newcomer, tz: 'Europe/Berlin', profile: { title: 'UX Designer' } }));
    await run((tx) => matchWaiting(tx));
    const rows = await db.read.selectFrom('buddy_pair').selectAll().where('newcomer_id', '=', newcomer).execute();
    const { id, buddy_id } = rows.find((row) => row.closed_at === null)!;
    await run((tx) => acceptNewcomer(tx, id, buddy_id));
    await run((tx) => meet(tx, id, newcomer));
    await run((tx) => introduced(tx, id, { channel: `G0${newcomer}`, ts: '1.1' }));
    return { id, buddyId: buddy_id };
  }
  const planned = async () => {
    const jobs = await db.read.selectFrom('job').selectAll().where('kind', 'like', 'buddies.%-due').execute();
    return jobs
      .filter((job) => job.finished_at === null && job.kind !== 'buddies.introduce-due')
      .map((job) => `${job.kind} ${job.payload} ${job.due_at}`);
  };
  const due = async (kind: string) => {
    const rows = await db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).execute();
    return rows.filter((row) => row.state === 'due').map((row) => row.member_id);
  };
  /** Day one is asked. */
  async function firstDay() {
    const pair = await together();
    now = Temporal.Instant.from('2026-03-02T14:00:00Z');
    await run((tx) => checkInComes(tx, MIRA, 1));
    return pair;
  }

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    now = NOW;
    await run(switchedOn);
    await run((tx) => willing(tx, 'UA', 'UB'));
  });
  afterEach(() => db.close());

  it('are planned one after the other, and the end after the last', async () => {
    const { buddyId } = await together();
    const found: string[] = [];
    for (const day of [1, 5, 20, 60, 90]) {
      const [next, ...others] = await planned();
      expect(others).toEqual([]);
      found.push(next!.slice(-24));
      now = Temporal.Instant.from(next!.slice(-24));
      await run((tx) => checkInComes(tx, MIRA, day));
      await run((tx) => checkInComes(tx, MIRA, day));
    }
    expect(found.map((at) => at.slice(0, 16))).toEqual([
      ...['2026-03-02T14:00', '2026-03-06T14:00', '2026-03-27T14:00', '2026-05-22T13:00', '2026-07-03T13:00'],
    ]);
    expect(await due('buddies.check-in')).toEqual(Array.from({ length: 5 }, () => MIRA));
    expect(await due('buddies.hint')).toEqual(Array.from({ length: 5 }, () => buddyId));
    expect(await planned()).toEqual([expect.stringMatching(/close-due .*2026-07-10T15:00/)]);
    await run((tx) => pairIsOver(tx, MIRA));
    const [pair] = await db.read.selectFrom('buddy_pair').selectAll().execute();
    expect(pair).toMatchObject({ state: 'closed', ending: 'over' });
    expect((await run((tx) => roomOf(tx, MIRA))).newcomer).toBeUndefined();
  });

  it('are left out while there is no buddy, and go on with the next', async () => {
    const { id } = await firstDay();
    await run((tx) => changeBuddy(tx, id, MIRA));
    now = Temporal.Instant.from('2026-03-06T14:00:00Z');
    await run((tx) => checkInComes(tx, MIRA, 5));
    expect(await due('buddies.check-in')).toEqual([MIRA]);
    now = Temporal.Instant.from('2026-03-09T10:00:00Z');
    await together();
    expect(await planned()).toEqual([expect.stringContaining('"day":20} 2026-03-27T14:00')]);
  });

  it('are answered once, by the newcomer, and nobody else sees it', async () => {
    const { buddyId } = await firstDay();
    await run((tx) => answerCheckIn(tx, MIRA, 1, 2));
    await expect(run((tx) => answerCheckIn(tx, MIRA, 1, 0))).rejects.toThrow(/answered this one already/);
    await expect(run((tx) => answerCheckIn(tx, buddyId, 1, 0))).rejects.toThrow(/someone else/);
    await expect(run((tx) => answerCheckIn(tx, MIRA, 5, 0))).rejects.toThrow(/someone else/);
    await expect(run((tx) => answerCheckIn(tx, MIRA, Number.NaN, 0))).rejects.toThrow(/someone else/);
    expect(await run((tx) => checkInNow(tx, MIRA, 1))).toMatchObject({ choice: 2 });
    expect(await run((tx) => dataOf(tx, buddyId))).not.toContain('"choice"');
    expect((await run((tx) => roomOf(tx, OWNER))).owner?.answers).toEqual([]);
  });

  it('keep one of two answers that come at once', async () => {
    await firstDay();
    const said = await Promise.allSettled([0, 1].map((choice) => run((tx) => answerCheckIn(tx, MIRA, 1, choice))));
    expect(said.map((s) => s.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('are counted for owners once five people have answered', async () => {
    const names = ['UN1', 'UN2', 'UN3', 'UN4', 'UN5'];
    await run((tx) => willing(tx, 'UC', 'UD', 'UE'));
    for (const id of names) await together(id);
    now = Temporal.Instant.from('2026-03-02T14:00:00Z');
    for (const id of names) await run((tx) => checkInComes(tx, id, 1));
    for (const id of names.slice(1)) await run((tx) => answerCheckIn(tx, id, 1, 0));
    expect((await run((tx) => roomOf(tx, OWNER))).owner?.answers).toEqual([]);
    await run((tx) => answerCheckIn(tx, 'UN1', 1, 2));
    const [seen] = (await run((tx) => roomOf(tx, OWNER))).owner?.answers ?? [];
    expect(seen?.given.map((g) => g.n)).toEqual([4, 0, 1]);
    expect((await run((tx) => roomOf(tx, 'UA'))).owner).toBeUndefined();
  });

  it('carry one line to the message of the two, which is not kept here afterwards', async () => {
    const { buddyId } = await firstDay();
    await expect(run((tx) => writeLine(tx, buddyId, 1, 'Hello'))).rejects.toThrow(/someone else/);
    await run((tx) => writeLine(tx, MIRA, 1, 'Where do we keep the fonts?'));
    await expect(run((tx) => writeLine(tx, MIRA, 1, 'Again'))).rejects.toThrow(/You wrote your line already/);
    const jobs = await db.read.selectFrom('job').selectAll().where('kind', '=', 'buddies.line').execute();
    expect(jobs).toEqual([expect.objectContaining({ lane: 'G0UMIRA', payload: expect.not.stringContaining('fonts') })]);
    await run((tx) => lineWritten(tx, MIRA, 1));
    expect(await run((tx) => checkInNow(tx, MIRA, 1))).toMatchObject({ line: '', isLined: true });
  });

  it('take no line when nobody would read it', async () => {
    const { id } = await firstDay();
    await run((tx) => changeBuddy(tx, id, MIRA));
    await expect(run((tx) => writeLine(tx, MIRA, 1, 'Hello'))).rejects.toThrow(/no conversation with a buddy/);
  });

  it('are sent with a newcomer’s data and deleted with it; buddies of whom they were not told are in neither', async () => {
    const { id, buddyId } = await firstDay();
    await run((tx) => answerCheckIn(tx, MIRA, 1, 1));
    await run((tx) => changeBuddy(tx, id, MIRA));
    await run((tx) => matchWaiting(tx));
    const asked = await db.read.selectFrom('buddy_pair').selectAll().where('closed_at', 'is', null).executeTakeFirst();
    const mine = await run((tx) => dataOf(tx, MIRA));
    expect(mine).toContain(buddyId);
    expect(mine).not.toContain(asked!.buddy_id);
    expect(JSON.parse(mine).buddies).toMatchObject({
      newcomer: { starts_on: '2026-03-02' },
      checkIns: [{ choice: 1 }],
    });
    expect(JSON.parse(await run((tx) => dataOf(tx, buddyId))).buddies).toMatchObject({
      askedToBeBuddy: [{ newcomer_id: MIRA }],
    });
    await run((tx) => deleteData(tx, MIRA));
    for (const table of ['buddy_newcomer', 'buddy_check_in'] as const)
      expect(await db.read.selectFrom(table).selectAll().execute()).toEqual([]);
    expect((await db.read.selectFrom('buddy_pair').selectAll().execute()).map((p) => p.buddy_id)).toEqual([buddyId]);
    await run((tx) => deleteData(tx, 'UB'));
    await run((tx) => deleteData(tx, 'UA'));
    expect(await db.read.selectFrom('buddy_willing').selectAll().execute()).toEqual([]);
  });

  it('and pairs that are long over are deleted by themselves', async () => {
    await firstDay();
    await run((tx) => pairIsOver(tx, MIRA));
    const counts = async () => ({
      checkIns: (await db.read.selectFrom('buddy_check_in').select('day').execute()).length,
      pairs: (await db.read.selectFrom('buddy_pair').select('id').execute()).length,
      newcomers: (await db.read.selectFrom('buddy_newcomer').select('member_id').execute()).length,
    });
    now = now.add({ hours: 24 * 179 });
    await run(deleteOld);
    expect(await counts()).toEqual({ checkIns: 1, pairs: 1, newcomers: 1 });
    now = now.add({ hours: 48 });
    await run(deleteOld);
    expect(await counts()).toEqual({ checkIns: 0, pairs: 1, newcomers: 1 });
    now = now.add({ hours: 24 * 230 });
    await run(deleteOld);
    expect(await counts()).toEqual({ checkIns: 0, pairs: 0, newcomers: 0 });
  });
});
