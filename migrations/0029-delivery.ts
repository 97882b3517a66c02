import { type Kysely, sql } from 'kysely';

/** When a job first could not be done; prompts that spoiled a message, or are said apart from the others for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('job').addColumn('tried_at', 'text').execute();
  await schema.alterTable('prompt').addColumn('failures', 'integer').execute();
  await schema.alterTable('prompt').addColumn('apart', 'text').execute();
  await schema
    .createIndex('prompt_due')
    .on('prompt')
    .columns(['workspace_id', 'due_at'])
    .where(sql.ref('state'), '=', 'due')
    .execute();
}
