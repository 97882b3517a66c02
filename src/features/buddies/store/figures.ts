import { spanOf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';

/** Buddies who said yes to a newcomer in one of the spans, for figures about many people (features/metrics). */
export async function buddiesFound(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('accepted_at', bounds);
  const rows = await tx.db
    .selectFrom('buddy_pair')
    .select([span.as('span'), 'newcomer_id as newcomerId', 'buddy_id as buddyId'])
    .where('accepted_at', '>=', bounds[0]!)
    .where('accepted_at', '<', bounds.at(-1)!)
    .execute();
  return rows.map((row) => ({ ...row, span: Number(row.span) }));
}
