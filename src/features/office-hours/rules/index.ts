import { isBefore, later } from '../../../time.ts';
import { atLocal, type Ineligibility } from '../../members/rules/index.ts';

export { overlap } from '../../sessions/rules/span.ts';

export const rhythms = ['once', 'weekly', 'every second week'] as const;
export type Rhythm = (typeof rhythms)[number];
export const places = ['thread', 'huddle', 'video'] as const;
export type Place = (typeof places)[number];
/** Who may come. */
export const audiences = ['everybody', 'no guests', 'named'] as const;
export type Audience = (typeof audiences)[number];

/** How long office hours may be in all, and one slot of them, in minutes. */
export const totals = [15, 20, 30, 45, 60, 90, 120, 180, 240] as const;
export const slotLengths = [10, 15, 20, 25, 30] as const;
export const MOST_TOPICS = 5;
export const MOST_NAMED = 50;
/** People who may come each time, at the most. */
export const MOST_PEOPLE = 20;
/** Days ahead for which a place can be kept, and dates that are offered at once. */
export const HORIZON_DAYS = 42;
export const MOST_DATES = 4;
/** Minutes that somebody who drops in is given, and how many of the open door must be left for it. */
export const DROP_IN = 20;
export const LEAST_LEFT = 5;

export type Hours = {
  id: string;
  hostId: string;
  topics: { id: string; name: string }[];
  rhythm: Rhythm;
  /** The first local date, and the local time, HH:MM, in `zone`. */
  firstOn: Temporal.PlainDate;
  time: string;
  zone: string;
  /** The whole length. */
  minutes: number;
  /** Length of one slot; undefined = an open door. */
  slotMinutes: number | undefined;
  /** People each time, at most. */
  capacity: number;
  place: Place;
  /** Of the video call; '' elsewhere. */
  link: string;
  audience: Audience;
  /** Who may come when only named people may. */
  named: string[];
  /** No date after this one. */
  lastOn: Temporal.PlainDate | undefined;
  /** Local dates that are left out, YYYY-MM-DD. */
  skipped: string[];
  /** Where they are announced, and the message once Slack has it. */
  channel: string | undefined;
  post: { channel: string; ts: string } | undefined;
  isEnded: boolean;
};

/** `called off` = by the host or because of them; `held` = the session was opened. */
export type BookingState = 'booked' | 'cancelled' | 'called off' | 'held';

export type Booking = {
  id: string;
  hoursId: string;
  memberId: string;
  /** The local date of the office hours, YYYY-MM-DD. */
  onDate: string;
  /** Number of the slot, or of the place behind an open door, from 0. */
  seat: number;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  skillId: string;
  goal: string;
  state: BookingState;
  sessionId: string | undefined;
};

/** One time at which office hours take place: its local date names it. */
export type Occurrence = { date: string; start: Temporal.Instant; end: Temporal.Instant };

type Recurring = Pick<Hours, 'rhythm' | 'firstOn' | 'time' | 'zone' | 'minutes' | 'lastOn' | 'skipped'>;

const step: Record<Rhythm, number> = { once: 0, weekly: 7, 'every second week': 14 };

/**
 * The first `most` occurrences that end after `from`, in order. The local time stays the same through the year: one that
 * the clocks skip comes at the next valid time, one that they repeat comes once.
 */
export function occurrences(hours: Recurring, from: Temporal.Instant, most: number): Occurrence[] {
  const days = step[hours.rhythm];
  const found: Occurrence[] = [];
  for (let date = firstNear(hours, days, from); found.length < most; date = date.add({ days })) {
    if (hours.lastOn && Temporal.PlainDate.compare(date, hours.lastOn) > 0) break;
    const occurrence = at(hours, date);
    if (isBefore(from, occurrence.end) && !hours.skipped.includes(occurrence.date)) found.push(occurrence);
    if (days === 0) break;
  }
  return found;
}

