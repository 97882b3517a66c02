import type { Updateable } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { freeTime } from '../../sessions/service/index.ts';
import { changeBooked } from '../store/bookings.ts';
import type { BookingTable } from '../tables.ts';

/** A place that somebody kept is something else now: held, given up or called off. @returns false when it was already. */
export async function leavePlace(
  tx: Tx,
  id: string,
  to: Pick<Updateable<BookingTable>, 'session_id' | 'by_leader'> & { state: 'held' | 'cancelled' | 'called off' },
): Promise<boolean> {
  if (!(await changeBooked(tx, id, to))) return false;
  await freeTime(tx, id);
  return true;
}
