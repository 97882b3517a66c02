import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { backUp, restore } from '../../src/database/backup.ts';
import { openDatabase } from '../../src/database/open.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { liveTheLoop } from '../support/loop.ts';
import { startPooler } from '../support/pooler.ts';
import { createWorld } from '../support/world.ts';

/** A database behind PgBouncer. */
async function pooled(mode: 'transaction' | 'statement') {
  const direct = await freshDatabaseUrl('postgres');
  const pooler = await startPooler(direct, mode);
  onTestFinished(() => pooler.stop());
  return pooler.urlOf(direct);
}

it('The loop goes from the question to the digest behind PgBouncer in transaction mode', {
  timeout: 120_000,
}, async () => {
  const world = await createWorld({ mode: 'http', databaseUrl: await pooled('transaction') });
  onTestFinished(() => world.close());
  await liveTheLoop(world);
});

it('Many transactions at once share few connections of a pooler, and one that its client leaves lying ends there too', {
  timeout: 60_000,
}, async () => {
  const db = await openDatabase(await pooled('transaction'), systemClock);
  onTestFinished(() => db.close());
  const at = '2026-03-02T10:00:00.000Z';
  const add = (n: number) =>
    db.transact(async (trx) => {
      const row = { workspace_id: 'T1', key: `k${n}`, at };
      await trx.insertInto('inbox').values(row).execute();
      const { rows } = await sql<{ limit: string }>`
        select current_setting('idle_in_transaction_session_timeout') as limit`.execute(trx);
      return rows[0]?.limit;
    });
  const limits = await Promise.all(Array.from({ length: 200 }, (_, n) => add(n)));
  expect(new Set(limits)).toEqual(new Set(['1min']));
  const found = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      db.read.selectFrom('inbox').select('key').where('key', '=', `k${n}`).execute(),
    ),
  );
  expect(found.map((rows) => rows.map(({ key }) => key))).toEqual(found.map((_, n) => [`k${n}`]));
});

it('A pooler that allows no transactions is refused in a sentence that says what to set', async () => {
  await expect(openDatabase(await pooled('statement'), systemClock)).rejects.toThrow(
    /^The pooler before PostgreSQL allows no transactions \(.*\)\. Set its pool_mode to “transaction”\.$/,
  );
});

it('A backup or a restore through a pooler is refused, since it would leave traces in connections that the app uses', async () => {
  const databaseUrl = await pooled('transaction');
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-pooled-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'copy.backup');
  await expect(backUp({ databaseUrl }, [file], () => {})).rejects.toThrow(/^A pooler stands before this database/);
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, 'anything');
  await expect(restore({ databaseUrl }, [file], () => {})).rejects.toThrow(/^A pooler stands before this database/);
});
