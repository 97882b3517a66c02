import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Whether others can read along is told of a conversation where it is, whatever the settings say by then.
  await db.schema
    .alterTable('session')
    .addColumn('in_channel', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  // A channel in which one mentor talked with several people is no group message of two.
  await sql`
    update session set in_channel = 1
    where channel is not null and is_private = 0 and is_quiet = 0 and exists (
      select 1 from session as other
      where other.workspace_id = session.workspace_id and other.channel = session.channel
        and other.mentee_id <> session.mentee_id and other.mentee_id <> session.mentor_id
    )
  `.execute(db);
}
