import { isBefore, later, millisecondsBetween } from '../../../time.ts';

/** Days on which nobody of a place works, such as public holidays and days that the company closes. */
type DaysOff = {
  /** The same for what has the same days. */
  key: string;
  has(date: Temporal.PlainDate): boolean;
};

/** Hours of some days of the week that differ from the others, as of somebody who works part-time. */
export type OtherHours = {
  /** ISO weekdays. */
  days: number[];
  /** Local times, HH:MM; an end that is not after the start is on the next day. */
  start: string;
  end: string;
};

/** When somebody is at work. A shift that crosses midnight belongs to the day on which it begins. */
export type Schedule = {
  /** IANA zone that this runtime knows. */
  zone: string;
  /** Local times, HH:MM, and never the same; an end before the start is on the next day. */
  workStart: string;
  workEnd: string;
  /** ISO weekdays, 1 = Monday; never empty. */
  workDays: number[];
  otherHours?: OtherHours | undefined;
  daysOff?: DaysOff | undefined;
};

export type Span = { start: Temporal.Instant; end: Temporal.Instant };

/** A text that is the same for schedules that are. */
export function scheduleKey({ zone, workStart, workEnd, workDays, otherHours, daysOff }: Schedule): string {
  const other = otherHours ? ` ${otherHours.days.join('')} ${otherHours.start} ${otherHours.end}` : '';
  return `${zone} ${workStart} ${workEnd} ${workDays.join('')}${other} ${daysOff?.key ?? ''}`;
}

/** Just the schedule of a member, or of whoever else has one. */
export function scheduleOf({ zone, workStart, workEnd, workDays, otherHours, daysOff }: Schedule): Schedule {
  return { zone, workStart, workEnd, workDays, otherHours, daysOff };
}

/** True when somebody begins to work on this local date: one of their days, and no day off. */
export function isWorkDay(schedule: Schedule, date: Temporal.PlainDate): boolean {
  return schedule.workDays.includes(date.dayOfWeek) && !schedule.daysOff?.has(date);
}

/** The working time that begins on a local date, whether it is a day off or not. */
export function workOn(schedule: Schedule, date: Temporal.PlainDate): Span {
  const { start, end } = hoursOn(schedule, date.dayOfWeek);
  return {
    start: atLocal(schedule, date, start),
    end: atLocal(schedule, end > start ? date : date.add({ days: 1 }), end),
  };
}

/** Minutes of an ordinary working day. */
export function minutesADay({ workStart, workEnd }: Schedule): number {
  const minutes = Temporal.PlainTime.from(workStart).until(workEnd).total('minutes');
  return minutes > 0 ? minutes : minutes + 24 * 60;
}

/** True within working hours; their end is exclusive. */
export function isWorking(schedule: Schedule, at: Temporal.Instant): boolean {
  const next = spans(schedule, at).next().value;
  return next !== undefined && !isBefore(at, next.start);
}

/** `from` itself within working hours, else the next start of work. */
export function nextWorkingMoment(schedule: Schedule, from: Temporal.Instant): Temporal.Instant {
  for (const span of spans(schedule, from)) return later(from, span.start);
  return from;
}

/** The instant at which `minutes` of working time have passed since `from`; elapsed time, so that DST costs nobody. */
export function addWorkingMinutes(schedule: Schedule, from: Temporal.Instant, minutes: number): Temporal.Instant {
  let left = minutes * 60_000;
  if (left <= 0) return from;
  for (const span of spans(schedule, from)) {
    const start = later(from, span.start);
    const length = millisecondsBetween(start, span.end);
    if (left <= length) return start.add({ milliseconds: left });
    left -= length;
  }
  return from;
}

/** Minutes of working time from `from` to `to`; 0 when `to` is not later. */
export function workingMinutesBetween(schedule: Schedule, from: Temporal.Instant, to: Temporal.Instant): number {
  let sum = 0;
  for (const span of spans(schedule, from)) {
    if (!isBefore(span.start, to)) break;
    const end = isBefore(span.end, to) ? span.end : to;
    sum += Math.max(0, millisecondsBetween(later(from, span.start), end));
  }
  return sum / 60_000;
}

