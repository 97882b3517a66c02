import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';

/** Makes whoever else changes these skills wait until this transaction is over. */
export async function lockSkills(tx: Tx, ids: string[]): Promise<void> {
  for (const id of [...ids].sort()) await tx.db.updateTable('skill').set(lockBy('name')).where('id', '=', id).execute();
}

/** Pairs of skills that owners keep apart, as "id id". */
export async function pairsApart(tx: Tx): Promise<Set<string>> {
  const rows = await tx.db.selectFrom('skill_apart').select(['skill_id', 'other_skill_id']).execute();
  return new Set(rows.map((row) => `${row.skill_id} ${row.other_skill_id}`));
}

export async function saveApart(tx: Tx, a: string, b: string): Promise<void> {
  const [skill_id = a, other_skill_id = b] = [a, b].sort();
  await tx.db
    .insertInto('skill_apart')
    .values({ workspace_id: tx.workspaceId, skill_id, other_skill_id, created_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'skill_id', 'other_skill_id']).doNothing())
    .execute();
}
