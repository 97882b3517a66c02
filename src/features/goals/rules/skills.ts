import { addWorkingDays, atLocal, type Schedule } from '../../members/rules/index.ts';
import type { Level } from '../../skills/rules/names.ts';

/** Times that somebody has to have used what they were shown before they are asked to pass it on (house rule). */
export const USES_TO_PASS_ON = 2;

export type LadderState = {
  /** Sessions about the skill in which they were the mentee and said later that they used it. */
  uses: number;
  isOffering: boolean;
  wasAsked: boolean;
  /** Guests may not mentor everywhere. */
  mayMentor: boolean;
};

/** Whether a learner is asked, for the only time, if they would help others in a skill. */
export function asksToPassOn({ uses, isOffering, wasAsked, mayMentor }: LadderState): boolean {
  return uses >= USES_TO_PASS_ON && !isOffering && !wasAsked && mayMentor;
}

/** Months after which a skill that was neither used nor confirmed is asked about. */
const FRESH_MONTHS = 9;
/** Skills in one question, and months until the next handful may be asked about. */
export const MOST_ASKED = 5;
const REST_MONTHS = 1;
/** Working days after which an unanswered question is repeated, once, and the local time of it. */
const REMIND_AFTER = 5;
const MORNING = '09:30';

/** A skill that a member offers, with the latest that is known of it. */
export type Offered = {
  skillId: string;
  name: string;
  level: Level;
  addedAt: Temporal.Instant;
  /** They helped somebody with it. */
  usedAt: Temporal.Instant | undefined;
  askedAt: Temporal.Instant | undefined;
  /** They said that it still fits. */
  confirmedAt: Temporal.Instant | undefined;
};

/** When a skill was last added, used, confirmed, or asked about: a question without an answer rests as long as any. */
export function lastSeen({ addedAt, usedAt, askedAt, confirmedAt }: Omit<Offered, 'skillId' | 'name' | 'level'>) {
  const all = [addedAt, usedAt, askedAt, confirmedAt].filter((at) => at !== undefined);
  return all.reduce((a, b) => (Temporal.Instant.compare(a, b) >= 0 ? a : b));
}

/**
 * Whether `months` have passed on the wall calendar of `zone`: on the same day of the month, or on its last day where the
 * month is shorter.
 */
function havePassed(months: number, since: Temporal.Instant, now: Temporal.Instant, zone: string): boolean {
  const date = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate();
  return Temporal.PlainDate.compare(date(since).add({ months }), date(now)) <= 0;
}

/** Whether a skill last seen then has to be asked about. */
export function isStale(seen: Temporal.Instant, now: Temporal.Instant, zone: string): boolean {
  return havePassed(FRESH_MONTHS, seen, now, zone);
}

/** No skill seen after this moment is stale anywhere: up to three days are lost to a short month, two to the zones. */
export function staleBefore(now: Temporal.Instant): Temporal.Instant {
  return now.toZonedDateTimeISO('UTC').subtract({ months: FRESH_MONTHS }).add({ days: 5 }).toInstant();
}

/** The handful of skills that a member is asked about now, those longest unseen first; none while the last rests. */
export function toAsk(offered: Offered[], now: Temporal.Instant, zone: string): Offered[] {
  const isResting = offered.some(({ askedAt }) => askedAt && !havePassed(REST_MONTHS, askedAt, now, zone));
  if (isResting) return [];
  const order = (a: Offered, b: Offered) =>
    Temporal.Instant.compare(lastSeen(a), lastSeen(b)) || (a.name < b.name ? -1 : 1);
  return offered
    .filter((skill) => isStale(lastSeen(skill), now, zone))
    .sort(order)
    .slice(0, MOST_ASKED);
}

/** When an unanswered question is repeated, counted from when it was asked. */
export function remindAt(schedule: Schedule, asked: Temporal.Instant): Temporal.Instant {
  return atLocal(schedule, addWorkingDays(schedule, asked, REMIND_AFTER), MORNING);
}
