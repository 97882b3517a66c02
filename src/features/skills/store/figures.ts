import type { Tx } from '../../../database/transaction.ts';

/** The names of these skills, by id. */
export async function namesOf(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.db.selectFrom('skill').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Who offers any skill, for figures about many people (features/metrics). */
export async function offeringIds(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('member_skill')
    .select('member_id')
    .distinct()
    .where('kind', '=', 'offers')
    .execute();
  return rows.map((row) => row.member_id);
}
