import { type Kysely, sql } from 'kysely';

/** What people pick in the thread of a session. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('technique')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
    .addColumn('by_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('pick', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text')
    .addColumn('over_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('technique_of_session')
    .on('technique')
    .columns(['workspace_id', 'session_id', 'created_at'])
    .execute();
  // Two people who press at the same moment still play one scene.
  await schema
    .createIndex('technique_one_role_play')
    .unique()
    .on('technique')
    .column('session_id')
    .where(sql.ref('kind'), '=', sql.lit('role-play'))
    .where(sql.ref('over_at'), 'is', null)
    .execute();
}
