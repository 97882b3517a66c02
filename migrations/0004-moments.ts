import { type Kysely, sql } from 'kysely';

/** Recurring moments of knowledge sharing in channels: when, who hosts, and who shared. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('moment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('days', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('zone', 'text', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('deck', 'text', (c) => c.notNull())
    .addColumn('own', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('holidays', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('skipped', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('is_paused', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .execute();
  await schema
    .createIndex('moment_one_a_channel')
    .unique()
    .on('moment')
    .columns(['workspace_id', 'channel'])
    .where(sql.ref('ended_at'), 'is', null)
    .execute();
  await schema
    .createTable('moment_host')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('moment_id', 'text', (c) => c.notNull().references('moment.id'))
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('since', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('moment_host_pk', ['moment_id', 'member_id'])
    .execute();
  await schema
    .createTable('moment_turn')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('moment_id', 'text', (c) => c.notNull().references('moment.id'))
    .addColumn('on_date', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text', (c) => c.notNull())
    .addColumn('prompt', 'text', (c) => c.notNull())
    .addColumn('host_id', 'text')
    .addColumn('declined', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('summary_ts', 'text')
    .addColumn('shared', 'integer', (c) => c.notNull().defaultTo(0))
    .addUniqueConstraint('moment_turn_once', ['moment_id', 'on_date'])
    .execute();
  await schema
    .createIndex('moment_turn_by_post')
    .on('moment_turn')
    .columns(['workspace_id', 'channel', 'ts'])
    .execute();
  await schema
    .createTable('moment_share')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('turn_id', 'text', (c) => c.notNull().references('moment_turn.id'))
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('shared_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('moment_share_pk', ['turn_id', 'member_id'])
    .execute();
}
