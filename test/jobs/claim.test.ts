import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { claim, kindList, renew, takeDue } from '../../src/jobs/claim.ts';
import { jobKind } from '../../src/jobs/define.ts';
import { cancelGroup, change, enqueue, finish, type Schedule } from '../../src/jobs/store.ts';
import { iso } from '../../src/time.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, MONDAY, say } from '../support/engine.ts';

const thing = jobKind('test.thing', z.object({ n: z.number() }));

onBothDatabases('The job table', (dialect) => {
  let engines: Engines;
  let at: Awaited<ReturnType<Engines['engine']>>;
  beforeEach(async () => {
    engines = await createEngines(dialect);
    at = await engines.engine();
  });
  afterEach(() => engines.close());

  const add = (n: number, schedule: Schedule = {}) => at.enqueue(thing, { n }, schedule);
  const take = (limit = 20, seconds = 0) => claim(engines.db, at.deps.workspace.id, MONDAY.add({ seconds }), limit);
  const numbers = (jobs: { payload: string }[]) => jobs.map((job) => JSON.parse(job.payload).n);

  it('keeps one job a key, also when several come at the same moment', async () => {
    const added = await Promise.all(Array.from({ length: 10 }, (_, n) => add(n, { key: 'same' })));
    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await engines.jobs()).toHaveLength(1);
    expect(await add(11, { key: 'same' })).toBe(false);
  });

  it('keeps the key of a job that is done', async () => {
    await add(1, { key: 'same' });
    const [job] = await take();
    await at.work((tx) => finish(tx, job!, 'done'));
    expect(await add(2, { key: 'same' })).toBe(false);
  });

  it('gives out what is due, the oldest first, and no more than asked for', async () => {
    for (const n of [3, 1, 2, 9]) await add(n, { runAt: MONDAY.add({ seconds: n }) });
    expect(numbers(await take(2, 5))).toEqual([1, 2]);
    expect(numbers(await take(2, 5))).toEqual([3]);
    expect(numbers(await take(2, 5))).toEqual([]);
  });

  it('ends timers that are due in the transaction that does them, and leaves what failed, what is over and other kinds', async () => {
    for (const n of [3, 1, 2, 9]) await add(n, { runAt: MONDAY.add({ seconds: n }) });
    await add(4, { expiresAt: MONDAY.add({ seconds: 1 }) });
    await at.enqueue(say, { channel: 'C0GENERAL', text: 'not a timer' });
    const due = (limit: number) =>
      at.work((tx) => takeDue({ ...tx, now: MONDAY.add({ seconds: 5 }) }, engines.db, kindList([thing.name]), limit));
    const undone = at.work(async (tx) => {
      expect(
        numbers(await takeDue({ ...tx, now: MONDAY.add({ seconds: 5 }) }, engines.db, kindList([thing.name]), 2)),
      ).toEqual([1, 2]);
      throw new Error('not yet');
    });
    await expect(undone).rejects.toThrow('not yet');
    expect(numbers(await due(2))).toEqual([1, 2]);
    const [failed] = (await take(20, 5)).filter((job) => job.payload === '{"n":3}');
    await at.work((tx) => change(tx, failed!, { failures: 1, held_until: null }));
    expect(numbers(await due(20))).toEqual([]);
  });

  it('gives each job to one of many who ask at once', async () => {
    await at.work(async (tx) => {
      for (let n = 0; n < 200; n += 1) await enqueue(tx, thing, { n });
    });
    const taken = (await Promise.all(Array.from({ length: 20 }, () => take(20)))).flat();
    const rest: typeof taken = [];
    for (let more = await take(50); more.length > 0; more = await take(50)) rest.push(...more);
    const ids = [...taken, ...rest].map((job) => job.id);
    expect(ids).toHaveLength(200);
    expect(new Set(ids).size).toBe(200);
  });

  it('does not give out what another workspace has', async () => {
    await add(1);
    expect(await claim(engines.db, 'T0OTHER', MONDAY, 20)).toEqual([]);
  });

  describe('a lease', () => {
    it('ends after half a minute, and whoever lost it writes nothing any more', async () => {
      await add(1);
      const [first] = await take();
      expect(await take(20, 29)).toEqual([]);
      const [second] = await take(20, 30);
      expect(second!.attempt).toBe(2);
      expect(await at.work((tx) => change(tx, first!, { phase: 1 }))).toBe(false);
      expect(await at.work((tx) => finish(tx, first!, 'done'))).toBe(false);
      expect(await at.work((tx) => finish(tx, second!, 'done'))).toBe(true);
      expect(await at.work((tx) => finish(tx, second!, 'dead'))).toBe(false);
      expect((await engines.jobs())[0]).toMatchObject({ outcome: 'done', phase: 0 });
    });

    it('is extended for its holder, and for nobody who lost it', async () => {
      await add(1);
      const [first] = await take();
      engines.clock.moveBy({ seconds: 20 });
      await at.work((tx) => renew(tx, [first!], engines.clock.now()));
      expect(await take(20, 40)).toEqual([]);
      const [second] = await take(20, 50);
      engines.clock.moveBy({ seconds: 100 });
      await at.work((tx) => renew(tx, [first!], engines.clock.now()));
      expect(await take(20, 81)).toHaveLength(1);
      expect(second!.attempt).toBe(2);
    });
  });

  describe('a lane', () => {
    const lane = 'U1';

    it('gives out one job at a time, in the order in which they were due, then in which they were made', async () => {
      await add(3, { lane, runAt: MONDAY.add({ seconds: 1 }) });
      await at.work(async (tx) => {
        for (const n of [1, 2]) await enqueue(tx, thing, { n }, { lane });
      });
      await add(7, { lane: 'U2', runAt: MONDAY.add({ seconds: 1 }) });
      const order: number[][] = [];
      for (let i = 0; i < 4; i += 1) {
        const jobs = await take(20, 2);
        order.push(numbers(jobs));
        for (const job of jobs) await at.work((tx) => finish(tx, job, 'done'));
      }
      expect(order).toEqual([[1, 7], [2], [3], []]);
    });

    it('waits for a job that backs off, but not for one whose time was put off', async () => {
      await add(1, { lane });
      const [job] = await take();
      const later = iso(MONDAY.add({ seconds: 60 }));
      await at.work((tx) => change(tx, job!, { run_at: later, held_until: null }));
      await add(2, { lane, runAt: MONDAY.add({ seconds: 1 }) });
      expect(await take(20, 5)).toEqual([]);
      await at.work((tx) => change(tx, job!, { due_at: later }));
      expect(numbers(await take(20, 5))).toEqual([2]);
    });

    it('waits for a message that may have been sent, whenever it was due', async () => {
      await add(1, { lane });
      const [job] = await take();
      const later = iso(MONDAY.add({ seconds: 60 }));
      await at.work((tx) => change(tx, job!, { run_at: later, due_at: later, held_until: null, phase: 1 }));
      await add(2, { lane });
      expect(await take(20, 5)).toEqual([]);
    });

    it('goes on with a message that may have been sent, though one that was due before turned up behind it', async () => {
      await add(1, { lane, runAt: MONDAY.add({ seconds: 3 }) });
      const [job] = await take(20, 3);
      await at.work((tx) => change(tx, job!, { held_until: null, phase: 1 }));
      await add(2, { lane });
      expect(numbers(await take(20, 5))).toEqual([1]);
    });

    it('always has one that can be taken once leases and waits are over, whatever was begun in it', async () => {
      const row = fc.record({ due: fc.integer({ min: -5, max: 5 }), phase: fc.constantFrom(0, 1) });
      let n = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
          n += 1;
          for (const { due, phase } of rows) {
            const key = `${n}:${Math.random()}`;
            await add(n, { key, lane: `U${n}`, runAt: MONDAY.add({ seconds: due }) });
            await engines.db.read.updateTable('job').set({ phase }).where('key', '=', key).execute();
          }
          for (const _ of rows) {
            const jobs = await take(20, 6);
            expect(numbers(jobs)).toEqual([n]);
            await at.work((tx) => finish(tx, jobs[0]!, 'done'));
          }
        }),
        { numRuns: 40 },
      );
    });
  });

  describe('cancelling a group', () => {
    it('stops what is planned, and what was claimed but not begun', async () => {
      await add(1, { group: 'g' });
      await add(2, { group: 'g', runAt: MONDAY.add({ hours: 1 }) });
      await add(3, { group: 'other' });
      const [job] = await take(1);
      await at.work((tx) => cancelGroup(tx, 'g'));
      expect(await at.work((tx) => finish(tx, job!, 'done'))).toBe(false);
      expect((await engines.jobs()).map((j) => j.outcome)).toEqual(['cancelled', 'cancelled', null]);
    });

    it('leaves what is on its way, which then goes out no second time', async () => {
      await add(1, { group: 'g' });
      const [job] = await take();
      await at.work((tx) => change(tx, job!, { phase: 1 }));
      await at.work((tx) => cancelGroup(tx, 'g'));
      expect((await engines.jobs())[0]).toMatchObject({ outcome: null, expires_at: iso(MONDAY) });
      expect(await at.work((tx) => finish(tx, job!, 'done'))).toBe(true);
    });
  });
});