/** A date of the series that is not after the first one that can end after `from`. */
function firstNear({ firstOn, zone }: Recurring, days: number, from: Temporal.Instant): Temporal.PlainDate {
  if (days === 0) return firstOn;
  // Two days earlier, because one that began the evening before may not be over.
  const near = from.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 2 });
  const between = firstOn.until(near, { largestUnit: 'days' }).days;
  return between <= 0 ? firstOn : firstOn.add({ days: Math.floor(between / days) * days });
}

function at(hours: Recurring, date: Temporal.PlainDate): Occurrence {
  const start = atLocal(hours, date, hours.time);
  return { date: date.toString(), start, end: start.add({ minutes: hours.minutes }) };
}

/** The occurrence of a local date, or undefined when they do not take place on it. */
export function occurrenceOn(hours: Recurring, date: string): Occurrence | undefined {
  const dayBefore = atLocal(hours, Temporal.PlainDate.from(date), '00:00').subtract({ hours: 24 });
  return occurrences(hours, dayBefore, 3).find((on) => on.date === date);
}

/** One place that can be taken. */
export type Seat = { seat: number; startsAt: Temporal.Instant; endsAt: Temporal.Instant };

type Room = Pick<Hours, 'slotMinutes' | 'minutes' | 'capacity'>;

/**
 * The places of an occurrence that can still be taken, in order; `taken` are the numbers of the others. A slot can be
 * taken until it begins. Behind an open door all places are alike, so there is one at most: the next.
 */
export function freeSeats(hours: Room, on: Occurrence, taken: number[], now: Temporal.Instant): Seat[] {
  if (taken.length >= hours.capacity) return [];
  if (hours.slotMinutes === undefined) return nextThroughTheDoor(on, taken, now);
  return slotTimes(hours, on, hours.slotMinutes).filter((s) => !taken.includes(s.seat) && isBefore(now, s.startsAt));
}

/** How many more people can come to an occurrence. */
export function placesLeft(hours: Room, on: Occurrence, taken: number[], now: Temporal.Instant): number {
  const free = freeSeats(hours, on, taken, now).length;
  const room = hours.capacity - taken.length;
  return hours.slotMinutes === undefined ? free * room : Math.min(free, room);
}

function nextThroughTheDoor(on: Occurrence, taken: number[], now: Temporal.Instant): Seat[] {
  if (isBefore(on.end, now.add({ minutes: LEAST_LEFT }))) return [];
  let seat = 0;
  while (taken.includes(seat)) seat += 1;
  const startsAt = later(on.start, now);
  const end = startsAt.add({ minutes: DROP_IN });
  return [{ seat, startsAt, endsAt: isBefore(on.end, end) ? on.end : end }];
}

function slotTimes({ minutes }: Room, { start }: Occurrence, slot: number): Seat[] {
  return Array.from({ length: Math.floor(minutes / slot) }, (_, seat) => {
    const startsAt = start.add({ minutes: seat * slot });
    return { seat, startsAt, endsAt: startsAt.add({ minutes: slot }) };
  });
}

/** Minutes that the session of a booking is given when it opens at `now`: a whole slot, or what is left at the door. */
export function sessionMinutes(hours: Room, endsAt: Temporal.Instant, now: Temporal.Instant): number {
  if (hours.slotMinutes !== undefined) return hours.slotMinutes;
  const left = Math.ceil((endsAt.epochMilliseconds - now.epochMilliseconds) / 60_000);
  return Math.max(LEAST_LEFT, left);
}

/** Whether office hours are meant for this member. */
export function isFor(
  { audience, named, hostId }: Pick<Hours, 'audience' | 'named' | 'hostId'>,
  member: { id: string; isGuest: boolean },
): boolean {
  if (member.id === hostId) return true;
  if (audience === 'named') return named.includes(member.id);
  return audience === 'everybody' || !member.isGuest;
}

/** Whether anybody in the workspace may come, so that a channel can be told of them. */
export function isForAll({ audience }: Pick<Hours, 'audience'>): boolean {
  return audience === 'everybody';
}

/** The host has set these hours aside, and said how they talk in them: neither a full week nor their ways hinder that. */
export const isNoHindrance = (why: Ineligibility | undefined) =>
  why === undefined || why === 'full' || why === 'format';
