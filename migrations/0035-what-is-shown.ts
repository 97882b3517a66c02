import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // The app's lines in a session's thread that have a button, so that it goes when it no longer does anything.
  await db.schema
    .alterTable('session')
    .addColumn('asking', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
  // Whom somebody was shown for a topic on a day of theirs, in which order: it stays so until the day is over.
  await db.schema
    .createTable('shown_mentor')
    .addColumn('workspace_id', 'text', (c) => c.notNull())
    .addColumn('asker_id', 'text', (c) => c.notNull())
    .addColumn('skill_id', 'text', (c) => c.notNull())
    .addColumn('on_date', 'text', (c) => c.notNull())
    .addColumn('how', 'text', (c) => c.notNull())
    .addColumn('mentor_id', 'text', (c) => c.notNull())
    .addColumn('place', 'integer', (c) => c.notNull())
    .addColumn('shown_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('shown_mentor_pk', [
      ...(['workspace_id', 'asker_id', 'skill_id', 'on_date', 'how', 'mentor_id'] as const),
    ])
    .execute();
}
