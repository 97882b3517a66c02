import type { Work } from '../../../work.ts';

export async function isKnownSkill(work: Work, skillId: string): Promise<boolean> {
  const row = await work.db.selectFrom('skill').select('id').where('id', '=', skillId).executeTakeFirst();
  return row !== undefined;
}

/** Ids of those who are on the wait list of a skill. */
export async function waitingPeople(work: Work, skillId: string): Promise<string[]> {
  const rows = await work.db
    .selectFrom('request')
    .select('mentee_id')
    .where('skill_id', '=', skillId)
    .where('state', '=', 'waiting')
    .execute();
  return rows.map((row) => row.mentee_id);
}
