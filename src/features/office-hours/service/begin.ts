import { enqueue } from '../../../jobs/store.ts';
import { isBefore } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { refreshPrompts } from '../../prompts/service.ts';
import { openArranged } from '../../requests/service.ts';
import { checkUnderWay } from '../../sessions/service.ts';
import { getSettings } from '../../settings/service.ts';
import { type Booking, type Hours, isNoHindrance, sessionMinutes } from '../rules.ts';
import { findBooking } from '../store/bookings.ts';
import { lockHours } from '../store.ts';
import { leavePlace } from './change.ts';
import { bookingGroup, callLink } from './kinds.ts';
import { callOff } from './places.ts';
import { mayCome } from './reach.ts';

/** The time of a booking has come: its session opens, unless the two can no longer meet. */
export async function begin(work: Work, bookingId: string): Promise<void> {
  const known = await findBooking(work, bookingId);
  const hours = known && (await lockHours(work, known.hoursId));
  const booking = await findBooking(work, bookingId);
  if (!hours || booking?.state !== 'booked') return;
  const why = await checkUnderWay(work, hours.hostId, booking.memberId);
  const isPossible = !hours.isEnded && isBefore(work.now, booking.endsAt) && isNoHindrance(why);
  if (isPossible && (await mayCome(work, hours, booking))) await open(work, hours, booking);
  else await callOff(work, booking);
}

async function open(work: Work, hours: Hours, booking: Booking): Promise<void> {
  const { memberId: menteeId, skillId, goal, endsAt } = booking;
  const minutes = sessionMinutes(hours, endsAt, work.now);
  const sessionId = await openArranged(work, {
    ...{ mentorId: hours.hostId, menteeId, skillId, goal, minutes },
    format: hours.place,
  });
  const { leaderIds } = await getSettings(work);
  const byLeader = leaderIds.includes(hours.hostId) ? 1 : 0;
  await leavePlace(work, booking.id, { state: 'held', session_id: sessionId, by_leader: byLeader });
  await refreshPrompts(work, bookingGroup(booking.id));
  if (hours.link === '') return;
  const schedule = { key: `${bookingGroup(booking.id)}:link`, lane: sessionId, expiresAt: endsAt };
  await enqueue(work, callLink, { bookingId: booking.id }, schedule);
}
