import { type Kysely, sql } from 'kysely';

/** An index by which those whom a reading of the directory did not name are found without reading everybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('member_by_seen')
    .on('member')
    .columns(['workspace_id', 'seen_at'])
    .where(sql.ref('is_deactivated'), '=', sql.lit(0))
    .execute();
}
