import { spanOf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';

/** Moments that took place in one of the spans, with how many answered in each (features/metrics). */
export async function momentsHeld(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('starts_at', bounds);
  const rows = await tx.db
    .selectFrom('moment_turn')
    .select([span.as('span'), 'id', 'shared'])
    .where('state', '=', 'over')
    .where('shared', '>', 0)
    .where('starts_at', '>=', bounds[0]!)
    .where('starts_at', '<', bounds.at(-1)!)
    .execute();
  return rows.map((row) => ({ ...row, span: Number(row.span) }));
}