/** The local date of the working day that `at` is in: within a shift that crosses midnight, the day on which it began. */
export function workDateOf(schedule: Schedule, at: Temporal.Instant): Temporal.PlainDate {
  const date = at.toZonedDateTimeISO(schedule.zone).toPlainDate();
  const before = date.subtract({ days: 1 });
  const isOfBefore = crossesMidnight(schedule) && isWorkDay(schedule, before);
  return isOfBefore && isBefore(at, workOn(schedule, before).end) ? before : date;
}

/** The local date that lies `days` working days after the working day of `from`. */
export function addWorkingDays(schedule: Schedule, from: Temporal.Instant, days: number): Temporal.PlainDate {
  let date = workDateOf(schedule, from);
  for (let left = days; left > 0 && schedule.workDays.length > 0; ) {
    date = date.add({ days: 1 });
    if (isWorkDay(schedule, date)) left -= 1;
  }
  return date;
}

/** A local time (HH:MM) of a local date. One that does not exist moves forward; one that exists twice is the first. */
export function atLocal(schedule: Pick<Schedule, 'zone'>, date: Temporal.PlainDate, time: string): Temporal.Instant {
  const local = { timeZone: schedule.zone, plainTime: Temporal.PlainTime.from(time) };
  return date.toZonedDateTime(local).toInstant();
}

/** `time` on the next working day after that of `from`; moved to the start of work where it is outside. */
export function nextWorkingMorning(schedule: Schedule, from: Temporal.Instant, time = '09:30'): Temporal.Instant {
  return duringWork(schedule, addWorkingDays(schedule, from, 1), time);
}

/** When work begins on the next working day after that of `from`. */
export function nextWorkingDay(schedule: Schedule, from: Temporal.Instant): Temporal.Instant {
  return workOn(schedule, addWorkingDays(schedule, from, 1)).start;
}

/** `time` within the working time that begins on a local date; the start of work where it is outside. */
function duringWork(schedule: Schedule, date: Temporal.PlainDate, time: string): Temporal.Instant {
  const { start, end } = hoursOn(schedule, date.dayOfWeek);
  const crosses = end <= start;
  if (time >= start && (crosses || time < end)) return atLocal(schedule, date, time);
  return crosses && time < end ? atLocal(schedule, date.add({ days: 1 }), time) : atLocal(schedule, date, start);
}

function hoursOn({ workStart, workEnd, otherHours }: Schedule, weekday: number): { start: string; end: string } {
  return otherHours?.days.includes(weekday) ? otherHours : { start: workStart, end: workEnd };
}

function crossesMidnight({ workStart, workEnd, otherHours }: Schedule): boolean {
  return workEnd <= workStart || (otherHours !== undefined && otherHours.end <= otherHours.start);
}

/** The spans of working time that end after `from`, in order, none into another, without end. */
function* spans(schedule: Schedule, from: Temporal.Instant): Generator<Span, undefined> {
  if (schedule.workDays.length === 0 || schedule.workStart === schedule.workEnd) {
    throw new RangeError('A schedule needs a working day, and an end that is not its start');
  }
  let date = from.toZonedDateTimeISO(schedule.zone).toPlainDate();
  if (crossesMidnight(schedule)) date = date.subtract({ days: 1 });
  let over: Temporal.Instant | undefined;
  for (; ; date = date.add({ days: 1 })) {
    if (!isWorkDay(schedule, date)) continue;
    const work = workOn(schedule, date);
    // A zone that moved across the date line skipped a whole day: it was no working day.
    if (!work.start.toZonedDateTimeISO(schedule.zone).toPlainDate().equals(date)) continue;
    // A day of other hours may begin before the night shift of the day before is over.
    const start = over === undefined ? work.start : later(over, work.start);
    if (isBefore(from, work.end) && isBefore(start, work.end)) yield { start, end: work.end };
    over = over === undefined ? work.end : later(over, work.end);
  }
}
