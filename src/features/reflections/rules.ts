import { createHash } from 'node:crypto';
import { isBefore } from '../../time.ts';
import { addWorkingDays, atLocal, nextWorkingMorning, type Schedule } from '../members/rules/index.ts';

export type Role = 'mentor' | 'mentee';

/** One person's private look back at one session. `answeredAt` is undefined until they answer. */
export type Reflection = {
  id: string;
  sessionId: string;
  authorId: string;
  partnerId: string;
  role: Role;
  /** The question as it was asked. */
  question: string;
  /** 1 to 5, asked of mentees only. */
  usefulness: number | undefined;
  answer: string;
  differently: string;
  answeredAt: Temporal.Instant | undefined;
};

export const outcomeAnswers = ['yes', 'partly', 'not yet'] as const;
export type OutcomeAnswer = (typeof outcomeAnswers)[number];

/**
 * How much time it saved, as the mentee thinks, in five steps. Each stands for a range and none for a number: people
 * know no better (Tourangeau, Rips and Rasinski, The Psychology of Survey Response, 2000, on estimating durations).
 */
export const timesSaved = [
  'none',
  'up to an hour',
  'one to four hours',
  'half a day to a day',
  'more than a day',
] as const;
export type TimeSaved = (typeof timesSaved)[number];

/** What the mentee said when asked whether they used it. */
export type Outcome = {
  sessionId: string;
  menteeId: string;
  mentorId: string;
  answer: OutcomeAnswer;
  detail: string;
  /** Undefined where they did not say, and while it is not of use yet. */
  timeSaved: TimeSaved | undefined;
  answeredAt: Temporal.Instant;
  /** When the mentee was asked once more, after "not yet". */
  askedAgainAt: Temporal.Instant | undefined;
};

/** Days for which an answer can be changed. */
const EDITABLE_DAYS = 7;
/** Days after the session that the mentee is asked whether they used it. */
const OUTCOME_DAYS = 14;
/** Working days after which an unanswered question is repeated, once. */
const REMIND_AFTER = 3;
const MORNING = '09:30';

/** A whole number that stays the same for the same words, spread evenly. */
function spread(words: string): number {
  return createHash('sha256').update(words).digest().readUInt32BE(0);
}

/** Minutes, 0 to 9, by which one person's question comes later than 09:30, so that not everybody's comes at once. */
export function spreadMinutes(sessionId: string, memberId: string): number {
  return spread(`${sessionId} ${memberId}`) % 10;
}

/** When the question comes: the next working morning, about 09:30 local. */
export function askAt(schedule: Schedule, ended: Temporal.Instant, minutes: number): Temporal.Instant {
  return nextWorkingMorning(schedule, ended, MORNING).add({ minutes });
}

/** When the one reminder comes, counted from when the question was asked. */
export function remindAt(schedule: Schedule, asked: Temporal.Instant, minutes: number): Temporal.Instant {
  return atLocal(schedule, addWorkingDays(schedule, asked, REMIND_AFTER), MORNING).add({ minutes });
}

/** When the mentee is asked whether they used it: fourteen days on, or the first working morning after. */
export function outcomeAt(schedule: Schedule, ended: Temporal.Instant): Temporal.Instant {
  const dayBefore = ended
    .toZonedDateTimeISO(schedule.zone)
    .toPlainDate()
    .add({ days: OUTCOME_DAYS - 1 });
  return nextWorkingMorning(schedule, atLocal(schedule, dayBefore, '12:00'), MORNING);
}

/** Whether what the mentee said can be changed: for a week, and when they are asked once more. */
export function canAnswer(outcome: Outcome | undefined, now: Temporal.Instant): boolean {
  return isOpenAgain(outcome) || isEditable(outcome?.answeredAt, now);
}

/** Whether the mentee was asked once more and has not answered since. */
export function isOpenAgain(outcome: Outcome | undefined): boolean {
  return outcome?.askedAgainAt !== undefined && isBefore(outcome.answeredAt, outcome.askedAgainAt);
}

/** Until when what was answered then may be changed. */
export const editableUntil = (answeredAt: Temporal.Instant) => answeredAt.add({ hours: 24 * EDITABLE_DAYS });

/** Whether what was answered then may still be changed. */
export function isEditable(answeredAt: Temporal.Instant | undefined, now: Temporal.Instant): boolean {
  return answeredAt === undefined || isBefore(now, editableUntil(answeredAt));
}

/** From which rating of the mentee on a session counts as useful. */
const USEFUL = 3;

export const isUseful = (usefulness: number | undefined) => usefulness !== undefined && usefulness >= USEFUL;

/** From which rating on a session counts as good. */
const GOOD = 4;

/** Whether somebody has looked back on a session and called it good; mentors are not asked for a rating. */
export function wasGood({ role, usefulness, answeredAt }: Reflection): boolean {
  return answeredAt !== undefined && (role === 'mentor' || (usefulness ?? 0) >= GOOD);
}

/** The next question of the set for this person: each comes once before any comes again. */
export function questionFor(set: readonly string[], memberId: string, asked: number): string {
  const question = set[(spread(memberId) + asked) % set.length];
  if (question === undefined) throw new RangeError('A set of questions needs at least one');
  return question;
}
