import { isBefore, later } from '../../../time.ts';
import { isWorkDay, isWorking, type Schedule, workOn } from '../../members/rules/index.ts';

/** Minutes before the start at which people are reminded. */
const BEFORE = 60;

/**
 * When to remind somebody of something at `start`: an hour before, if they are at work then, else an hour before the
 * end of the last working day that is over by then.
 */
export function reminderAt(schedule: Schedule, start: Temporal.Instant): Temporal.Instant {
  const before = start.subtract({ minutes: BEFORE });
  if (isWorking(schedule, before)) return before;
  const today = start.toZonedDateTimeISO(schedule.zone).toPlainDate();
  for (let days = 0; days <= 8; days += 1) {
    const date = today.subtract({ days });
    const work = workOn(schedule, date);
    if (!isWorkDay(schedule, date) || isBefore(before, work.end)) continue;
    return later(work.end.subtract({ minutes: BEFORE }), work.start);
  }
  return before;
}

/** A moment as plain text in a zone, such as “Tue 3 Mar, 15:20”, for where Slack cannot show the reader's own time. */
export function localDateTime(at: Temporal.Instant, zone: string): string {
  const date = at.toLocaleString('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' });
  return `${date.replace(',', '')}, ${at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
