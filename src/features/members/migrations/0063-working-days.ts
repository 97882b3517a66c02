import type { Kysely } from 'kysely';

/** Hours of single days, and whose public holidays somebody keeps. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['other_hours', 'holidays'])
    await db.schema
      .alterTable('member')
      .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
      .execute();
}
