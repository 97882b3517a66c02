import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // The lesson that a member stands at (null: none was sent since), and what brought it forward (null: its order).
  await db.schema.alterTable('course').addColumn('lesson', 'text').execute();
  await db.schema.alterTable('course').addColumn('because', 'text').execute();
}
