import { spanOf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';

/** Places in office hours that were used in one of the spans, for figures about many people (features/metrics). */
export async function placesUsed(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('booking.starts_at', bounds);
  const rows = await tx.db
    .selectFrom('booking')
    .innerJoin('office_hours', 'office_hours.id', 'booking.hours_id')
    .select((e) => [span.as('span'), 'office_hours.host_id', 'booking.member_id', e.fn.countAll().as('n')])
    .where('booking.state', '=', 'held')
    .where('booking.starts_at', '>=', bounds[0]!)
    .where('booking.starts_at', '<', bounds.at(-1)!)
    .groupBy([span, 'office_hours.host_id', 'booking.member_id'])
    .execute();
  return rows.map((row) => ({
    span: Number(row.span),
    hostId: row.host_id,
    memberId: row.member_id,
    n: Number(row.n),
  }));
}
