import type { Kysely } from 'kysely';

/** Indexes for what is looked up for every Home, message or rating, and would otherwise read all of a table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.createIndex('prompt_by_group').on('prompt').columns(['workspace_id', 'grp']).execute();
  await schema.createIndex('reflection_by_partner').on('reflection').columns(['workspace_id', 'partner_id']).execute();
  await schema.createIndex('outcome_by_mentee').on('outcome').columns(['workspace_id', 'mentee_id']).execute();
  await schema.createIndex('booking_by_hours').on('booking').columns(['hours_id', 'on_date']).execute();
  await schema.createIndex('session_by_request').on('session').columns(['request_id']).execute();
}
