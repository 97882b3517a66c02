import type { Kysely } from 'kysely';

/** Indexes by which a colleague's name is recognised among very many. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.createIndex('member_by_name').on('member').columns(['workspace_id', 'name']).execute();
  await schema.createIndex('member_by_handle').on('member').columns(['workspace_id', 'handle']).execute();
}
