import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Quiet asks, talks in private, and topics that may be named. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const flag = (table: string, column: string) =>
    schema
      .alterTable(table)
      .addColumn(column, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  await flag('request', 'is_private');
  await flag('request', 'may_name_topic');
  await flag('session', 'is_quiet');
  await flag('session', 'is_private');
  await flag('session', 'was_handed_back_early');
  await flag('badge', 'is_quiet');
  const quiet = sql`select id from request where is_anonymous = 1`;
  await sql`update session set is_quiet = 1, is_private = 1 where request_id in (${quiet})`.execute(db);
  await sql`update request set may_hint = 0 where is_anonymous = 1`.execute(db);
  await sql`delete from hint where session_id in (select id from session where is_quiet = 1)`.execute(db);
}
