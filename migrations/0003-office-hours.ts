import { type Kysely, type SchemaModule, sql } from 'kysely';

/** Office hours, their topics, whom they are for, dates that are left out, and who comes when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await hours(schema);
  await bookings(schema);
}

async function hours(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('office_hours')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('host_id', 'text', (c) => c.notNull())
    .addColumn('rhythm', 'text', (c) => c.notNull())
    .addColumn('first_on', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('zone', 'text', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('slot_minutes', 'integer')
    .addColumn('capacity', 'integer', (c) => c.notNull())
    .addColumn('place', 'text', (c) => c.notNull())
    .addColumn('link', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('last_on', 'text')
    .addColumn('channel', 'text')
    .addColumn('post_channel', 'text')
    .addColumn('post_ts', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .execute();
  await schema.createIndex('office_hours_live').on('office_hours').columns(['workspace_id', 'ended_at']).execute();
  await schema
    .createTable('office_hours_skill')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('hours_id', 'text', (c) => c.notNull().references('office_hours.id'))
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addPrimaryKeyConstraint('office_hours_skill_pk', ['hours_id', 'skill_id'])
    .execute();
  await schema
    .createIndex('office_hours_by_skill')
    .on('office_hours_skill')
    .columns(['workspace_id', 'skill_id'])
    .execute();
  await schema
    .createTable('office_hours_guest')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('hours_id', 'text', (c) => c.notNull().references('office_hours.id'))
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('office_hours_guest_pk', ['hours_id', 'member_id'])
    .execute();
  await schema
    .createTable('office_hours_skip')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('hours_id', 'text', (c) => c.notNull().references('office_hours.id'))
    .addColumn('on_date', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('office_hours_skip_pk', ['hours_id', 'on_date'])
    .execute();
}

async function bookings(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('booking')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('hours_id', 'text', (c) => c.notNull().references('office_hours.id'))
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('on_date', 'text', (c) => c.notNull())
    .addColumn('seat', 'integer', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('goal', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.references('session.id'))
    .addColumn('by_leader', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  // The database itself gives a place to one person, and a person one place, whatever happens at the same moment.
  const live = [sql.lit('booked'), sql.lit('held')];
  await schema
    .createIndex('booking_one_a_seat')
    .unique()
    .on('booking')
    .columns(['hours_id', 'on_date', 'seat'])
    .where(sql.ref('state'), 'in', live)
    .execute();
  await schema
    .createIndex('booking_one_a_person')
    .unique()
    .on('booking')
    .columns(['hours_id', 'on_date', 'member_id'])
    .where(sql.ref('state'), 'in', live)
    .execute();
  await schema.createIndex('booking_by_member').on('booking').columns(['workspace_id', 'member_id']).execute();
}
