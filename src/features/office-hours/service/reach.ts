import type { Tx } from '../../../database/transaction.ts';
import { mayReach, requireMember } from '../../members/service.ts';
import { type Booking, type Hours, occurrenceOn } from '../rules/index.ts';
import { reminderAt } from '../rules/times.ts';

/**
 * Whether a guest's words and name may reach the host of the place that they booked. A host who blocks whoever asked
 * them quietly may have read by then who comes: what they know of goes on.
 */
export async function mayCome(tx: Tx, hours: Hours, booking: Pick<Booking, 'memberId' | 'onDate' | 'startsAt'>) {
  return mayReach(tx, booking.memberId, hours.hostId, await hostKnows(tx, hours, booking));
}

/** From when on a host may have read who comes on a date. */
export async function hostKnows(tx: Tx, hours: Hours, booking: Pick<Booking, 'onDate' | 'startsAt'>) {
  const starts = occurrenceOn(hours, booking.onDate)?.start ?? booking.startsAt;
  return reminderAt(await requireMember(tx, hours.hostId), starts);
}
