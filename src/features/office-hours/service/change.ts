import type { Updateable } from 'kysely';
import type { Work } from '../../../work.ts';
import { freeTime } from '../../sessions/service.ts';
import { changeBooked } from '../store/bookings.ts';
import type { BookingTable } from '../tables.ts';

/** A place that somebody kept is something else now: held, given up or called off. @returns false when it was already. */
export async function leavePlace(
  work: Work,
  id: string,
  to: Pick<Updateable<BookingTable>, 'session_id' | 'by_leader'> & { state: 'held' | 'cancelled' | 'called off' },
): Promise<boolean> {
  if (!(await changeBooked(work, id, to))) return false;
  await freeTime(work, id);
  return true;
}
