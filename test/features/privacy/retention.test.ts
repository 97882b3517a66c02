import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertRows } from '../../../src/database/insert-rows.ts';
import type { Database } from '../../../src/database/open.ts';
import { cleanUp, planRetention } from '../../../src/features/privacy/service/index.ts';
import { jobId } from '../../../src/jobs/id.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

const now = Temporal.Instant.from('2026-03-09T10:00:00Z');
const daysAgo = (days: number) => iso(now.subtract({ hours: 24 * days }));

onBothDatabases('retention', (dialect) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  const keys = async (table: 'inbox' | 'job' | 'prompt') =>
    (await db.read.selectFrom(table).select('key').orderBy('key').execute()).map((row) => row.key);

  it('deletes old traces, and nothing that is young or still to be done', async () => {
    const common = { workspace_id: 'T1', payload: '{}' };
    await db.transact(async (trx) => {
      for (const [key, days] of [
        ['young', 6],
        ['old', 8],
      ] as const) {
        await trx
          .insertInto('inbox')
          .values({ workspace_id: 'T1', key, at: daysAgo(days) })
          .execute();
      }
      for (const [key, days, finished] of [
        ['young', 29, true],
        ['old', 31, true],
        ['open', 400, false],
      ] as const) {
        const at = { due_at: daysAgo(days), run_at: daysAgo(days), finished_at: finished ? daysAgo(days) : null };
        const counts = { attempt: 0, failures: 0, phase: 0 };
        const id = jobId(now.subtract({ hours: 24 * days }));
        await trx
          .insertInto('job')
          .values({ ...common, ...counts, ...at, id, key, kind: 'x' })
          .execute();
      }
      for (const [key, days, state] of [
        ['young', 89, 'sent'],
        ['old', 91, 'sent'],
        ['open', 91, 'due'],
      ] as const) {
        const row = { ...common, id: key, key, kind: 'x', member_id: 'U1', due_at: daysAgo(days), state };
        await trx.insertInto('prompt').values(row).execute();
      }
      for (const days of [89, 91]) {
        const row = { id: `${days}`, workspace_id: 'T1', member_id: 'U1', local_date: '2026-01-01', kind: 'x' };
        await trx
          .insertInto('contact')
          .values({ ...row, at: daysAgo(days) })
          .execute();
      }
    });
    await workOn(db, now, cleanUp);
    expect(await keys('inbox')).toEqual(['young']);
    expect((await keys('job')).filter((key) => !key.startsWith('privacy.'))).toEqual(['open', 'young']);
    expect(await keys('prompt')).toEqual(['open', 'young']);
    expect(await db.read.selectFrom('contact').select('id').execute()).toEqual([{ id: '89' }]);
  });

  it('goes on in portions until all that is old is gone', async () => {
    const aged = Array.from({ length: 1_200 }, (_, i) => ({ workspace_id: 'T1', key: `k${i}`, at: daysAgo(8) }));
    const other = { workspace_id: 'T2', key: 'of others', at: daysAgo(8) };
    await db.transact((trx) => insertRows(trx, 'inbox', [...aged, other]));
    const left: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      await workOn(db, now, cleanUp);
      left.push((await keys('inbox')).length);
      expect((await keys('job')).filter((key) => key.startsWith('privacy.'))).toHaveLength(i < 2 ? 0 : 1);
    }
    expect(left).toEqual([701, 201, 1]);
    const again = await db.read.selectFrom('job').select(['run_at', 'finished_at']).orderBy('id').limit(2).execute();
    expect(again).toEqual([
      { run_at: iso(now), finished_at: null },
      { run_at: iso(now), finished_at: null },
    ]);
  });

  it('is planned once a day, and each cleaning plans the next', async () => {
    await workOn(db, now, (tx) => planRetention(tx));
    await workOn(db, now.add({ hours: 3 }), (tx) => planRetention(tx));
    await workOn(db, now, cleanUp);
    expect(await keys('job')).toEqual(['privacy.retention:2026-03-09', 'privacy.retention:2026-03-10']);
  });
});
