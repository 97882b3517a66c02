import type { Kysely } from 'kysely';

/** Where what was picked stands in the thread, so that its buttons can go when it is over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['message_ts', 'debrief_ts']) {
    await db.schema.alterTable('technique').addColumn(column, 'text').execute();
  }
}
