import type { Kysely } from 'kysely';

/** Rounds of the pulse, whom an open one asks, answers that wait to be moved, and those that nobody can trace. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('pulse_round')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('wording', 'text', (c) => c.notNull())
    .addColumn('in_halves', 'integer', (c) => c.notNull())
    .addColumn('starts_at', 'text', (c) => c.notNull())
    .addColumn('closes_at', 'text', (c) => c.notNull())
    .addColumn('asked', 'integer', (c) => c.notNull())
    .addColumn('answered', 'integer', (c) => c.notNull())
    .addColumn('results', 'text')
    .addColumn('started_by', 'text')
    .addColumn('closed_at', 'text')
    .execute();
  await db.schema.createIndex('pulse_round_of').on('pulse_round').columns(['workspace_id', 'starts_at']).execute();
  await db.schema
    .createTable('pulse_asked')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('round_id', 'text', (c) => c.notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('wave', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('pulse_asked_pk', ['workspace_id', 'round_id', 'member_id'])
    .execute();
  await db.schema.createIndex('pulse_asked_of').on('pulse_asked').columns(['workspace_id', 'member_id']).execute();
  await db.schema
    .createTable('pulse_box')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('round_id', 'text', (c) => c.notNull())
    .addColumn('ballots', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('pulse_box_pk', ['workspace_id', 'round_id'])
    .execute();
  await db.schema
    .createTable('pulse_answer')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('round_id', 'text', (c) => c.notNull())
    .addColumn('department', 'text', (c) => c.notNull())
    .addColumn('tenure', 'text', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('engaged', 'integer')
    .addColumn('worth', 'integer')
    .addColumn('unstuck', 'integer')
    .addColumn('teams', 'integer')
    .addColumn('safe', 'integer')
    .addColumn('knows', 'integer')
    .execute();
  await db.schema.createIndex('pulse_answer_of').on('pulse_answer').columns(['workspace_id', 'round_id']).execute();
  await db.schema
    .createTable('pulse_words')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('round_id', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('pulse_words_of').on('pulse_words').columns(['workspace_id', 'round_id']).execute();
}
