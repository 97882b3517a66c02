import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // How much time the mentee thinks that a session saved them; null where they did not say.
  await db.schema.alterTable('outcome').addColumn('time_saved', 'text').execute();
}
