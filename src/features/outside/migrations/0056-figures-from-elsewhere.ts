import type { Kysely } from 'kysely';

/** Figures that owners bring from other tools, and the day from which they are “since the start”. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outside_figure')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('metric', 'text', (c) => c.notNull())
    .addColumn('group_name', 'text', (c) => c.notNull())
    .addColumn('grain', 'text', (c) => c.notNull())
    .addColumn('from_on', 'text', (c) => c.notNull())
    .addColumn('to_on', 'text', (c) => c.notNull())
    .addColumn('value', 'double precision', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('outside_figure_of', ['workspace_id', 'kind', 'metric', 'group_name', 'from_on', 'to_on'])
    .execute();
  await db.schema
    .createTable('outside_start')
    .addColumn('workspace_id', 'text', (c) => c.primaryKey())
    .addColumn('on_date', 'text', (c) => c.notNull())
    .execute();
}
