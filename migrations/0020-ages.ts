import type { Kysely } from 'kysely';

/** Indexes by which what is too old to keep is found, in the tables that grow with every message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.createIndex('prompt_by_age').on('prompt').columns(['workspace_id', 'due_at']).execute();
  await schema.createIndex('contact_by_age').on('contact').columns(['workspace_id', 'at']).execute();
}
