import type { Tx } from '../../../database/transaction.ts';
import { offers } from '../../skills/store/held.ts';

export { addOffer, heldSkills, offering, removeOffer, replaceSkills } from '../../skills/store/held.ts';

/** Active guests who offer one of the skills. */
export async function guestsOffering(tx: Tx, skillIds: string[]): Promise<string[]> {
  if (skillIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('member')
    .select('id')
    .where('id', 'in', offers(tx).select('member_id').where('skill_id', 'in', skillIds))
    .where('is_guest', '=', 1)
    .where('is_deactivated', '=', 0)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
