import type { Kysely } from 'kysely';

/** Departures that a reading of the directory spoke of and that wait: for its end, or for an owner. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('member').addColumn('said_gone_at', 'text').execute();
  await db.schema.alterTable('workspace').addColumn('departure', 'text').execute();
}
