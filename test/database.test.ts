import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
