import type { Kysely } from 'kysely';

/** When a job first could not be done; prompts that spoiled a message, or are said apart from the others for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('job').addColumn('tried_at', 'text').execute();
  await schema
    .alterTable('prompt')
    .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('prompt').addColumn('apart', 'text').execute();
}
