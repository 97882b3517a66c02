import { isBefore } from '../../time.ts';
import { addWorkingDays, atLocal, isWorkDay, nextWorkingMorning, type Schedule } from '../members/rules/index.ts';

/** A next step that two people agreed on: "when …, I will …". */
export type Action = {
  id: string;
  sessionId: string;
  ownerId: string;
  /** The other person of the session, who hears when it is done. */
  partnerId: string;
  when: string;
  will: string;
  /** Local date of the owner. */
  dueOn: Temporal.PlainDate;
  state: 'open' | 'done' | 'dropped';
  /** How often it was moved; each time starts a new round of one prompt and one reminder. */
  snoozes: number;
};

export const snoozes = ['tomorrow', 'three days', 'next week'] as const;
export type Snooze = (typeof snoozes)[number];

/** Local time at which owners hear of what is due. */
const MORNING = '09:30';
/** Working days after which an unanswered prompt is repeated, once. */
const REMIND_AFTER = 2;

/** When the owner is asked: at 09:30 on the due day, or the next working morning when that is over. */
export function askAt(schedule: Schedule, dueOn: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant {
  const morning = atLocal(schedule, dueOn, MORNING);
  return isBefore(now, morning) ? morning : nextWorkingMorning(schedule, now, MORNING);
}

/** When the one reminder comes, counted from when the owner was asked. */
export function remindAt(schedule: Schedule, asked: Temporal.Instant): Temporal.Instant {
  return atLocal(schedule, addWorkingDays(schedule, asked, REMIND_AFTER), MORNING);
}

/** The new due date, always a working day: the next one, the first from three days on, or the first of next week. */
export function snoozedTo(schedule: Schedule, now: Temporal.Instant, snooze: Snooze): Temporal.PlainDate {
  const today = now.toZonedDateTimeISO(schedule.zone).toPlainDate();
  const days = { tomorrow: 1, 'three days': 3, 'next week': 8 - today.dayOfWeek }[snooze];
  let date = today.add({ days });
  while (!isWorkDay(schedule, date)) date = date.add({ days: 1 });
  return date;
}
