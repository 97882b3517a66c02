import type { Kysely } from 'kysely';

/** Tokens that workspaces and organisations gave when they added the app, and the workspaces that each is good for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('installation')
    .addColumn('workspace_id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('bot_user_id', 'text', (c) => c.notNull())
    .addColumn('is_enterprise', 'integer', (c) => c.notNull())
    .addColumn('sealed_tokens', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('refreshing_until', 'text')
    .addColumn('installed_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('installed_workspace')
    .addColumn('workspace_id', 'text', (c) => c.primaryKey())
    .addColumn('installation_id', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('installed_workspace_by_installation')
    .on('installed_workspace')
    .column('installation_id')
    .execute();
}
