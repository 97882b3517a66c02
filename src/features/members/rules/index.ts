import { isBefore, later, millisecondsBetween } from '../../../time.ts';

/** How two people can talk. */
export const formats = ['thread', 'huddle', 'video', 'in person'] as const;
export type Format = (typeof formats)[number];

/** Minutes that a session may be planned for. */
export const lengths = [10, 15, 20, 30] as const;
/** The end of a pause that lasts until the member resumes. */
export const NO_END = Temporal.Instant.from('9999-12-31T00:00:00Z');

export type Member = {
  id: string;
  name: string;
  title: string;
  /** IANA zone that this runtime knows; the workspace's where Slack gave none. */
  zone: string;
  locale: string;
  isBot: boolean;
  isGuest: boolean;
  isDeactivated: boolean;
  /** Owner or admin of the Slack workspace. */
  isOwner: boolean;
  /** Local times, HH:MM, workStart before workEnd. */
  workStart: string;
  workEnd: string;
  /** ISO weekdays, 1 = Monday; never empty. */
  workDays: number[];
  /** Sessions a week as a mentor, 0 to 20. */
  capacity: number;
  formats: Format[];
  usualMinutes: number;
  pausedUntil: Temporal.Instant | undefined;
  /** Names of the kinds of prompt that this member does not want. */
  mutes: string[];
  inDigest: boolean;
  /** As they named it, '' for none. */
  department: string;
  /** Slack's error code when a direct message can never arrive. */
  unreachable: string | undefined;
  homeOpenedAt: Temporal.Instant | undefined;
  profileSavedAt: Temporal.Instant | undefined;
  /** Set while somebody has deleted their data and not come back. */
  erasedAt: Temporal.Instant | undefined;
};

export type Schedule = Pick<Member, 'zone' | 'workStart' | 'workEnd' | 'workDays'>;

export type EligibilityContext = {
  now: Temporal.Instant;
  allowGuests: boolean;
  /** Either of the two would rather not be matched with the other. */
  blocked: boolean;
  /** Sessions in which the mentor is or was the mentor in the week that it is about, the open ones included. */
  sessionsThisWeek: number;
  /** When they would talk, where that is known. */
  at?: Temporal.Instant | undefined;
  /** The mentor has something else at that time. */
  isTaken?: boolean;
  /** The mentor gets no more questions of the asker, who had asked them quietly and whom they do not know. */
  isUnwanted?: boolean;
  /** The mentor is the asker. */
  self: boolean;
  /** How they would talk, where that is known, and whether they are in the same place; default: they are. */
  format?: Format | undefined;
  isNear?: boolean;
};

export type Ineligibility =
  | 'self'
  | 'bot'
  | 'guest'
  | 'deactivated'
  | 'paused'
  | 'blocked'
  | 'full'
  | 'taken'
  | 'format'
  | 'unreachable'
  | 'unwanted';

/** The one eligibility rule: why `mentor` may not be asked now, or talk then, or undefined when they may. */
export function whyNotEligible(mentor: Member, context: EligibilityContext): Ineligibility | undefined {
  if (context.self) return 'self';
  if (mentor.isBot) return 'bot';
  if (mentor.isDeactivated) return 'deactivated';
  if (mentor.isGuest && !context.allowGuests) return 'guest';
  if (isPaused(mentor, context.at ?? context.now)) return 'paused';
  if (context.blocked) return 'blocked';
  if (mentor.unreachable !== undefined) return 'unreachable';
  if (context.sessionsThisWeek >= mentor.capacity) return 'full';
  if (context.isTaken) return 'taken';
  if (!canTalk(mentor.formats, context.isNear ?? true, context.format)) return 'format';
  // The last: where two have something under way already, it hides no other reason.
  if (context.isUnwanted) return 'unwanted';
  return undefined;
}

/**
 * Whether a mentor who likes to talk in these ways can talk so with somebody: in person only where both are in the same
 * place, and whoever talks in person only in no other way. Without `format`, whether there is any way.
 */
export function canTalk(likes: Format[], isNear: boolean, format: Format | undefined): boolean {
  if (format === 'in person') return isNear && likes.includes('in person');
  const isOnlyInPerson = likes.every((like) => like === 'in person');
  return !isOnlyInPerson || (format === undefined && isNear);
}

/** Whether two people can meet, as far as Slack tells: the same time zone, under whichever of its names. */
export function areNear(one: Pick<Member, 'zone'>, other: Pick<Member, 'zone'>): boolean {
  if (one.zone === other.zone) return true;
  const [here, there] = [one.zone, other.zone].map((zone) => NO_END.toZonedDateTimeISO(zone));
  return here !== undefined && there !== undefined && here.equals(there);
}

/** How somebody is not here: for good, or until a pause ends. */
export type Away = 'left' | { until: Temporal.Instant };

/** Whether somebody who is away misses what is planned for `at`; undefined = what may come any moment. */
export function isMissed(away: Away, at: Temporal.Instant | undefined): boolean {
  return away === 'left' || at === undefined || isBefore(at, away.until);
}

/** True while the member's pause lasts; its end is exclusive. */
export function isPaused(member: Pick<Member, 'pausedUntil'>, now: Temporal.Instant): boolean {
  return member.pausedUntil !== undefined && isBefore(now, member.pausedUntil);
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

/** The local date that lies `days` working days after the local date of `from`. */
export function addWorkingDays(schedule: Schedule, from: Temporal.Instant, days: number): Temporal.PlainDate {
  let date = from.toZonedDateTimeISO(schedule.zone).toPlainDate();
  for (let left = days; left > 0 && schedule.workDays.length > 0; ) {
    date = date.add({ days: 1 });
    if (schedule.workDays.includes(date.dayOfWeek)) left -= 1;
  }
  return date;
}

/** A local time (HH:MM) of a local date. One that does not exist moves forward; one that exists twice is the first. */
export function atLocal(schedule: Pick<Schedule, 'zone'>, date: Temporal.PlainDate, time: string): Temporal.Instant {
  const local = { timeZone: schedule.zone, plainTime: Temporal.PlainTime.from(time) };
  return date.toZonedDateTime(local).toInstant();
}

/** `time` on the next working day after the local date of `from`; moved to the start of work where it is outside. */
export function nextWorkingMorning(schedule: Schedule, from: Temporal.Instant, time = '09:30'): Temporal.Instant {
  const isOutside = time < schedule.workStart || time >= schedule.workEnd;
  return atLocal(schedule, addWorkingDays(schedule, from, 1), isOutside ? schedule.workStart : time);
}

type Span = { start: Temporal.Instant; end: Temporal.Instant };

/** The spans of working time that end after `from`, in order, without end. */
function* spans(schedule: Schedule, from: Temporal.Instant): Generator<Span, undefined> {
  if (schedule.workDays.length === 0 || schedule.workStart >= schedule.workEnd) {
    throw new RangeError('A schedule needs a working day, and a start before its end');
  }
  for (let date = from.toZonedDateTimeISO(schedule.zone).toPlainDate(); ; date = date.add({ days: 1 })) {
    if (!schedule.workDays.includes(date.dayOfWeek)) continue;
    const start = atLocal(schedule, date, schedule.workStart);
    const end = atLocal(schedule, date, schedule.workEnd);
    // A zone that moved across the date line skipped a whole day: it was no working day.
    if (!start.toZonedDateTimeISO(schedule.zone).toPlainDate().equals(date)) continue;
    if (isBefore(from, end)) yield { start, end };
  }
}
