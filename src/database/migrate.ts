import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import { describeIndexes } from './statistics.ts';

/**
 * Brings the database to the newest schema; safe to call by several instances at once.
 * @returns the names of the migrations that ran now. @throws whatever the first failing migration threw.
 */
export async function migrate<S>(db: Kysely<S>): Promise<string[]> {
  const { error, results } = await migrator(db).migrateToLatest();
  if (error) throw error;
  await describeIndexes(db);
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
}

/** Names of the migrations that the database has not seen. */
export async function pendingMigrations<S>(db: Kysely<S>): Promise<string[]> {
  const known = await migrator(db).getMigrations();
  return known.filter((m) => m.executedAt === undefined).map((m) => m.name);
}

function migrator<S>(db: Kysely<S>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}
