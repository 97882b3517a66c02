import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { isBefore } from '../../../time.ts';
import { refreshPrompts } from '../../prompts/service/index.ts';
import { openArranged } from '../../requests/service/index.ts';
import { checkUnderWay } from '../../sessions/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { type Booking, type Hours, isNoHindrance, sessionMinutes } from '../rules/index.ts';
import { findBooking } from '../store/bookings.ts';
import { lockHours } from '../store/index.ts';
import { leavePlace } from './change.ts';
import { bookingGroup, callLinkJob } from './job-kinds.ts';
import { callOff } from './places.ts';
import { mayCome } from './reach.ts';

/** The time of a booking has come: its session opens, unless the two can no longer meet. */
export async function begin(tx: Tx, bookingId: string): Promise<void> {
  const known = await findBooking(tx, bookingId);
  const hours = known && (await lockHours(tx, known.hoursId));
  const booking = await findBooking(tx, bookingId);
  if (!hours || booking?.state !== 'booked') return;
  const why = await checkUnderWay(tx, hours.hostId, booking.memberId);
  const isPossible = !hours.isEnded && isBefore(tx.now, booking.endsAt) && isNoHindrance(why);
  if (isPossible && (await mayCome(tx, hours, booking))) await open(tx, hours, booking);
  else await callOff(tx, booking);
}

async function open(tx: Tx, hours: Hours, booking: Booking): Promise<void> {
  const { memberId: menteeId, skillId, goal, endsAt } = booking;
  const minutes = sessionMinutes(hours, endsAt, tx.now);
  const sessionId = await openArranged(tx, {
    ...{ mentorId: hours.hostId, menteeId, skillId, goal, minutes },
    format: hours.place,
  });
  const { leaderIds } = await getSettings(tx);
  const byLeader = leaderIds.includes(hours.hostId) ? 1 : 0;
  await leavePlace(tx, booking.id, { state: 'held', session_id: sessionId, by_leader: byLeader });
  await refreshPrompts(tx, bookingGroup(booking.id));
  if (hours.link === '') return;
  const schedule = { key: `${bookingGroup(booking.id)}:link`, lane: sessionId, expiresAt: endsAt };
  await enqueue(tx, callLinkJob, { bookingId: booking.id }, schedule);
}
