import type { Kysely } from 'kysely';

/** Quarterly reviews, and what the owners decided in each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('from_on', 'text', (c) => c.notNull())
    .addColumn('to_on', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('opened_at', 'text')
    .addColumn('channel', 'text')
    .addColumn('heading', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('posted_by', 'text')
    .addColumn('posted_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('review_once', ['workspace_id', 'from_on'])
    .execute();
  await db.schema
    .createTable('review_adjustment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('review_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('measure', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('chosen_by', 'text')
    .addColumn('done_at', 'text')
    .addColumn('undo', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('review_adjustment_once', ['workspace_id', 'review_id', 'key'])
    .execute();
}
