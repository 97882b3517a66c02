import type { Kysely } from 'kysely';

/** Hours of single days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('member')
    .addColumn('other_hours', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
}
