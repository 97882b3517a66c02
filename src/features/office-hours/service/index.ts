import type { Tx } from '../../../database/transaction.ts';
import { isBefore } from '../../../time.ts';
import { getSettings } from '../../settings/service.ts';
import { skillName } from '../../skills/service/index.ts';
import { type Booking, type Hours, type Occurrence, occurrenceOn, occurrences } from '../rules/index.ts';
import { comingWith, everBooked, findBooking, takenSeats } from '../store/bookings.ts';
import { findHours } from '../store/index.ts';
import { mayCome } from './reach.ts';

export { skillChoices as topicChoices } from '../../members/service/profile.ts';
export { mergeTopics } from '../store/index.ts';
export { begin } from './begin.ts';
export { hostGone } from './gone.ts';
export {
  announced,
  announceIn,
  announcementFailed,
  announcementKeys,
  endHours,
  holdHours,
  skipDate,
  startOf,
  turnPage,
} from './hold.ts';
export * from './job-kinds.ts';
export { comingForAll, hoursFor, hoursOf, mineOf, overviewOf } from './listing.ts';
export { book, bookingsParted, cancelBooking, choicesFor } from './places.ts';
export { hostKnows } from './reach.ts';

/** Office hours as a channel reads of them now, or undefined when there are none of that id. */
export async function hoursNow(tx: Tx, id: string) {
  const hours = await findHours(tx, id);
  if (!hours) return undefined;
  const { leaderIds } = await getSettings(tx);
  const [next] = hours.isEnded ? [] : occurrences(hours, tx.now, 1);
  return { hours, next, isLeader: leaderIds.includes(hours.hostId) };
}

export type BookingNow = { booking: Booking; hours: Hours; topic: string };

/** A booking as it is now, or undefined when it was deleted. */
export async function bookingNow(tx: Tx, id: string): Promise<BookingNow | undefined> {
  const booking = await findBooking(tx, id);
  const hours = booking && (await findHours(tx, booking.hoursId));
  return booking && hours && { booking, hours, topic: await skillName(tx, booking.skillId) };
}

/** Places that are still to come, of somebody who comes or holds the hours; a host knows of those who may reach them. */
export async function placesWith(tx: Tx, memberId: string): Promise<BookingNow[]> {
  const found: BookingNow[] = [];
  for (const { id } of await comingWith(tx, [memberId])) {
    const now = await bookingNow(tx, id);
    if (now && (now.hours.hostId !== memberId || (await mayCome(tx, now.hours, now.booking)))) found.push(now);
  }
  return found;
}

export type DateNow = {
  hours: Hours;
  /** undefined = it is off. */
  on: Occurrence | undefined;
  coming: { bookingId: string; memberId: string; topic: string; goal: string; startsAt: Temporal.Instant }[];
  /** Somebody comes, or wanted to. */
  wasWanted: boolean;
  /** It has begun, or is over. */
  hasBegun: boolean;
};

/** Who comes on a date, for the host, or undefined when there are no such office hours. */
export async function dateNow(tx: Tx, hoursId: string, date: string): Promise<DateNow | undefined> {
  const hours = await findHours(tx, hoursId);
  if (!hours) return undefined;
  const on = hours.isEnded ? undefined : occurrenceOn(hours, date);
  const coming = [];
  for (const { id: bookingId, memberId, skillId, goal, startsAt } of await takenSeats(tx, [hoursId], date)) {
    if (!(await mayCome(tx, hours, { memberId, onDate: date, startsAt }))) continue;
    coming.push({ bookingId, memberId, topic: await skillName(tx, skillId), goal, startsAt });
  }
  const hasBegun = on !== undefined && !isBefore(tx.now, on.start);
  return { hours, on, coming, hasBegun, wasWanted: await everBooked(tx, hoursId, date) };
}
