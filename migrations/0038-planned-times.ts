import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // When two people are taken by something that has no session yet, such as a place in office hours.
  await db.schema
    .createTable('planned_time')
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('one_id', 'text', (c) => c.notNull())
    .addColumn('other_id', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('planned_time_pk', ['workspace_id', 'id'])
    .execute();
  for (const column of ['one_id', 'other_id'])
    await db.schema
      .createIndex(`planned_time_${column}`)
      .on('planned_time')
      .columns(['workspace_id', column])
      .execute();
  await sql`
    insert into planned_time (id, workspace_id, one_id, other_id, starts_at, ends_at)
    select booking.id, booking.workspace_id, office_hours.host_id, booking.member_id, booking.starts_at, booking.ends_at
    from booking join office_hours on office_hours.id = booking.hours_id
    where booking.state = 'booked'
  `.execute(db);
}
