import { spanOf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';

/** Cards whose words both approved last in one of the spans, for figures about many people (features/metrics). */
export async function cardsPublished(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('published_at', bounds);
  const rows = await tx.db
    .selectFrom('knowledge_card')
    .select([span.as('span'), 'proposer_id as proposerId', 'partner_id as partnerId'])
    .where('published_at', '>=', bounds[0]!)
    .where('published_at', '<', bounds.at(-1)!)
    .execute();
  return rows.map((row) => ({ ...row, span: Number(row.span) }));
}

/** Whom cards helped in these months, YYYY-MM. */
export async function cardsOfUse(tx: Tx, months: readonly string[]) {
  return tx.db
    .selectFrom('knowledge_help')
    .select(['month', 'member_id as memberId'])
    .where('month', 'in', months)
    .execute();
}
