import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Compilable, CompiledQuery, sql } from 'kysely';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { insertRows } from '../src/database/insert-rows.ts';
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

onBothDatabases('Rows that are added together', (dialect) => {
  it('arrive with what they share and what is their own, and leave out those that are there', async () => {
    const db = await freshDatabase(dialect);
    open.push(db);
    const at = iso(systemClock.now());
    const alias = (text: string, more: object = {}) => ({
      ...{ workspace_id: 'T1', key: text, text, target: 'a "b" ’c’ 日本', origin: 'imported' as const },
      ...{ seen_by: '[]', created_at: at },
      ...more,
    });
    type Unless = ('workspace_id' | 'key' | 'target')[];
    const add = (rows: ReturnType<typeof alias>[], unless: Unless = ['workspace_id', 'key', 'target']) =>
      db.transact((trx) => insertRows(trx, 'skill_alias', rows, unless));
    expect(await add([])).toBe(0);
    expect(await add([alias('one')])).toBe(1);
    expect(await add([alias('one'), alias('two'), alias('three', { workspace_id: 'T2' })])).toBe(2);
    expect(await add([alias('four'), alias('four')])).toBe(1);
    await expect(add([alias('five'), alias('five')], [])).rejects.toThrow(/unique/i);
    const rows = await db.read.selectFrom('skill_alias').selectAll().orderBy('text').execute();
    expect(rows).toMatchObject([alias('four'), alias('one'), alias('three', { workspace_id: 'T2' }), alias('two')]);
  });
});

it('SQLite looks up a member’s rows, and old ones, instead of reading the whole workspace', async () => {
  const db = await freshDatabase('sqlite');
  open.push(db);
  const planOf = async (query: Compilable) => {
    const { sql: text, parameters } = query.compile();
    const { rows } = await db.read.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
    );
    return rows.map((row) => row.detail).join('; ');
  };
  const of = <T extends 'request' | 'offer' | 'prompt' | 'reflection' | 'job' | 'contact'>(table: T) =>
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
  // What retention deletes.
  expect(await planOf(of('job').where('id', '<', '01').where(sql.ref('finished_at'), '<', '2026'))).toContain('id<?');
  expect(
    await planOf(of('prompt').where(sql.ref('state'), '<>', 'due').where(sql.ref('due_at'), '<', '2026')),
  ).toContain('due_at<?');
  expect(await planOf(of('contact').where(sql.ref('at'), '<', '2026'))).toContain('at<?');
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
    /\/dev\/null\/such\.db can’t be opened/,
  );
});

it('A path where nobody can make a folder is named, and not tried for ever', async () => {
  await expect(openDatabase('file:/proc/none/deep/x.db', systemClock)).rejects.toThrow(/\/proc\/none.*can’t be opened/);
});

it('Nobody but its owner can read the file, those beside it, or one that others could read before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-'));
  const path = join(folder, 'new', 'a.db');
  const rights = () => {
    const files = readdirSync(join(folder, 'new'));
    return Object.fromEntries(files.map((name) => [name, statSync(join(folder, 'new', name)).mode & 0o777]));
  };
  const db = await openDatabase(`file:${path}`, systemClock);
  await sql`create table something (x integer)`.execute(db.read);
  expect(rights()).toMatchObject({ 'a.db': 0o600, 'a.db.lock': 0o600, 'a.db-wal': 0o600 });
  await db.close();
  chmodSync(path, 0o644);
  await (await openDatabase(`file:${path}`, systemClock)).close();
  expect(rights()).toMatchObject({ 'a.db': 0o600 });
  rmSync(folder, { recursive: true });
});
