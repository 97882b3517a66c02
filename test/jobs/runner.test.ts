import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { monotonic } from '../../src/clock.ts';
import { createRegistry, jobKind, type Registry } from '../../src/jobs/define.ts';
import { enqueue, enqueueAll } from '../../src/jobs/store.ts';
import { iso } from '../../src/time.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, MONDAY } from '../support/engine.ts';

const thing = jobKind('test.thing', z.object({ n: z.number() }));
const other = jobKind('test.other', z.object({ n: z.number() }));

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

onBothDatabases('The runner', (dialect) => {
  let engines: Engines;
  beforeEach(async () => {
    engines = await createEngines(dialect);
  });
  afterEach(() => engines.close());

  const registryOf = (fill: (registry: Registry) => void) => () => {
    const registry = createRegistry();
    fill(registry);
    return registry;
  };

  it('finishes a timer and does what it causes in one transaction, or neither', async () => {
    let fail = true;
    const at = await engines.engine({
      registry: registryOf((registry) => {
        registry.timer(thing, async (tx, { n }) => {
          await enqueue(tx, other, { n }, { key: 'caused' });
          if (fail) throw new Error('not yet');
        });
        registry.timer(other, async () => {});
      }),
    });
    await at.enqueue(thing, { n: 1 });
    await at.runner.drain();
    expect(await engines.jobs()).toMatchObject([{ outcome: null, failures: 1, error: 'not yet' }]);
    fail = false;
    await at.travel({ seconds: 2 });
    expect((await engines.jobs()).map((j) => [j.kind, j.outcome])).toEqual([
      ['test.thing', 'done'],
      ['test.other', 'done'],
    ]);
  });

  it('tries again after 1, 2, 4 … seconds and gives up after twelve failures, in about half an hour', async () => {
    const tries: string[] = [];
    const at = await engines.engine({
      registry: registryOf((registry) =>
        registry.timer(thing, async (tx) => {
          tries.push(iso(tx.now));
          throw new Error('broken');
        }),
      ),
    });
    await at.enqueue(thing, { n: 1 });
    await at.travel({ hours: 3 });
    const seconds = tries.map((t) => MONDAY.until(Temporal.Instant.from(t)).total('seconds'));
    // The very first time it ran among what else was due, which was undone.
    expect(seconds.slice(0, 6)).toEqual([0, 0, 1, 3, 7, 15]);
    expect(seconds.at(-1)).toBeGreaterThan(30 * 60);
    expect(seconds.at(-1)).toBeLessThan(90 * 60);
    expect(tries).toHaveLength(13);
    const jobs = (await engines.jobs()).filter((job) => job.kind === thing.name);
    expect(jobs).toMatchObject([{ outcome: 'dead', error: 'broken', failures: 12 }]);
  });

  it('lets one timer fail alone among those that came due together', async () => {
    const ran: number[] = [];
    const at = await engines.engine({
      registry: registryOf((registry) =>
        registry.timer(thing, async (tx, { n }) => {
          if (n === 3) throw new Error('broken');
          await enqueue(tx, other, { n }, { key: `caused by ${n}`, runAt: tx.now.add({ hours: 1 }) });
          ran.push(n);
        }),
      ),
    });
    for (const n of [1, 2, 3, 4, 5]) await at.enqueue(thing, { n });
    await at.runner.drain();
    const jobs = await engines.jobs();
    expect(jobs.filter((j) => j.kind === 'test.thing').map((j) => j.outcome)).toEqual([
      'done',
      'done',
      null,
      'done',
      'done',
    ]);
    expect(jobs.filter((j) => j.kind === 'test.other').map((j) => j.key)).toHaveLength(4);
    expect(ran.slice(-4).toSorted()).toEqual([1, 2, 4, 5]);
  });

  it('looks once and no more when nothing is due', async () => {
    let looks = 0;
    let wakes = 0;
    const at = await engines.engine({
      registry: registryOf((registry) => registry.timer(thing, async () => {})),
      wrap: (deps) => {
        const wake = () => {
          wakes += 1;
        };
        const transact: typeof deps.db.transact = (unit) => {
          looks += 1;
          return deps.db.transact(unit);
        };
        const statement: typeof deps.db.statement = (query) => {
          looks += 1;
          return deps.db.statement(query);
        };
        return { ...deps, db: { ...deps.db, transact, statement }, jobs: { wake } };
      },
    });
    await at.runner.drain();
    expect({ looks, wakes }).toEqual({ looks: 1, wakes: 0 });
  });

  it('lets others come through while there are timers without end', async () => {
    const order: string[] = [];
    const at = await engines.engine({
      registry: registryOf((registry) => {
        registry.timer(thing, async () => void order.push('timer'));
        registry.task(other, async () => void order.push('task'));
      }),
    });
    await at.enqueue(other, { n: 0 });
    await at.work((tx) =>
      enqueueAll(
        tx,
        thing,
        Array.from({ length: 10_000 }, (_, n) => ({ payload: { n } })),
      ),
    );
    await at.runner.drain();
    expect(order.filter((one) => one === 'timer')).toHaveLength(10_000);
    expect(order.indexOf('task')).toBeLessThan(10_000);
  });

  it('never keeps others waiting for all of many slow timers', async () => {
    const order: (number | string)[] = [];
    const at = await engines.engine({
      registry: registryOf((registry) =>
        registry.timer(thing, async (_, { n }) => {
          for (const began = monotonic(); monotonic() - began < 5; );
          order.push(n);
        }),
      ),
    });
    await at.work((tx) =>
      enqueueAll(
        tx,
        thing,
        Array.from({ length: 60 }, (_, n) => ({ payload: { n } })),
      ),
    );
    const drained = at.runner.drain();
    await at.work(async () => void order.push('somebody else'));
    const before = order.indexOf('somebody else');
    await drained;
    expect(before).toBeGreaterThanOrEqual(0);
    expect(before).toBeLessThan(20);
    const timers = order.filter((one) => typeof one === 'number');
    expect(timers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });

  it('does a timer that was due once, however many look at the same moment', async () => {
    const ran: number[] = [];
    const options = { registry: registryOf((registry) => registry.timer(thing, async (_, { n }) => void ran.push(n))) };
    const all = await Promise.all([1, 2, 3, 4].map(() => engines.engine(options)));
    await all[0]!.work((tx) =>
      enqueueAll(
        tx,
        thing,
        Array.from({ length: 300 }, (_, n) => ({ payload: { n } })),
      ),
    );
    await Promise.all(all.map(({ runner }) => runner.drain()));
    expect(ran.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, n) => n));
    expect((await engines.jobs()).every((job) => job.outcome === 'done' && job.attempt === 1)).toBe(true);
  });

  it('leaves out what is over, and keeps what is not', async () => {
    const ran: number[] = [];
    const at = await engines.engine({
      registry: registryOf((registry) => registry.timer(thing, async (_work, { n }) => void ran.push(n))),
    });
    await at.enqueue(thing, { n: 1 }, { expiresAt: MONDAY.add({ minutes: 1 }) });
    await at.enqueue(thing, { n: 2 }, { expiresAt: MONDAY.add({ hours: 1 }) });
    engines.clock.moveBy({ minutes: 2 });
    await at.runner.drain();
    expect(ran).toEqual([2]);
    expect((await engines.jobs()).map((j) => j.outcome)).toEqual(['expired', 'done']);
  });

  it('keeps a job of a kind that this version does not know for one that does', async () => {
    const at = await engines.engine({ registry: registryOf(() => {}) });
    await at.enqueue(thing, { n: 1 });
    await at.runner.drain();
    expect(await engines.jobs()).toMatchObject([{ outcome: null, failures: 1 }]);
  });

  it('never takes what it has in hand, though the clock is moved by an hour and a day', async () => {
    const { open, opened } = gate();
    let runs = 0;
    const at = await engines.engine({
      registry: registryOf((registry) => {
        registry.task(thing, async () => {
          runs += 1;
          await opened;
        });
        registry.timer(other, async () => {});
      }),
    });
    await at.enqueue(thing, { n: 1 });
    at.runner.start();
    await expect.poll(() => runs).toBe(1);
    const jumps = [{ hours: 1 }, { days: 1 }, { hours: -2 }, { days: 2 }];
    for (const [i, jump] of jumps.entries()) {
      engines.clock.moveBy(jump);
      await at.enqueue(other, { n: i });
      at.runner.wake();
      const done = async () => (await engines.jobs()).filter((j) => j.outcome === 'done').length;
      await expect.poll(done, { timeout: 5000 }).toBe(i + 1);
    }
    open();
    await at.runner.stop();
    expect(runs).toBe(1);
    expect((await engines.jobs()).every((j) => j.outcome === 'done')).toBe(true);
  });

  it('holds a long task for as long as it takes, and others do not take it over', async () => {
    const { open, opened } = gate();
    let runs = 0;
    const registry = registryOf((r) =>
      r.task(thing, async () => {
        runs += 1;
        await opened;
      }),
    );
    const [one, two] = [await engines.engine({ registry }), await engines.engine({ registry })];
    await one.enqueue(thing, { n: 1 });
    one.runner.start();
    await expect.poll(() => runs).toBe(1);
    for (let i = 0; i < 10; i += 1) {
      engines.clock.moveBy({ seconds: 15 });
      const held = iso(engines.clock.now().add({ seconds: 20 }));
      one.runner.wake();
      await expect.poll(async () => (await engines.jobs())[0]!.held_until! >= held).toBe(true);
      await two.runner.drain();
    }
    open();
    await one.runner.stop();
    expect(runs).toBe(1);
  });

  it('takes up at once what a killed process had in hand, if it is alone on the database', async () => {
    const ran: number[] = [];
    const at = await engines.engine({
      registry: registryOf((registry) => registry.timer(thing, async (_work, { n }) => void ran.push(n))),
    });
    await at.enqueue(thing, { n: 1 });
    await engines.db.read
      .updateTable('job')
      .set({ held_until: iso(MONDAY.add({ seconds: 30 })), attempt: 1 })
      .execute();
    at.runner.start();
    if (dialect === 'sqlite') await expect.poll(() => ran).toEqual([1]);
    await at.runner.stop();
    await at.travel({ seconds: 31 });
    expect(ran).toEqual([1]);
  });

  it('is on time: a timer is armed for the next due row', async () => {
    const late: number[] = [];
    const real = await createEngines(dialect, { isReal: true });
    const at = await real.engine({
      registry: registryOf((registry) =>
        registry.timer(thing, async (_work, { n }) => void late.push(Temporal.Now.instant().epochMilliseconds - n)),
      ),
    });
    at.runner.start();
    for (const wait of [300, 700, 1100]) {
      const runAt = Temporal.Now.instant().add({ milliseconds: wait });
      await at.enqueue(thing, { n: runAt.epochMilliseconds }, { runAt });
    }
    await expect.poll(() => late.length, { timeout: 5000 }).toBe(3);
    await at.runner.stop();
    await real.close();
    expect(Math.min(...late)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...late)).toBeLessThan(500);
  });
});
