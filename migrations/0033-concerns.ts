import type { Kysely } from 'kysely';

/**
 * Reports of a concern, to whom each went and who did what about it; who may not ask quietly for now, and whose
 * questions somebody no longer gets without ever having learned who it was.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('concern')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('reporter_id', 'text', (c) => c.notNull())
    .addColumn('reported_id', 'text')
    .addColumn('about_kind', 'text')
    .addColumn('about_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('is_quiet', 'integer', (c) => c.notNull())
    .addColumn('is_named', 'integer', (c) => c.notNull())
    .addColumn('shows_content', 'integer', (c) => c.notNull())
    .addColumn('receipt_channel', 'text')
    .addColumn('receipt_ts', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('lost_at', 'text')
    .addColumn('read_at', 'text')
    .addColumn('closed_at', 'text')
    .execute();
  await db.schema.createIndex('concern_open').on('concern').columns(['workspace_id', 'closed_at']).execute();
  await db.schema
    .createTable('concern_copy')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('concern_id', 'text', (c) => c.notNull())
    .addColumn('reader_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('sent_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('concern_copy_pk', ['workspace_id', 'concern_id', 'reader_id'])
    .execute();
  await db.schema
    .createTable('concern_event')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('concern_id', 'text', (c) => c.notNull())
    .addColumn('by_id', 'text')
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('concern_event_of').on('concern_event').columns(['workspace_id', 'concern_id']).execute();
  await db.schema
    .createTable('quiet_suspension')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('for_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('suspended_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('quiet_suspension_pk', ['workspace_id', 'for_id'])
    .execute();
  await db.schema
    .createTable('quiet_block')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('for_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('blocked_id', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('quiet_block_pk', ['workspace_id', 'for_id'])
    .execute();
}
