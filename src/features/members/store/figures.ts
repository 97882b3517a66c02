import type { Tx } from '../../../database/transaction.ts';

/** What figures about many people need of each (features/metrics): all but bots, those who left included. */
export async function peopleForFigures(tx: Tx) {
  const rows = await tx.db
    .selectFrom('member')
    .select(['id', 'title', 'department', 'zone', 'capacity', 'created_at', 'is_deactivated', 'erased_at'])
    .where('is_bot', '=', 0)
    .execute();
  return rows;
}
