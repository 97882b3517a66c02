import { isBefore, later } from '../../../time.ts';
import { isWorkDay, type Schedule, workingMinutesBetween, workOn } from '../../members/rules/index.ts';
import { type CheckInDay, checkInDays } from './index.ts';

/** Minutes before the end of work at which a check-in comes: most of the day is behind them. */
const BEFORE_END = 120;
const LAST_DAY = 90;

/** The local date of a newcomer's n-th working day; the first is the first working day from `startsOn` on. */
export function workingDate(schedule: Schedule, startsOn: Temporal.PlainDate, n: number): Temporal.PlainDate {
  let date = startsOn;
  for (let left = n; ; date = date.add({ days: 1 })) {
    if (isWorkDay(schedule, date)) left -= 1;
    if (left <= 0) return date;
  }
}

/** When work begins on the first working day. */
export function beginning(schedule: Schedule, startsOn: Temporal.PlainDate): Temporal.Instant {
  return workOn(schedule, workingDate(schedule, startsOn, 1)).start;
}

/** Two hours before the end of work on a date, and not before it begins. */
export function checkInAt(schedule: Schedule, date: Temporal.PlainDate): Temporal.Instant {
  const { start, end } = workOn(schedule, date);
  return later(end.subtract({ minutes: BEFORE_END }), start);
}

/** The end of work on a date. */
export function endOfWork(schedule: Schedule, date: Temporal.PlainDate): Temporal.Instant {
  return workOn(schedule, date).end;
}

export type NextCheckIn = { day: CheckInDay; at: Temporal.Instant };

/**
 * The next check-in after `from` that is not among those `done`, or undefined when all are behind them. A buddy is
 * seldom found on the very first day, so the first check-in is made up for as long as the second is on a later date.
 */
export function nextCheckIn(
  schedule: Schedule,
  startsOn: Temporal.PlainDate,
  from: Temporal.Instant,
  done: number[],
): NextCheckIn | undefined {
  for (const day of checkInDays) {
    if (done.includes(day)) continue;
    const at = checkInAt(schedule, workingDate(schedule, startsOn, day));
    if (isBefore(from, at)) return { day, at };
    const late = day === 1 ? madeUp(schedule, startsOn, from) : undefined;
    if (late) return { day, at: late };
  }
  return undefined;
}

function madeUp(
  schedule: Schedule,
  startsOn: Temporal.PlainDate,
  from: Temporal.Instant,
): Temporal.Instant | undefined {
  const second = workingDate(schedule, startsOn, 5);
  let date = workingDate(schedule, from.toZonedDateTimeISO(schedule.zone).toPlainDate(), 1);
  if (!isBefore(from, checkInAt(schedule, date))) date = workingDate(schedule, date.add({ days: 1 }), 1);
  return Temporal.PlainDate.compare(date, second) < 0 ? checkInAt(schedule, date) : undefined;
}

/** Whether the ninetieth working day is over, so that no check-in is left. */
export function isPastAll(schedule: Schedule, startsOn: Temporal.PlainDate, now: Temporal.Instant): boolean {
  const today = now.toZonedDateTimeISO(schedule.zone).toPlainDate();
  // Ninety working days take ninety days at least: for most dates there is nothing to count.
  if (Temporal.PlainDate.compare(today, startsOn.add({ days: LAST_DAY })) < 0) return false;
  return Temporal.PlainDate.compare(workingDate(schedule, startsOn, LAST_DAY), today) < 0;
}

/** Hours of the seven days from `from` in which both are at work. */
export function hoursInCommon(a: Schedule, b: Schedule, from: Temporal.Instant): number {
  const today = from.toZonedDateTimeISO(a.zone).toPlainDate();
  let minutes = 0;
  for (let ahead = 0; ahead < 7; ahead += 1) {
    const date = today.add({ days: ahead });
    if (!isWorkDay(a, date)) continue;
    const { start, end } = workOn(a, date);
    minutes += workingMinutesBetween(b, start, end);
  }
  return minutes / 60;
}
