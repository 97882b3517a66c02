import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { ownersWhoClosedSince } from '../../follow-ups/store/index.ts';
import { trackRecord } from '../../matching/rules/track-record.ts';
import { heldBookings } from '../../office-hours/store/bookings.ts';
import { peopleWithNewsSince } from '../../sessions/store/history.ts';

/** Ids of everybody about whom something that can earn a badge was noted since then. */
export async function withNewsSince(tx: Tx, since: Temporal.Instant): Promise<string[]> {
  const from = iso(since);
  const thanks = tx.db
    .selectFrom('thanks')
    .select(['giver_id as a', 'receiver_id as b'])
    .where('created_at', '>=', from);
  const hosts = heldBookings(tx).select('office_hours.host_id as a').where('session.held_at', '>=', from);
  const people = [
    ...(await peopleWithNewsSince(tx, since)),
    ...(await ownersWhoClosedSince(tx, since)),
    ...(await trackRecord().partnersSince(tx, since)),
    ...(await thanks.execute()).flatMap((row) => [row.a, row.b]),
    ...(await hosts.execute()).map((row) => row.a),
  ];
  return [...new Set(people)].sort();
}
