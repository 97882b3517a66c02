import type { Kysely } from 'kysely';

/** What members suggest, and apart from it who is told what becomes of a suggestion without a name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('suggestion')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text')
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('answered_by', 'text')
    .addColumn('answered_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('suggestion_in')
    .on('suggestion')
    .columns(['workspace_id', 'state', 'created_at'])
    .execute();
  await db.schema
    .createIndex('suggestion_answered')
    .on('suggestion')
    .columns(['workspace_id', 'answered_at'])
    .execute();
  await db.schema
    .createTable('suggestion_tell')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('suggestion_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('suggestion_tell_pk', ['workspace_id', 'suggestion_id', 'member_id'])
    .execute();
  await db.schema
    .createIndex('suggestion_tell_of')
    .on('suggestion_tell')
    .columns(['workspace_id', 'member_id'])
    .execute();
}
