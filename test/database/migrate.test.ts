import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { systemClock } from '../../src/clock.ts';
import { migrate, pendingMigrations } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';

const root = new URL('../..', import.meta.url).pathname;

it('Every migration is found, in its feature or at the top, and they stand in the order of their numbers', () => {
  const files = globSync('{migrations,src/features/*/migrations}/*-*.ts', { cwd: root });
  expect(files.some((file) => file.startsWith('src/features/'))).toBe(true);
  expect(Object.keys(migrations)).toEqual(files.map((file) => basename(file, '.ts')).sort());
});

const LATER = '0054-suggestions';

it('A migration that landed after one with a higher number is made up for', async () => {
  const db = await openDatabase('file::memory:', systemClock);
  try {
    const { [LATER]: _later, ...earlier } = migrations;
    const before = new Migrator({ db: db.read, provider: { getMigrations: async () => earlier } });
    expect((await before.migrateToLatest()).error).toBeUndefined();
    expect(await pendingMigrations(db.read)).toEqual([LATER]);
    expect(await migrate(db.read)).toEqual([LATER]);
    expect(await migrate(db.read)).toEqual([]);
  } finally {
    await db.close();
  }
});
