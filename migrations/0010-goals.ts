import type { Kysely } from 'kysely';

/** What members want to learn, what came up that fits it, and what they were asked about their skills. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('goal')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.references('skill.id'))
    .addColumn('by_on', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('looked_at', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .execute();
  await schema.createIndex('goal_by_member').on('goal').columns(['workspace_id', 'member_id', 'state']).execute();
  await schema.createIndex('goal_by_skill').on('goal').columns(['workspace_id', 'skill_id', 'state']).execute();
  await schema
    .createTable('goal_news')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('goal_id', 'text', (c) => c.notNull().references('goal.id'))
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'text', (c) => c.notNull())
    .addColumn('noticed_at', 'text', (c) => c.notNull())
    .addColumn('told_in', 'text')
    .addColumn('told_on', 'text')
    .addPrimaryKeyConstraint('goal_news_pk', ['goal_id', 'kind', 'subject_id'])
    .execute();
  await schema.createIndex('goal_news_by_member').on('goal_news').columns(['workspace_id', 'member_id']).execute();
  await schema
    .createTable('skill_question')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'text', (c) => c.notNull())
    .addColumn('answer', 'text')
    .addColumn('level', 'integer')
    .addColumn('answered_at', 'text')
    .addPrimaryKeyConstraint('skill_question_pk', ['workspace_id', 'member_id', 'skill_id', 'kind'])
    .execute();
  await schema.createIndex('reflection_by_author').on('reflection').columns(['workspace_id', 'author_id']).execute();
}
