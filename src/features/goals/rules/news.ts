import { atLocal, nextWorkingMorning, type Schedule } from '../../members/rules/index.ts';

/** Days between two messages about what fits somebody's goals. */
const NEWS_REST_DAYS = 7;

/** Whether news of goals still rests, when they were last told on that local date. */
export function isNewsResting(zone: string, now: Temporal.Instant, toldOn: Temporal.PlainDate | undefined): boolean {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return toldOn !== undefined && Temporal.PlainDate.compare(today, toldOn.add({ days: NEWS_REST_DAYS })) < 0;
}

/** When news that came up now is told: the next working morning, or the first one a week after the last news. */
export function newsAt(
  schedule: Schedule,
  now: Temporal.Instant,
  toldOn: Temporal.PlainDate | undefined,
): Temporal.Instant {
  if (toldOn === undefined) return nextWorkingMorning(schedule, now);
  const rested = atLocal(schedule, toldOn.add({ days: NEWS_REST_DAYS - 1 }), '12:00');
  return nextWorkingMorning(schedule, Temporal.Instant.compare(now, rested) > 0 ? now : rested);
}
