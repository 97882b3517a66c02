import type { Kysely } from 'kysely';

/** Rounds of invitations after a quiet week, and who was invited when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('momentum_round')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('week', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('talks', 'integer', (c) => c.notNull())
    .addColumn('usual', 'integer', (c) => c.notNull())
    .addColumn('people', 'integer', (c) => c.notNull())
    .addColumn('goes_at', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('momentum_round_pk', ['workspace_id', 'week'])
    .execute();
  await schema
    .createTable('invitation')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('week', 'text', (c) => c.notNull())
    .addColumn('may_come_until', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('invitation_pk', ['workspace_id', 'member_id', 'week'])
    .execute();
}
