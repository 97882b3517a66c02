import { type Kysely, sql } from 'kysely';

/** Buddies: who welcomes newcomers, who is new, who was asked for whom, and the check-ins; handles, to find people by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('member')
    .addColumn('handle', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await schema
    .createTable('buddy_willing')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('since', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('buddy_willing_pk', ['workspace_id', 'member_id'])
    .execute();
  await schema
    .createTable('buddy_newcomer')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('starts_on', 'text', (c) => c.notNull())
    .addColumn('begins_at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('has_changed', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('noted_at', 'text')
    .addColumn('ended_at', 'text')
    .addPrimaryKeyConstraint('buddy_newcomer_pk', ['workspace_id', 'member_id'])
    .execute();
  await schema
    .createIndex('buddy_newcomer_by_beginning')
    .on('buddy_newcomer')
    .columns(['workspace_id', 'state', 'begins_at'])
    .execute();
  await createPairs(db);
  await schema
    .createTable('buddy_check_in')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('newcomer_id', 'text', (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('choice', 'integer')
    .addColumn('line', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('lined_at', 'text')
    .addPrimaryKeyConstraint('buddy_check_in_pk', ['workspace_id', 'newcomer_id', 'day'])
    .execute();
}

async function createPairs({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('buddy_pair')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('newcomer_id', 'text', (c) => c.notNull())
    .addColumn('buddy_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('ending', 'text')
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('answer_by', 'text', (c) => c.notNull())
    .addColumn('accepted_at', 'text')
    .addColumn('told_at', 'text')
    .addColumn('channel', 'text')
    .addColumn('closed_at', 'text')
    .execute();
  // Whatever happens at the same moment: one buddy for a newcomer, and one newcomer for a buddy.
  for (const person of ['newcomer_id', 'buddy_id'] as const) {
    await schema
      .createIndex(`buddy_pair_one_${person}`)
      .unique()
      .on('buddy_pair')
      .columns(['workspace_id', person])
      .where(sql.ref('closed_at'), 'is', null)
      .execute();
    await schema.createIndex(`buddy_pair_by_${person}`).on('buddy_pair').columns(['workspace_id', person]).execute();
  }
}
