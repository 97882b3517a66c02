import { randomUUID } from 'node:crypto';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { isBefore } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import type { Member } from '../../members/rules.ts';
import { lockMembers, requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service.ts';
import { spend } from '../../quotas/service.ts';
import type { Span } from '../../sessions/rules/span.ts';
import { checkEligible, planTime, sessionTimes } from '../../sessions/service.ts';
import { getSettings } from '../../settings/service.ts';
import { reminderAt, wallText } from '../rules/times.ts';
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
} from '../rules.ts';
import { busyOf, comingWith, findBooking, insertBooking, takenSeats } from '../store/bookings.ts';
import { findHours, lockHours } from '../store.ts';
import { bookedTimes } from './booked-times.ts';
import { leavePlace } from './change.ts';
import { begins, bookingGroup, calledOff, dateGroup, lateChange, remind } from './kinds.ts';

const ELSE = '`/mentor hours` shows what else there is.';
const QUICKER = 'Somebody was a moment quicker with that place. Please pick another one.';

export type Choices = {
  hours: Hours;
  isLeader: boolean;
  /** `seat` is undefined behind an open door; `text` is the time in the member's zone. */
  times: { date: string; seat: number | undefined; text: string }[];
};

/** The places that a member can choose from. @throws UserError when there is none for them. */
export async function choicesFor(work: Work, hoursId: string, by: string): Promise<Choices> {
  const member = await requireMember(work, by);
  const hours = await openTo(work, await findHours(work, hoursId), member);
  const taken = await takenSeats(work, [hoursId]);
  const isFree = await freeAt(work, hours, by);
  const times = datesAhead(work, hours).flatMap((on) => {
    const here = taken.filter((b) => b.onDate === on.date);
    if (here.some((b) => b.memberId === by)) return [];
    const seats = freeSeats(
      hours,
      on,
      here.map((b) => b.seat),
      work.now,
    );
    return seats.filter(isFree).map(({ seat, startsAt }) => ({
      date: on.date,
      seat: hours.slotMinutes === undefined ? undefined : seat,
      text: isBefore(work.now, startsAt)
        ? wallText(startsAt, member.zone)
        : `Now, until ${wallText(on.end, member.zone)}`,
    }));
  });
  if (times.length === 0) throw new UserError(`There is no free place for you there right now. ${ELSE}`);
  const { leaderIds } = await getSettings(work);
  return { hours, isLeader: leaderIds.includes(hours.hostId), times };
}

/** The dates for which places can be kept at `work.now`. */
export function datesAhead(work: Work, hours: Hours) {
  const until = work.now.add({ hours: 24 * HORIZON_DAYS });
  return occurrences(hours, work.now, MOST_DATES).filter((on) => isBefore(on.start, until));
}

