import type { Kysely } from 'kysely';

/** Knowledge cards: one question and its answer from a session, and whom they helped. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('knowledge_card')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.notNull())
    .addColumn('proposer_id', 'text', (c) => c.notNull())
    .addColumn('partner_id', 'text', (c) => c.notNull())
    .addColumn('editor_id', 'text', (c) => c.notNull())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('proposer_approved', 'integer', (c) => c.notNull())
    .addColumn('partner_approved', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('published_at', 'text')
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .execute();
  // A session has one card, whoever is quicker, and none after that one was withdrawn.
  await schema
    .createIndex('knowledge_card_of_session')
    .on('knowledge_card')
    .columns(['workspace_id', 'session_id'])
    .unique()
    .execute();
  for (const column of ['skill_id', 'proposer_id', 'partner_id'] as const)
    await schema
      .createIndex(`knowledge_card_by_${column}`)
      .on('knowledge_card')
      .columns(['workspace_id', column])
      .execute();
  await schema
    .createTable('knowledge_help')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('card_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('knowledge_help_pk', ['workspace_id', 'card_id', 'member_id'])
    .execute();
}
