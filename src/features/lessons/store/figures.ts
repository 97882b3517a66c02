import { spanOf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';

/** Lessons that were answered in one of the spans, by who took them, for figures about many people (features/metrics). */
export async function lessonsTaken(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('at', bounds);
  const rows = await tx.db
    .selectFrom('lesson_step')
    .select((e) => [span.as('span'), 'member_id', e.fn.countAll().as('n')])
    .where('state', '=', 'answered')
    .where('at', '>=', bounds[0]!)
    .where('at', '<', bounds.at(-1)!)
    .groupBy([span, 'member_id'])
    .execute();
  return rows.map((row) => ({ span: Number(row.span), memberId: row.member_id, n: Number(row.n) }));
}
