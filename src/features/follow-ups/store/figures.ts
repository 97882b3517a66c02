import type { Expression } from 'kysely';
import { spanOf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';

// For figures about many people (features/metrics). `except` are ids of the sessions that are left out.

/** Next steps that were agreed in one of the spans, by whose they are. @param bounds of the spans. */
export async function stepsAgreed(tx: Tx, bounds: readonly string[], except: Expression<string>) {
  const span = spanOf('created_at', bounds);
  const rows = await tx.db
    .selectFrom('action')
    .select((e) => [span.as('span'), 'owner_id', e.fn.countAll().as('n')])
    .where('created_at', '>=', bounds[0]!)
    .where('created_at', '<', bounds.at(-1)!)
    .where('session_id', 'not in', except)
    .groupBy([span, 'owner_id'])
    .execute();
  return rows.map((row) => ({ span: Number(row.span), ownerId: row.owner_id, n: Number(row.n) }));
}

/** Next steps that were closed in one of the spans, by whose they are and how. */
export async function stepsClosed(tx: Tx, bounds: readonly string[], except: Expression<string>) {
  const span = spanOf('closed_at', bounds);
  const rows = await tx.db
    .selectFrom('action')
    .select((e) => [span.as('span'), 'owner_id', 'state', e.fn.countAll().as('n')])
    .where('closed_at', '>=', bounds[0]!)
    .where('closed_at', '<', bounds.at(-1)!)
    .where('state', 'in', ['done', 'dropped'])
    .where('session_id', 'not in', except)
    .groupBy([span, 'owner_id', 'state'])
    .execute();
  return rows.map((row) => ({
    span: Number(row.span),
    ownerId: row.owner_id,
    isDone: row.state === 'done',
    n: Number(row.n),
  }));
}
