import { type Kysely, sql } from 'kysely';

/**
 * What each member set going on each of their days, so that one rule can bound it; who coined the name of a skill, and
 * since when it stands for everybody; and the receiver's own yes to a public thank-you, which until now was assumed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('quota_use')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('to_id', 'text', (c) => c.notNull())
    .addColumn('on_date', 'text', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('quota_use_pk', ['workspace_id', 'member_id', 'kind', 'to_id', 'on_date'])
    .execute();
  await db.schema.createIndex('quota_use_by_date').on('quota_use').columns(['workspace_id', 'on_date']).execute();
  for (const column of ['coined_by', 'shared_at', 'approved_at'])
    await db.schema.alterTable('skill').addColumn(column, 'text').execute();
  await db.schema
    .createIndex('skill_coined')
    .on('skill')
    .columns(['workspace_id', 'coined_by'])
    .where(sql.ref('coined_by'), 'is not', sql.lit(null))
    .execute();
  await db.schema.alterTable('thanks').addColumn('agreed_at', 'text').execute();
  await sql`update recognition_choice set thanks_shown = 0`.execute(db);
}
