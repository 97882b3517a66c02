import { type Kysely, sql } from 'kysely';

/** Who left when, who worded a newsletter, and deletions that are still being carried out in Slack. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('member').addColumn('left_at', 'text').execute();
  await sql`update member set left_at = coalesce(seen_at, created_at) where is_deactivated = 1`.execute(db);
  await sql`create index member_by_leaving on member (workspace_id, left_at) where left_at is not null`.execute(db);
  for (const column of ['channel', 'ts']) await schema.alterTable('digest').addColumn(column, 'text').execute();
  await schema.alterTable('workspace').addColumn('uninstalled_at', 'text').execute();
  await schema.alterTable('newsletter').addColumn('words_by', 'text').execute();
  await schema
    .createTable('erasure')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('former_id', 'text', (c) => c.notNull())
    .addColumn('places', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .execute();
}
