import type { Kysely } from 'kysely';

/** What matching remembers: who was shown, and the workspace's own ways to write a skill. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('exposure')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('amount', 'real', (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('exposure_pk', ['workspace_id', 'member_id'])
    .execute();
  await schema
    .createTable('skill_alias')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('origin', 'text', (c) => c.notNull())
    .addColumn('seen_by', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('skill_alias_pk', ['workspace_id', 'key', 'target'])
    .execute();
  await schema
    .createTable('profile_change')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('profile_change_pk', ['workspace_id', 'member_id'])
    .execute();
  await schema
    .createIndex('profile_change_by_time')
    .on('profile_change')
    .columns(['workspace_id', 'changed_at'])
    .execute();
}
