import { type Kysely, sql } from 'kysely';

/**
 * What is known of whether a session was held, and what came of it. Sessions that ended before are judged by what is
 * there: both wrote since it was time, or the mentee wrote about it afterwards.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  for (const column of ['held_at', 'useful_at', 'used_at', 'mentee_word', 'mentor_word', 'last_line_at'] as const)
    await schema.alterTable('session').addColumn(column, 'text').execute();
  for (const column of ['mentee_lines', 'mentor_lines', 'began_early', 'is_useless'] as const)
    await schema
      .alterTable('session')
      .addColumn(column, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  await schema.alterTable('outcome').addColumn('asked_again_at', 'text').execute();
  await schema.createIndex('session_by_held').on('session').columns(['workspace_id', 'held_at']).execute();
  const over = sql`state = 'ended' and ending not in ('handed back', 'cancelled')`;
  await sql`update session set mentee_word = 'looked back' where ${over} and (
      exists (select 1 from reflection r where r.session_id = session.id and r.role = 'mentee' and r.answered_at is not null)
      or exists (select 1 from outcome o where o.session_id = session.id)
      or recap like '%"authorId":"' || mentee_id || '"%')`.execute(db);
  await sql`update session set held_at = ended_at where ${over} and (
      mentee_word is not null or (mentee_spoke_at >= opened_at and mentor_spoke_at >= opened_at))`.execute(db);
  await sql`update session set useful_at = (select r.answered_at from reflection r
      where r.session_id = session.id and r.role = 'mentee' and r.usefulness >= 3) where held_at is not null`.execute(
    db,
  );
  await sql`update session set is_useless = 1 where exists (select 1 from reflection r
      where r.session_id = session.id and r.role = 'mentee' and r.usefulness < 3)`.execute(db);
  await sql`update session set used_at = (select o.answered_at from outcome o
      where o.session_id = session.id and o.answer = 'yes') where held_at is not null`.execute(db);
}
