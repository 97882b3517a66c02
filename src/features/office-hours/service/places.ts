import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { isBefore } from '../../../time.ts';
import type { Member } from '../../members/rules/index.ts';
import { lockMembers, requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { spend } from '../../quotas/service.ts';
import type { Span } from '../../sessions/rules/span.ts';
import { checkEligible, planTime, sessionTimes } from '../../sessions/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import {
  type Booking,
  freeSeats,
  HORIZON_DAYS,
  type Hours,
  isFor,
  isNoHindrance,
  MOST_DATES,
  occurrences,
  overlap,
} from '../rules/index.ts';
import { localDateTime, reminderAt } from '../rules/times.ts';
import { busyOf, comingWith, findBooking, insertBooking, takenSeats } from '../store/bookings.ts';
import { findHours, lockHours } from '../store/index.ts';
import { bookedTimes } from './booked-times.ts';
import { leavePlace } from './change.ts';
import { beginsJob, bookingGroup, calledOffPrompt, dateGroup, lateChangePrompt, remindPrompt } from './job-kinds.ts';

const ELSE = '`/mentor hours` shows what else there is.';
const QUICKER = 'Someone has just booked that place. Please pick another one.';

export type Choices = {
  hours: Hours;
  isLeader: boolean;
  /** `seat` is undefined behind an open door; `text` is the time in the member's zone. */
  times: { date: string; seat: number | undefined; text: string }[];
};

/** The places that a member can choose from. @throws UserError when there is none for them. */
export async function choicesFor(tx: Tx, hoursId: string, by: string): Promise<Choices> {
  const member = await requireMember(tx, by);
  const hours = await openTo(tx, await findHours(tx, hoursId), member);
  const taken = await takenSeats(tx, [hoursId]);
  const isFree = await freeAt(tx, hours, by);
  const times = datesAhead(tx, hours).flatMap((on) => {
    const here = taken.filter((b) => b.onDate === on.date);
    if (here.some((b) => b.memberId === by)) return [];
    const seats = freeSeats(
      hours,
      on,
      here.map((b) => b.seat),
      tx.now,
    );
    return seats.filter(isFree).map(({ seat, startsAt }) => ({
      date: on.date,
      seat: hours.slotMinutes === undefined ? undefined : seat,
      text: isBefore(tx.now, startsAt)
        ? localDateTime(startsAt, member.zone)
        : `Now, until ${localDateTime(on.end, member.zone)}`,
    }));
  });
  if (times.length === 0) throw new UserError(`There’s no free place for you there right now. ${ELSE}`);
  const { leaderIds } = await getSettings(tx);
  return { hours, isLeader: leaderIds.includes(hours.hostId), times };
}

/** The dates for which places can be kept at `tx.now`. */
export function datesAhead(tx: Tx, hours: Hours) {
  const until = tx.now.add({ hours: 24 * HORIZON_DAYS });
  return occurrences(hours, tx.now, MOST_DATES).filter((on) => isBefore(on.start, until));
}

/** Office hours, when this member may come to them. @throws UserError that says why not. */
async function openTo(tx: Tx, hours: Hours | undefined, member: Member): Promise<Hours> {
  if (!hours || hours.isEnded) throw new UserError(`These office hours have ended, so nothing was booked. ${ELSE}`);
  if (hours.hostId === member.id) {
    throw new UserError('These are your own office hours: your colleagues take the places.');
  }
  const why = await checkEligible(tx, hours.hostId, member.id);
  // Which other reason it is stays untold.
  if (!isFor(hours, member) || !isNoHindrance(why)) {
    throw new UserError(`No place there can be booked by you right now. ${ELSE}`);
  }
  return hours;
}

export type Wanted = {
  hoursId: string;
  date: string;
  seat: number | undefined;
  /** One of the topics; the first when it is not. */
  skillId?: string | undefined;
  goal: string;
};

/** `isReminded` = there is time for a reminder before it. */
export type Booked = { booking: Booking; hours: Hours; isReminded: boolean };

/** Takes a place for a member. @throws UserError when it is taken or no longer offered, or they are busy then. */
export async function book(tx: Tx, by: string, wanted: Wanted): Promise<Booked> {
  const member = await requireMember(tx, by);
  // Always in this order, so that nobody waits for each other.
  const hours = await openTo(tx, await lockHours(tx, wanted.hoursId), member);
  await lockMembers(tx, [by, hours.hostId]);
  const on = datesAhead(tx, hours).find((date) => date.date === wanted.date);
  if (!on) throw new UserError(`That time isn’t offered any more. ${ELSE}`);
  const taken = await takenSeats(tx, [hours.id], on.date);
  if (taken.some((b) => b.memberId === by)) throw new UserError('You have a place on that date already.');
  const free = freeSeats(
    hours,
    on,
    taken.map((b) => b.seat),
    tx.now,
  );
  const seat = hours.slotMinutes === undefined ? free[0] : free.find((s) => s.seat === wanted.seat);
  if (!seat) throw new UserError(QUICKER);
  await checkBusy(tx, hours, by, seat);
  const topic = hours.topics.find((t) => t.id === wanted.skillId) ?? hours.topics[0];
  const of = { id: randomUUID(), hoursId: hours.id, memberId: by, onDate: on.date, skillId: topic?.id ?? '' };
  const booking: Booking = { ...of, ...seat, goal: wanted.goal, state: 'booked', sessionId: undefined };
  await spend(tx, member, 'booking', hours.hostId);
  if (!(await insertBooking(tx, booking))) throw new UserError(QUICKER);
  await planTime(tx, { id: booking.id, people: [hours.hostId, by], ...seat });
  const isReminded = await planBooking(tx, hours, booking, member);
  await publish(tx, { bookingChanged: { bookingId: booking.id } });
  return { booking, hours, isReminded };
}

