import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { freshDatabase, freshDatabaseUrl } from '../support/database.ts';

let db: Database;
beforeEach(async () => {
  db = await freshDatabase('postgres');
});
afterEach(() => db.close());

const all = () => db.transact((trx) => trx.selectFrom('inbox').selectAll().where('key', '=', 'x').execute());

it('A statement that another version’s migration made stale is prepared anew', async () => {
  await all();
  await sql`alter table inbox add column extra text`.execute(db.read);
  expect(await Promise.all([all(), all(), all()])).toEqual([[], [], []]);
});

it('A connection that the server cuts off in mid-transaction fails that transaction and nothing else', async () => {
  const cut = db.transact(async (trx) => {
    await trx.insertInto('inbox').values({ workspace_id: 'T1', key: 'k', at: '' }).execute();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid = pg_backend_pid()`.execute(trx);
  });
  await expect(cut).rejects.toThrow();
  expect(await all()).toEqual([]);
});

it('An instance whose clock is wrong, or is set anew, goes by the database’s', async () => {
  let error = { hours: 3 };
  const wrong = { isMachine: true, now: () => Temporal.Now.instant().add(error) };
  const skewed = await openDatabase(await freshDatabaseUrl('postgres'), wrong);
  const off = () => Math.abs(skewed.clock.now().since(Temporal.Now.instant()).total('seconds'));
  expect(off()).toBeLessThan(5);
  error = { hours: -30 };
  expect(off()).toBeLessThan(5);
  await skewed.close();
});
