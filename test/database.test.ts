import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Compilable, CompiledQuery, sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { type Database, openDatabase } from '../src/database/open.ts';
import { StartError } from '../src/errors.ts';
import { iso } from '../src/time.ts';
import { freshDatabase, onBothDatabases } from './support/database.ts';

const open: Database[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.close()));
});

const row = (key: string) => ({ workspace_id: 'T1', key, at: iso(systemClock.now()) });

onBothDatabases('A transaction', (dialect) => {
  it('keeps what it wrote, and leaves nothing when its unit throws, even among others of the same moment', async () => {
    const db = await freshDatabase(dialect);
    open.push(db);
    const units = Array.from({ length: 30 }, (_, i) =>
      db.transact(async (trx) => {
        await trx
          .insertInto('inbox')
          .values(row(`k${i}`))
          .execute();
        if (i % 3 === 0) throw new Error('no');
        return i;
      }),
    );
    const results = await Promise.allSettled(units);
    const kept = await db.read.selectFrom('inbox').select('key').orderBy('key').execute();
    expect(results.filter((r) => r.status === 'rejected')).toHaveLength(10);
    expect(kept).toHaveLength(20);
    expect(kept.map((r) => r.key)).not.toContain('k3');
  });

  it('goes on after a unit that broke a constraint', async () => {
    const db = await freshDatabase(dialect);
    open.push(db);
    const add = () => db.transact((trx) => trx.insertInto('inbox').values(row('same')).execute());
    const results = await Promise.allSettled([add(), add(), add()]);
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    await db.transact((trx) => trx.insertInto('inbox').values(row('other')).execute());
    expect(await db.read.selectFrom('inbox').select('key').execute()).toHaveLength(2);
  });
});

it('SQLite looks a member’s rows up by the member instead of reading the whole workspace in order', async () => {
  const db = await freshDatabase('sqlite');
  open.push(db);
  const planOf = async (query: Compilable) => {
    const { sql: text, parameters } = query.compile();
    const { rows } = await db.read.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
    );
    return rows.map((row) => row.detail).join('; ');
  };
  const of = <T extends 'request' | 'offer' | 'prompt' | 'reflection'>(table: T) =>
    db.read
      .selectFrom(table as 'request')
      .selectAll()
      .where('workspace_id', '=', 'T1');
  expect(await planOf(of('request').where('mentee_id', '=', 'U1').orderBy('created_at'))).toContain('mentee_id=?');
  expect(await planOf(of('offer').where(sql.ref('request_id'), '=', 'R1').orderBy(sql.ref('offered_at')))).toContain(
    'request_id=?',
  );
  expect(await planOf(of('prompt').where(sql.ref('grp'), '=', 'g'))).toContain('grp=?');
  expect(await planOf(of('reflection').where(sql.ref('partner_id'), '=', 'U1'))).toContain('partner_id=?');
});

it('A second process on the same file is refused in one sentence, and let in once the first is gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-'));
  const url = `file:${join(folder, 'a.db')}`;
  const first = await openDatabase(url, systemClock);
  await expect(openDatabase(url, systemClock)).rejects.toThrow(StartError);
  await expect(openDatabase(url, systemClock)).rejects.toThrow(/already uses/);
  await first.close();
  await (await openDatabase(url, systemClock)).close();
  rmSync(folder, { recursive: true });
});

it('A path that cannot be written is named', async () => {
  await expect(openDatabase('file:/dev/null/such.db', systemClock)).rejects.toThrow(
    /\/dev\/null\/such\.db cannot be opened/,
  );
});
