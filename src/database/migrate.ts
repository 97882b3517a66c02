import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';

/**
 * Brings the database to the newest schema; safe to call by several instances at once.
 * @returns the names of the migrations that ran now. @throws whatever the first failing migration threw.
 */
export async function migrate<S>(db: Kysely<S>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
}