/** Office hours, when this member may come to them. @throws UserError that says why not. */
async function openTo(work: Work, hours: Hours | undefined, member: Member): Promise<Hours> {
  if (!hours || hours.isEnded) throw new UserError(`These office hours have ended, so nothing was booked. ${ELSE}`);
  if (hours.hostId === member.id) {
    throw new UserError('These are your own office hours: your colleagues take the places.');
  }
  const why = await checkEligible(work, hours.hostId, member.id);
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
export async function book(work: Work, by: string, wanted: Wanted): Promise<Booked> {
  const member = await requireMember(work, by);
  // Always in this order, so that nobody waits for each other.
  const hours = await openTo(work, await lockHours(work, wanted.hoursId), member);
  await lockMembers(work, [by, hours.hostId]);
  const on = datesAhead(work, hours).find((date) => date.date === wanted.date);
  if (!on) throw new UserError(`That time is not offered any more. ${ELSE}`);
  const taken = await takenSeats(work, [hours.id], on.date);
  if (taken.some((b) => b.memberId === by)) throw new UserError('You have a place on that date already.');
  const free = freeSeats(
    hours,
    on,
    taken.map((b) => b.seat),
    work.now,
  );
  const seat = hours.slotMinutes === undefined ? free[0] : free.find((s) => s.seat === wanted.seat);
  if (!seat) throw new UserError(QUICKER);
  await checkBusy(work, hours, by, seat);
  const topic = hours.topics.find((t) => t.id === wanted.skillId) ?? hours.topics[0];
  const of = { id: randomUUID(), hoursId: hours.id, memberId: by, onDate: on.date, skillId: topic?.id ?? '' };
  const booking: Booking = { ...of, ...seat, goal: wanted.goal, state: 'booked', sessionId: undefined };
  await spend(work, member, 'booking', hours.hostId);
  if (!(await insertBooking(work, booking))) throw new UserError(QUICKER);
  await planTime(work, { id: booking.id, people: [hours.hostId, by], ...seat });
  const isReminded = await planBooking(work, hours, booking, member);
  return { booking, hours, isReminded };
}

/** @throws UserError when the member, or the host outside these hours, has something else then. */
async function checkBusy(work: Work, hours: Hours, by: string, seat: Span): Promise<void> {
  const clash = (await busyOf(work, by)).find((b) => overlap(b, seat));
  if (clash) throw new UserError('You have a place in other office hours at that time. Please pick another one.');
  const isFree = await freeAt(work, hours, by);
  if (!isFree(seat)) throw new UserError(`One of you has another session at that time. ${ELSE}`);
}

/** Tells when a member and the host have nothing else; whoever else comes to the same office hours is no hindrance. */
async function freeAt(work: Work, { id, hostId }: Hours, by: string): Promise<(span: Span) => boolean> {
  const own = (await takenSeats(work, [id])).flatMap(({ sessionId }) => sessionId ?? []);
  const sessions = await sessionTimes(work, [hostId, by], own);
  const places = await bookedTimes(work, [hostId, by], id);
  const taken = [...sessions.values(), ...places.values()].flat();
  return (span) => !taken.some((other) => overlap(other, span));
}

/** @returns whether there is time for a reminder. */
async function planBooking(work: Work, hours: Hours, booking: Booking, member: Member): Promise<boolean> {
  const { id: bookingId, startsAt } = booking;
  const group = bookingGroup(bookingId);
  await enqueue(work, begins, { bookingId }, { key: `${group}:begins`, runAt: startsAt, group });
  const dueAt = reminderAt(member, startsAt);
  const schedule = { memberId: member.id, key: `${group}:remind`, dueAt, expiresAt: startsAt, group };
  const isReminded = isBefore(work.now, dueAt);
  if (isReminded) await queuePrompt(work, remind, { bookingId }, schedule);
  await tellHost(work, hours, booking);
  return isReminded;
}

/** The host's list of who comes changes; one who was reminded already hears of it. */
async function tellHost(work: Work, hours: Hours, booking: Booking): Promise<void> {
  const { id: bookingId, onDate, startsAt, state, memberId } = booking;
  await refreshPrompts(work, dateGroup(hours.id, onDate));
  await publish(work, { officeHoursChanged: { hoursId: hours.id } });
  work.touch(hours.hostId);
  work.touch(memberId);
  const on = occurrences(hours, work.now, MOST_DATES).find((date) => date.date === onDate);
  const remindedAt = on && reminderAt(await requireMember(work, hours.hostId), on.start);
  if (!remindedAt || isBefore(work.now, remindedAt) || !isBefore(work.now, startsAt)) return;
  const group = bookingGroup(bookingId);
  const schedule = { memberId: hours.hostId, key: `${group}:${state}`, dueAt: work.now, expiresAt: startsAt, group };
  await queuePrompt(work, lateChange, { bookingId }, schedule);
}

/** Gives a place up. @throws UserError when it is not theirs, or it is too late. */
export async function cancelBooking(work: Work, id: string, by: string): Promise<void> {
  const known = await findBooking(work, id);
  if (known?.memberId !== by) throw new UserError('Only the person who has this place can give it up.');
  const hours = await lockHours(work, known.hoursId);
  if (!hours || !(await leavePlace(work, id, { state: 'cancelled' }))) {
    const isHeld = (await findBooking(work, id))?.state === 'held';
    throw new UserError(
      isHeld
        ? 'This has begun already. You find the conversation among your messages, and can cancel it there.'
        : 'You have no place there any more, so there is nothing to give up.',
    );
  }
  await clear(work, known);
  await tellHost(work, hours, { ...known, state: 'cancelled' });
}

/** Takes a place from somebody because the host cannot be there; they hear of it. */
export async function callOff(work: Work, booking: Booking): Promise<void> {
  if (!(await leavePlace(work, booking.id, { state: 'called off' }))) return;
  await clear(work, booking);
  work.touch(booking.memberId);
  const { id: bookingId, memberId, endsAt } = booking;
  const group = bookingGroup(bookingId);
  const schedule = {
    memberId,
    key: `${group}:called off`,
    dueAt: work.now,
    expiresAt: endsAt.add({ hours: 24 }),
    group,
  };
  await queuePrompt(work, calledOff, { bookingId }, schedule);
}

/** One of two would rather not hear from the other: what either has booked with the other is off. */
export async function bookingsParted(work: Work, one: string, other: string): Promise<void> {
  const isTheirs = (guestId: string, hostId: string) => [guestId, hostId].sort().join() === [one, other].sort().join();
  for (const { hostId, ...booking } of await comingWith(work, [one])) {
    if (!isTheirs(booking.memberId, hostId) || !(await lockHours(work, booking.hoursId))) continue;
    await callOff(work, booking);
    await refreshPrompts(work, dateGroup(booking.hoursId, booking.onDate));
    work.touch(hostId);
  }
}

/** What was planned for a place goes; what was said about it shows that it is given up. */
async function clear(work: Work, { id }: Booking): Promise<void> {
  await cancelGroup(work, bookingGroup(id));
  await cancelPrompts(work, bookingGroup(id));
  await refreshPrompts(work, bookingGroup(id));
}
