import { type Kysely, type SchemaModule, sql } from 'kysely';

/** Everything that the loop from a request to the digest stands on. One file serves both dialects. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await people(schema);
  await conversations(schema);
  await afterwards(schema);
  await engine(db);
}

async function people(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('workspace')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('bot_user_id', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull().defaultTo('{}'))
    .addColumn('synced_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('member')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('zone', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('is_bot', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('is_guest', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('is_deactivated', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('is_owner', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('work_start', 'text', (c) => c.notNull().defaultTo('09:00'))
    .addColumn('work_end', 'text', (c) => c.notNull().defaultTo('17:00'))
    .addColumn('work_days', 'text', (c) => c.notNull().defaultTo('[1,2,3,4,5]'))
    .addColumn('capacity', 'integer', (c) => c.notNull().defaultTo(2))
    .addColumn('formats', 'text', (c) => c.notNull().defaultTo('["thread","huddle","video","in person"]'))
    .addColumn('usual_minutes', 'integer', (c) => c.notNull().defaultTo(20))
    .addColumn('paused_until', 'text')
    .addColumn('mutes', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('in_digest', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('unreachable', 'text')
    .addColumn('home_opened_at', 'text')
    .addColumn('profile_saved_at', 'text')
    .addColumn('seen_at', 'text')
    .addColumn('erased_at', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('member_pk', ['workspace_id', 'id'])
    .execute();
  await schema
    .createTable('member_block')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('blocked_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('member_block_pk', ['workspace_id', 'member_id', 'blocked_id'])
    .execute();
  await schema
    .createTable('skill')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('skill_key', ['workspace_id', 'key'])
    .execute();
  await schema
    .createTable('member_skill')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull().defaultTo(1))
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('member_skill_pk', ['workspace_id', 'member_id', 'skill_id', 'kind'])
    .execute();
  await schema
    .createIndex('member_skill_by_skill')
    .on('member_skill')
    .columns(['workspace_id', 'skill_id', 'kind'])
    .execute();
}

async function conversations(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('request')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('mentee_id', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('goal', 'text', (c) => c.notNull())
    .addColumn('tried', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('format', 'text', (c) => c.notNull())
    .addColumn('urgency', 'text', (c) => c.notNull())
    .addColumn('is_anonymous', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('source_text', 'text')
    .addColumn('source_link', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('chosen_id', 'text')
    .addColumn('candidates', 'text', (c) => c.notNull().defaultTo('[]'))
    .addColumn('progress_channel', 'text')
    .addColumn('progress_ts', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('closed_at', 'text')
    .execute();
  await schema
    .createIndex('request_one_open')
    .unique()
    .on('request')
    .columns(['workspace_id', 'mentee_id', 'skill_id'])
    .where(sql.ref('state'), 'in', [sql.lit('open'), sql.lit('waiting')])
    .execute();
  await schema.createIndex('request_by_mentee').on('request').columns(['workspace_id', 'mentee_id']).execute();
  await schema
    .createTable('offer')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull().references('request.id'))
    .addColumn('mentor_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('offered_at', 'text', (c) => c.notNull())
    .addColumn('answer_by', 'text', (c) => c.notNull())
    .addColumn('answered_at', 'text')
    .addColumn('proposed_for', 'text')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addUniqueConstraint('offer_once', ['request_id', 'mentor_id'])
    .execute();
  await schema
    .createIndex('offer_one_accepted')
    .unique()
    .on('offer')
    .column('request_id')
    .where(sql.ref('state'), '=', sql.lit('accepted'))
    .execute();
  await schema.createIndex('offer_by_mentor').on('offer').columns(['workspace_id', 'mentor_id']).execute();
  await schema
    .createTable('session')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text', (c) => c.notNull().references('request.id'))
    .addColumn('offer_id', 'text', (c) => c.notNull().references('offer.id'))
    .addColumn('mentor_id', 'text', (c) => c.notNull())
    .addColumn('mentee_id', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.notNull().references('skill.id'))
    .addColumn('goal', 'text', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('format', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('ending', 'text')
    .addColumn('channel', 'text')
    .addColumn('root_ts', 'text')
    .addColumn('opening_question', 'text', (c) => c.notNull())
    .addColumn('planned_for', 'text')
    .addColumn('opened_at', 'text')
    .addColumn('started_at', 'text')
    .addColumn('ends_at', 'text')
    .addColumn('extensions', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('mentee_spoke_at', 'text')
    .addColumn('mentor_spoke_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('recap', 'text')
    .addColumn('recap_ts', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  for (const person of ['mentor_id', 'mentee_id'] as const) {
    await schema.createIndex(`session_by_${person}`).on('session').columns(['workspace_id', person]).execute();
  }
  await schema.createIndex('session_by_place').on('session').columns(['workspace_id', 'channel', 'root_ts']).execute();
}

async function afterwards(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('action')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
    .addColumn('owner_id', 'text', (c) => c.notNull())
    .addColumn('partner_id', 'text', (c) => c.notNull())
    .addColumn('when_text', 'text', (c) => c.notNull())
    .addColumn('will_text', 'text', (c) => c.notNull())
    .addColumn('due_on', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('snoozes', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'text')
    .execute();
  await schema.createIndex('action_by_owner').on('action').columns(['workspace_id', 'owner_id']).execute();
  await schema.createIndex('action_by_session').on('action').columns(['session_id']).execute();
  await schema
    .createTable('reflection')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.notNull().references('session.id'))
    .addColumn('author_id', 'text', (c) => c.notNull())
    .addColumn('partner_id', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('question', 'text', (c) => c.notNull())
    .addColumn('usefulness', 'integer')
    .addColumn('answer', 'text')
    .addColumn('differently', 'text')
    .addColumn('may_quote', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('answered_at', 'text')
    .addUniqueConstraint('reflection_once', ['session_id', 'author_id'])
    .execute();
  await schema
    .createTable('outcome')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.primaryKey().references('session.id'))
    .addColumn('mentee_id', 'text', (c) => c.notNull())
    .addColumn('mentor_id', 'text', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('answered_at', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('outcome_by_mentor').on('outcome').columns(['workspace_id', 'mentor_id']).execute();
  await schema
    .createTable('thanks')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text', (c) => c.references('session.id'))
    .addColumn('giver_id', 'text', (c) => c.notNull())
    .addColumn('receiver_id', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('is_public', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('thanks_by_time').on('thanks').columns(['workspace_id', 'created_at']).execute();
  await schema
    .createTable('digest')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('week', 'text', (c) => c.notNull())
    .addColumn('told_until', 'text', (c) => c.notNull())
    .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('posted_at', 'text')
    .addPrimaryKeyConstraint('digest_pk', ['workspace_id', 'week'])
    .execute();
  await schema
    .createTable('prompt')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('grp', 'text')
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('bundle', 'text')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('sent_at', 'text')
    .addUniqueConstraint('prompt_key', ['workspace_id', 'key'])
    .execute();
  await schema.createIndex('prompt_by_member').on('prompt').columns(['workspace_id', 'member_id', 'state']).execute();
  await schema.createIndex('prompt_by_bundle').on('prompt').columns(['bundle']).execute();
  await schema
    .createTable('contact')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('local_date', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('contact_by_day')
    .on('contact')
    .columns(['workspace_id', 'member_id', 'local_date'])
    .execute();
}

async function engine(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('job')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('lane', 'text')
    .addColumn('grp', 'text')
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('run_at', 'text', (c) => c.notNull())
    .addColumn('held_until', 'text')
    .addColumn('expires_at', 'text')
    .addColumn('attempt', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('phase', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('sent_at', 'text')
    .addColumn('ref', 'text')
    .addColumn('outcome', 'text')
    .addColumn('error', 'text')
    .addColumn('finished_at', 'text')
    .addUniqueConstraint('job_key', ['workspace_id', 'key'])
    .execute();
  // Partial on the very condition of the claim: with any other form the planner falls back to a scan.
  await sql`create index job_live_run_at on job (workspace_id, run_at, id) where finished_at is null`.execute(db);
  await sql`create index job_live_lane on job (workspace_id, lane, due_at, id) where finished_at is null and lane is not null`.execute(
    db,
  );
  await sql`create index job_live_grp on job (workspace_id, grp) where finished_at is null and grp is not null`.execute(
    db,
  );
  await sql`create index job_troubled on job (workspace_id, outcome) where outcome in ('dead', 'unknown')`.execute(db);
  await schema
    .createTable('inbox')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('inbox_pk', ['workspace_id', 'key'])
    .execute();
  await schema.createIndex('inbox_by_time').on('inbox').columns(['workspace_id', 'at']).execute();
}