/** @throws UserError when the member, or the host outside these hours, has something else then. */
async function checkBusy(tx: Tx, hours: Hours, by: string, seat: Span): Promise<void> {
  const clash = (await busyOf(tx, by)).find((b) => overlap(b, seat));
  if (clash) throw new UserError('You have a place in other office hours at that time. Please pick another one.');
  const isFree = await freeAt(tx, hours, by);
  if (!isFree(seat)) throw new UserError(`One of you has another session at that time. ${ELSE}`);
}

/** Tells when a member and the host have nothing else; whoever else comes to the same office hours is no hindrance. */
async function freeAt(tx: Tx, { id, hostId }: Hours, by: string): Promise<(span: Span) => boolean> {
  const own = (await takenSeats(tx, [id])).flatMap(({ sessionId }) => sessionId ?? []);
  const sessions = await sessionTimes(tx, [hostId, by], own);
  const places = await bookedTimes(tx, [hostId, by], id);
  const taken = [...sessions.values(), ...places.values()].flat();
  return (span) => !taken.some((other) => overlap(other, span));
}

/** @returns whether there is time for a reminder. */
async function planBooking(tx: Tx, hours: Hours, booking: Booking, member: Member): Promise<boolean> {
  const { id: bookingId, startsAt } = booking;
  const group = bookingGroup(bookingId);
  await enqueue(tx, beginsJob, { bookingId }, { key: `${group}:begins`, runAt: startsAt, group });
  const dueAt = reminderAt(member, startsAt);
  const schedule = { memberId: member.id, key: `${group}:remind`, dueAt, expiresAt: startsAt, group };
  const isReminded = isBefore(tx.now, dueAt);
  if (isReminded) await queuePrompt(tx, remindPrompt, { bookingId }, schedule);
  await tellHost(tx, hours, booking);
  return isReminded;
}

/** The host's list of who comes changes; one who was reminded already hears of it. */
async function tellHost(tx: Tx, hours: Hours, booking: Booking): Promise<void> {
  const { id: bookingId, onDate, startsAt, state, memberId } = booking;
  await refreshPrompts(tx, dateGroup(hours.id, onDate));
  await publish(tx, { officeHoursChanged: { hoursId: hours.id } });
  tx.touch(hours.hostId);
  tx.touch(memberId);
  const on = occurrences(hours, tx.now, MOST_DATES).find((date) => date.date === onDate);
  const remindedAt = on && reminderAt(await requireMember(tx, hours.hostId), on.start);
  if (!remindedAt || isBefore(tx.now, remindedAt) || !isBefore(tx.now, startsAt)) return;
  const group = bookingGroup(bookingId);
  const schedule = { memberId: hours.hostId, key: `${group}:${state}`, dueAt: tx.now, expiresAt: startsAt, group };
  await queuePrompt(tx, lateChangePrompt, { bookingId }, schedule);
}

/** Gives a place up. @throws UserError when it is not theirs, or it is too late. */
export async function cancelBooking(tx: Tx, id: string, by: string): Promise<void> {
  const known = await findBooking(tx, id);
  if (known?.memberId !== by) throw new UserError('Only the person who has this place can cancel it.');
  const hours = await lockHours(tx, known.hoursId);
  if (!hours || !(await leavePlace(tx, id, { state: 'cancelled' }))) {
    const isHeld = (await findBooking(tx, id))?.state === 'held';
    throw new UserError(
      isHeld
        ? 'This has begun already. You can cancel it in your conversation.'
        : 'You have no place there any more, so there’s nothing to give up.',
    );
  }
  await clear(tx, known);
  await tellHost(tx, hours, { ...known, state: 'cancelled' });
}

/** Takes a place from somebody because the host cannot be there; they hear of it. */
export async function callOff(tx: Tx, booking: Booking): Promise<void> {
  if (!(await leavePlace(tx, booking.id, { state: 'called off' }))) return;
  await clear(tx, booking);
  tx.touch(booking.memberId);
  const { id: bookingId, memberId, endsAt } = booking;
  const group = bookingGroup(bookingId);
  const schedule = {
    memberId,
    key: `${group}:called off`,
    dueAt: tx.now,
    expiresAt: endsAt.add({ hours: 24 }),
    group,
  };
  await queuePrompt(tx, calledOffPrompt, { bookingId }, schedule);
}

/** One of two would rather not hear from the other: what either has booked with the other is off. */
export async function bookingsParted(tx: Tx, one: string, other: string): Promise<void> {
  const isTheirs = (guestId: string, hostId: string) => [guestId, hostId].sort().join() === [one, other].sort().join();
  for (const { hostId, ...booking } of await comingWith(tx, [one])) {
    if (!isTheirs(booking.memberId, hostId) || !(await lockHours(tx, booking.hoursId))) continue;
    await callOff(tx, booking);
    await refreshPrompts(tx, dateGroup(booking.hoursId, booking.onDate));
    tx.touch(hostId);
  }
}

/** What was planned for a place goes; what was said about it shows that it is given up. */
async function clear(tx: Tx, { id }: Booking): Promise<void> {
  await cancelGroup(tx, bookingGroup(id));
  await cancelPrompts(tx, bookingGroup(id));
  await refreshPrompts(tx, bookingGroup(id));
  await publish(tx, { bookingChanged: { bookingId: id } });
}
