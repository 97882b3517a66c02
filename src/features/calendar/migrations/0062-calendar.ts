import type { Kysely } from 'kysely';

/** How something was when calendars were told of it last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calendar_entry')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('of_id', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .addColumn('is_off', 'integer', (c) => c.notNull())
    .addColumn('sequence', 'integer', (c) => c.notNull())
    .addColumn('sent_sequence', 'integer')
    .addPrimaryKeyConstraint('calendar_entry_pk', ['workspace_id', 'kind', 'of_id'])
    .execute();
  await db.schema
    .createIndex('calendar_entry_ends')
    .on('calendar_entry')
    .columns(['workspace_id', 'ends_at'])
    .execute();
}
