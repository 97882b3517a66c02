import type { Kysely } from 'kysely';

/** Whom those on a wait list were told of, so that nobody reads of the same colleague again and again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('told_helper')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('helper_id', 'text', (c) => c.notNull())
    .addColumn('told_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('told_helper_pk', ['workspace_id', 'request_id', 'helper_id'])
    .execute();
}
