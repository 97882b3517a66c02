import type { Expression } from 'kysely';
import { spanOf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';

/**
 * What people answered to “did you use it?” in one of the spans, for figures about many people (features/metrics).
 * @param bounds of the spans. @param except ids of the sessions that are left out.
 */
export async function outcomesIn(tx: Tx, bounds: readonly string[], except: Expression<string>) {
  const span = spanOf('answered_at', bounds);
  const rows = await tx.db
    .selectFrom('outcome')
    .select((e) => [span.as('span'), 'mentee_id', 'mentor_id', 'answer', 'time_saved', e.fn.countAll().as('n')])
    .where('answered_at', '>=', bounds[0]!)
    .where('answered_at', '<', bounds.at(-1)!)
    .where('session_id', 'not in', except)
    .groupBy([span, 'mentee_id', 'mentor_id', 'answer', 'time_saved'])
    .execute();
  return rows.map((row) => ({
    span: Number(row.span),
    menteeId: row.mentee_id,
    mentorId: row.mentor_id,
    answer: row.answer,
    timeSaved: row.time_saved ?? undefined,
    n: Number(row.n),
  }));
}
