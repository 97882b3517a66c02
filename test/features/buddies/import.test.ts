import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { publish } from '../../../src/events.ts';
import {
  importNewcomers,
  joined,
  matchWaiting,
  planImport,
  refuseBuddy,
} from '../../../src/features/buddies/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { MIRA, NOW, OWNER, person, switchedOn, willing } from './setup.ts';

onBothDatabases('A list of newcomers', (dialect) => {
  let db: Database;
  let now: Temporal.Instant;
  const run = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, now, unit);
  const take = (text: string) => run((tx) => importNewcomers(tx, OWNER, text));
  const starts = async () => {
    const rows = await db.read.selectFrom('buddy_newcomer').selectAll().orderBy('member_id').execute();
    return Object.fromEntries(rows.map((row) => [row.member_id, row.starts_on]));
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    now = NOW;
    await run(switchedOn);
    await run(async (tx) => {
      await person(tx, MIRA, { name: 'Mira Lind', handle: 'mira.l' });
      await person(tx, 'UENNO', { name: 'Enno  Bär' });
      await person(tx, 'UTWIN1', { name: 'Alex Kim' });
      await person(tx, 'UTWIN2', { name: 'alex kim' });
      await person(tx, 'UOLD', { name: 'Mira Lind', is_deactivated: 1 });
      await person(tx, 'UGUEST', { name: 'Gast', is_guest: 1 });
      await person(tx, 'UBOT', { name: 'Robot', is_bot: 1 });
      await person(tx, 'UGONE', { name: 'Gone', is_deactivated: 1 });
    });
  });
  afterEach(() => db.close());

  it('finds people by member ID, mention, handle or name, whatever the case', async () => {
    for (const who of [MIRA, `<@${MIRA}>`, '@mira.l', 'mira lind', '@Mira Lind', 'MIRA  LIND']) {
      const plan = await run((tx) => planImport(tx, `${who}, 2026-03-02`));
      expect([who, plan.added.map((row) => row.member_id)]).toEqual([who, [MIRA]]);
    }
    expect((await run((tx) => planImport(tx, 'enno bär;2.3.2026'))).added).toHaveLength(1);
  });

  it('names each line that cannot be used, with what to do, and takes the others', async () => {
    const { added, problems } = await take(
      [
        ...['Nobody Here, 2026-03-02', 'Alex Kim, 2026-03-02', 'Gast, 2026-03-02', 'Robot, 2026-03-02'],
        ...['Gone, 2026-03-02', 'Mira Lind, 2026-03-02', 'mira.l, 2026-03-09', 'Enno Bär, 2025-06-02'],
        ...['Enno Bär, 2036-03-02', 'mira@example.com, 2026-03-02', 'Enno Bär, soon'],
      ].join('\n'),
    );
    expect(added.map((row) => row.member_id)).toEqual([MIRA]);
    expect(problems.map(({ line, what }) => `${line} ${what}`)).toEqual([
      expect.stringMatching(/^1 no one here is called “Nobody Here”. Use the name/),
      expect.stringMatching(/^2 2 people are called “Alex Kim”. Use the member ID/),
      expect.stringMatching(/^3 “Gast” is a guest/),
      expect.stringMatching(/^4 “Robot” is an app/),
      expect.stringMatching(/^5 the account of “Gone” is deactivated/),
      expect.stringMatching(/^7 “mira.l” is on line 6 already/),
      expect.stringMatching(/^8 “Enno Bär” began more than ninety working days ago/),
      expect.stringMatching(/^9 2036-03-02 is more than a year ahead/),
      expect.stringMatching(/^10 people can’t be found by email/),
      expect.stringMatching(/^11 the start date is missing/),
    ]);
  });

  it('changes nothing the second time, moves dates that changed, and takes back who had left', async () => {
    expect(await take('mira.l, 2026-03-09')).toMatchObject({ added: [{}], moved: [], known: 0 });
    expect(await take('mira.l, 2026-03-09')).toMatchObject({ added: [], moved: [], known: 1 });
    expect(await take('mira.l, 2026-03-16')).toMatchObject({ added: [], moved: [{}], known: 0 });
    expect(await starts()).toEqual({ [MIRA]: '2026-03-16' });
    await run((tx) => publish(tx, { memberLeft: { memberId: MIRA } }));
    expect(await take('mira.l, 2026-03-23')).toMatchObject({ added: [{}] });
    await run((tx) => refuseBuddy(tx, MIRA));
    expect(await take('mira.l, 2026-03-30')).toMatchObject({ added: [], moved: [], known: 1 });
  });

  it('lets a start in the future wait until then', async () => {
    await run((tx) => willing(tx, 'UA'));
    await take('mira.l, 2026-03-09');
    await run((tx) => matchWaiting(tx));
    const pairs = () => db.read.selectFrom('buddy_pair').select('newcomer_id').execute();
    expect(await pairs()).toEqual([]);
    const jobs = await db.read.selectFrom('job').selectAll().where('kind', '=', 'buddies.match').execute();
    expect(jobs.map((job) => job.due_at)).toContain('2026-03-09T08:00:00.000Z');
    now = Temporal.Instant.from('2026-03-09T08:00:00Z');
    await run((tx) => matchWaiting(tx));
    expect(await pairs()).toEqual([{ newcomer_id: MIRA }]);
  });

  it('does not double whoever joined by themselves', async () => {
    await run((tx) => joined(tx, { id: MIRA, tz: 'Europe/Berlin' }));
    expect(await take('UMIRA, 2026-03-02')).toMatchObject({ added: [], moved: [], known: 1 });
    expect(await take('UMIRA, 2026-02-23')).toMatchObject({ added: [], moved: [{}], known: 0 });
  });

  it('is for owners', async () => {
    await expect(run((tx) => importNewcomers(tx, MIRA, 'mira.l, 2026-03-02'))).rejects.toThrow(/owners and admins/);
    expect(await starts()).toEqual({});
  });

  it('may hold ten thousand people', async () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `UN${i}`);
    await run(async (tx) => {
      for (const id of ids) await person(tx, id, { name: `Person ${id}` });
    });
    const plan = await take(ids.map((id) => `${id}; 2026-03-02`).join('\n'));
    expect([plan.added.length, plan.problems]).toEqual([10_000, []]);
    expect(Object.keys(await starts())).toHaveLength(10_000);
  }, 120_000);
});
