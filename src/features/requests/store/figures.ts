import { spanOf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';
import type { RequestState } from '../rules/index.ts';

// For figures about many people (features/metrics). Quiet asks are in none of them: two figures that differ by the quiet
// ones would tell that there were some. Nor is what was agreed on elsewhere, which nobody had to wait for.

/** Asks that closed in one of the spans, by asker, topic, how they closed and working minutes waited. @param bounds of the spans. */
export async function closedAsks(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('closed_at', bounds);
  const rows = await tx.db
    .selectFrom('request')
    .select((e) => [span.as('span'), 'mentee_id', 'skill_id', 'state', 'waited_minutes', e.fn.countAll().as('n')])
    .where('is_anonymous', '=', 0)
    .where('closed_at', '>=', bounds[0]!)
    .where('closed_at', '<', bounds.at(-1)!)
    .where('state', 'in', ['matched', 'expired', 'cancelled'])
    .where('expires_at', 'is not', null)
    .whereRef('created_at', '<', 'closed_at')
    .groupBy([span, 'mentee_id', 'skill_id', 'state', 'waited_minutes'])
    .execute();
  return rows.map((row) => ({
    span: Number(row.span),
    menteeId: row.mentee_id,
    skillId: row.skill_id,
    state: row.state as Exclude<RequestState, 'open' | 'waiting' | 'merged' | 'stopped'>,
    minutes: row.waited_minutes ?? undefined,
    n: Number(row.n),
  }));
}

/** Asks that were still without an end at that time. */
export async function asksOpenAt(tx: Tx, at: string) {
  const asks = tx.db
    .selectFrom('request')
    .select(['mentee_id as menteeId', 'created_at as createdAt'])
    .where('is_anonymous', '=', 0)
    .where('expires_at', 'is not', null)
    .where('created_at', '<', at);
  const open = await asks.where('state', '=', 'open').execute();
  const closedLater = asks.where('closed_at', '>=', at).whereRef('created_at', '<', 'closed_at');
  return [...open, ...(await closedLater.execute())];
}

/** People who went on a wait list in one of the spans, and are on it still: there was nobody to ask. */
export async function waitListed(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('created_at', bounds);
  const rows = await tx.db
    .selectFrom('request')
    .select((e) => [span.as('span'), 'mentee_id', 'skill_id', e.fn.countAll().as('n')])
    .where('is_anonymous', '=', 0)
    .where('state', '=', 'waiting')
    .where('created_at', '>=', bounds[0]!)
    .where('created_at', '<', bounds.at(-1)!)
    .groupBy([span, 'mentee_id', 'skill_id'])
    .execute();
  return rows.map((row) => ({
    span: Number(row.span),
    menteeId: row.mentee_id,
    skillId: row.skill_id,
    n: Number(row.n),
  }));
}

/** Who was put forward to somebody who asked, from then until before then. Offers are kept for 90 days. */
export async function putForward(tx: Tx, from: string, to: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('offer')
    .innerJoin('request', 'request.id', 'offer.request_id')
    .select('offer.mentor_id')
    .distinct()
    .where('request.is_anonymous', '=', 0)
    .where('offer.offered_at', '>=', from)
    .where('offer.offered_at', '<', to)
    .execute();
  return rows.map((row) => row.mentor_id);
}

/** Who asked or went on a wait list from then until before then, and when last. */
export async function askersBetween(tx: Tx, from: string, to: string) {
  const rows = await tx.db
    .selectFrom('request')
    .select((e) => ['mentee_id as id', e.fn.max('created_at').as('last')])
    .where('is_anonymous', '=', 0)
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .groupBy('mentee_id')
    .execute();
  return rows;
}
