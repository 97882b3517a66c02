import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { ownersWhoClosedSince } from '../../follow-ups/store.ts';
import { heldBookings } from '../../office-hours/store/bookings.ts';
import { peopleWithNewsSince } from '../../sessions/history-store.ts';

/** Ids of everybody about whom something that can earn a badge was noted since then. */
export async function withNewsSince(tx: Tx, since: Temporal.Instant): Promise<string[]> {
  const from = iso(since);
  const rated = tx.db.selectFrom('reflection').select('partner_id as a').where('answered_at', '>=', from);
  const thanks = tx.db
    .selectFrom('thanks')
    .select(['giver_id as a', 'receiver_id as b'])
    .where('created_at', '>=', from);
  const hosts = heldBookings(tx).select('office_hours.host_id as a').where('session.held_at', '>=', from);
  const people = [
    ...(await peopleWithNewsSince(tx, since)),
    ...(await ownersWhoClosedSince(tx, since)),
    ...(await rated.execute()).map((row) => row.a),
    ...(await thanks.execute()).flatMap((row) => [row.a, row.b]),
    ...(await hosts.execute()).map((row) => row.a),
  ];
  return [...new Set(people)].sort();
}
