import type { Kysely } from 'kysely';

/** Badges, what a member chose about being seen, their department, and breaks, which must not count against anybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('badge')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('badge', 'text', (c) => c.notNull())
    .addColumn('earned_at', 'text', (c) => c.notNull())
    .addColumn('awarded_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('badge_pk', ['workspace_id', 'member_id', 'badge'])
    .execute();
  await schema.createIndex('badge_by_time').on('badge').columns(['workspace_id', 'awarded_at']).execute();
  await schema
    .createTable('recognition_choice')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('on_board', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('thanks_shown', 'integer', (c) => c.notNull().defaultTo(1))
    .addPrimaryKeyConstraint('recognition_choice_pk', ['workspace_id', 'member_id'])
    .execute();
  await schema
    .createTable('member_break')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('started_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('member_break_pk', ['workspace_id', 'member_id', 'started_at'])
    .execute();
  await schema
    .alterTable('member')
    .addColumn('department', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await schema.createIndex('outcome_by_time').on('outcome').columns(['workspace_id', 'answered_at']).execute();
  for (const person of ['giver_id', 'receiver_id'] as const)
    await schema.createIndex(`thanks_by_${person}`).on('thanks').columns(['workspace_id', person]).execute();
}
