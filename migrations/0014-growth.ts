import type { Kysely, SchemaModule } from 'kysely';

/** Skills that owners keep apart, and the words by which somebody may be found who does not offer a topic. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('skill_apart')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('other_skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('skill_apart_pk', ['workspace_id', 'skill_id', 'other_skill_id'])
    .execute();
  await hints(schema);
  await schema
    .alterTable('request')
    .addColumn('may_hint', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}

async function hints(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('hint')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('word', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull().defaultTo(''))
    .addPrimaryKeyConstraint('hint_pk', ['workspace_id', 'word', 'member_id', 'source', 'session_id'])
    .execute();
  await schema.createIndex('hint_by_member').on('hint').columns(['workspace_id', 'member_id', 'source']).execute();
  await schema.createIndex('hint_by_session').on('hint').columns(['workspace_id', 'session_id']).execute();
}
