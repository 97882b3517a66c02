import { type Kysely, sql } from 'kysely';

/** Texts of the launch kit that owners post, each once a day and channel. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('launch_post')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('piece', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('on_date', 'text', (c) => c.notNull())
    .addColumn('heading', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('by_id', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('launch_post_once')
    .unique()
    .on('launch_post')
    .columns(['workspace_id', 'piece', 'channel', 'on_date'])
    .where(sql.ref('state'), '!=', sql.lit('refused'))
    .execute();
}
