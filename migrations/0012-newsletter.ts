import type { Kysely } from 'kysely';

/** Stories that two people let be told, in place of a tick that nothing read, and the newsletter of each month. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('reflection').dropColumn('may_quote').execute();
  await schema
    .createTable('story')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
    .addColumn('author_id', 'text', (c) => c.notNull())
    .addColumn('partner_id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('is_named', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('answer', 'text')
    .addColumn('told_in', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('answered_at', 'text')
    .addUniqueConstraint('story_once', ['session_id', 'author_id', 'source'])
    .execute();
  for (const person of ['author_id', 'partner_id'] as const)
    await schema.createIndex(`story_by_${person}`).on('story').columns(['workspace_id', person]).execute();
  await schema
    .createTable('newsletter')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('heading', 'text', (c) => c.notNull())
    .addColumn('opening', 'text', (c) => c.notNull())
    .addColumn('closing', 'text', (c) => c.notNull())
    .addColumn('offered', 'text', (c) => c.notNull())
    .addColumn('stories', 'text', (c) => c.notNull())
    .addColumn('figures', 'text', (c) => c.notNull())
    .addColumn('has_figures', 'integer', (c) => c.notNull())
    .addColumn('has_technique', 'integer', (c) => c.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('posted_at', 'text')
    .addPrimaryKeyConstraint('newsletter_pk', ['workspace_id', 'month'])
    .execute();
}
