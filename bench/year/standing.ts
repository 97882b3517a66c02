/*
 * What the people of the year would complain about, worked out from nothing but the calls that the embedded Slack
 * received and from what each of them did and wants. Nothing here is taken from the app: not its gate, not its tables.
 */
import type { Deed } from './answers.ts';

/** What one person wants, and how things stand with them, at this moment. */
export type Standing = {
  zone: string;
  start: string;
  end: string;
  days: number[];
  /** Milliseconds since 1970; 0 for no pause. */
  pausedUntil: number;
  isGone: boolean;
  /** They deleted their data and did nothing since. */
  isErased: boolean;
  /** Names of the groups of messages that they switched off. */
  muted: Set<string>;
  /** What they last clicked, typed or sent off, the newest last. */
  deeds: Deed[];
};

/** When the app takes somebody to work until they say otherwise. */
export const defaultHours = { start: '09:00', end: '17:00', days: [1, 2, 3, 4, 5] };

/** On a working day of theirs, from the start of work up to its end. */
export function isAtWork({ days, start, end }: Standing, local: Temporal.ZonedDateTime): boolean {
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return days.includes(local.dayOfWeek) && time >= start && time < end;
}

/** Whether there is no quarter of an hour within a week in which all of these are at work and on no pause. */
export function haveNoCommonTime(people: Standing[], now: Temporal.Instant): boolean {
  for (let quarter = 0; quarter < 7 * 24 * 4; quarter += 1) {
    const at = now.add({ minutes: 15 * quarter });
    const suits = (one: Standing) =>
      at.epochMilliseconds >= one.pausedUntil && isAtWork(one, at.toZonedDateTimeISO(one.zone));
    if (people.every(suits)) return false;
  }
  return true;
}
