import type { Tx } from '../../../database/transaction.ts';
import type { Span } from '../../sessions/rules/span.ts';
import { comingWith } from '../store/bookings.ts';

/**
 * When each of these members is in office hours, as a guest or as a host to whom somebody comes, by member; `except` = a
 * host whose own office hours do not count.
 */
export async function bookedTimes(tx: Tx, memberIds: string[], except?: string): Promise<Map<string, Span[]>> {
  const times = new Map<string, Span[]>(memberIds.map((id) => [id, []]));
  for (const booking of await comingWith(tx, memberIds)) {
    for (const id of [booking.memberId, booking.hostId]) if (booking.hoursId !== except) times.get(id)?.push(booking);
  }
  return times;
}
