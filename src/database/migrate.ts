import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { migrations } from '../../migrations/index.ts';
import { StartError } from '../errors.ts';
import { describeIndexes } from './statistics.ts';

/**
 * Brings the database to the newest schema; safe to call by several instances at once.
 * @returns the names of the migrations that ran now. @throws StartError when the database is newer than this code, and
 * whatever the first failing migration threw.
 */
export async function migrate<S>(db: Kysely<S>): Promise<string[]> {
  await refuseNewer(db);
  const { error, results } = await migrator(db).migrateToLatest();
  if (error) throw error;
  await describeIndexes(db);
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
}

/** Names of the migrations that the database has not seen. @throws StartError when it is newer than this code. */
export async function pendingMigrations<S>(db: Kysely<S>): Promise<string[]> {
  await refuseNewer(db);
  const known = await migrator(db).getMigrations();
  return known.filter((m) => m.executedAt === undefined).map((m) => m.name);
}

/** For tools that work beside the app. @throws StartError when the database does not have this code's schema. */
export async function requireSchema<S>(db: Kysely<S>): Promise<void> {
  if ((await pendingMigrations(db)).length > 0) throw new StartError('Run “npm run migrate” first.');
}

/** An older version of the app must not touch what a newer one has built: it would break it, or be broken. */
async function refuseNewer<S>(db: Kysely<S>): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return;
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  const unknown = rows.map(({ name }) => name).filter((name) => !(name in migrations));
  if (unknown.length === 0) return;
  throw new StartError(
    `The database was last used by a newer version of Bitewise (it has ${unknown.sort().at(-1)}). Start that version again, or restore the backup from before the upgrade.`,
  );
}

/** One that was written earlier may land later: each stands by itself, so a database may be without it so far. */
function migrator<S>(db: Kysely<S>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations }, allowUnorderedMigrations: true });
}
