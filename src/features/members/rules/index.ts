import { isBefore } from '../../../time.ts';
import type { Schedule } from './working-time.ts';

export {
  addWorkingDays,
  addWorkingMinutes,
  atLocal,
  isWorkDay,
  isWorking,
  minutesADay,
  nextWorkingDay,
  nextWorkingMoment,
  nextWorkingMorning,
  type OtherHours,
  type Schedule,
  scheduleKey,
  scheduleOf,
  workDateOf,
  workingMinutesBetween,
  workOn,
} from './working-time.ts';

/** How two people can talk. */
export const formats = ['thread', 'huddle', 'video', 'in person'] as const;
export type Format = (typeof formats)[number];

/** Minutes that a session may be planned for. */
export const lengths = [10, 15, 20, 30] as const;
/** The end of a pause that lasts until the member resumes. */
export const NO_END = Temporal.Instant.from('9999-12-31T00:00:00Z');

/** Somebody of the workspace; `zone` is the workspace's where Slack gave none. */
export type Member = Schedule & {
  id: string;
  name: string;
  title: string;
  locale: string;
  isBot: boolean;
  isGuest: boolean;
  isDeactivated: boolean;
  /** Owner or admin of the Slack workspace. */
  isOwner: boolean;
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
