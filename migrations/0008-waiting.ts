import type { Kysely } from 'kysely';

/** How long askers waited, so that the next one hears before asking how long it usually takes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('request').addColumn('waited_minutes', 'integer').execute();
  await schema
    .createIndex('request_by_skill')
    .on('request')
    .columns(['workspace_id', 'skill_id', 'created_at'])
    .execute();
  await schema.createIndex('request_by_time').on('request').columns(['workspace_id', 'created_at']).execute();
}
