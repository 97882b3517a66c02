import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Figures of a period as they were told first: told anew later they would differ by whoever changed something since.
  await db.schema
    .createTable('told_metrics')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('from_on', 'text', (c) => c.notNull())
    .addColumn('to_on', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('told', 'text', (c) => c.notNull())
    .addColumn('made_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('told_metrics_pk', ['workspace_id', 'from_on', 'to_on', 'version'])
    .execute();
  // Figures ask for what closed, ended or was offered in some months.
  await db.schema.createIndex('request_closed').on('request').columns(['workspace_id', 'closed_at']).execute();
  await db.schema.createIndex('offer_made').on('offer').columns(['workspace_id', 'offered_at']).execute();
  await db.schema.createIndex('session_ended').on('session').columns(['workspace_id', 'ended_at']).execute();
}
