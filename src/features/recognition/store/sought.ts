import type { Tx } from '../../../database/transaction.ts';

export async function isKnownSkill(tx: Tx, skillId: string): Promise<boolean> {
  const row = await tx.db.selectFrom('skill').select('id').where('id', '=', skillId).executeTakeFirst();
  return row !== undefined;
}

/** Ids of those who are on the wait list of a skill. */
export async function waitingPeople(tx: Tx, skillId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('request')
    .select('mentee_id')
    .where('skill_id', '=', skillId)
    .where('state', '=', 'waiting')
    .execute();
  return rows.map((row) => row.mentee_id);
}
