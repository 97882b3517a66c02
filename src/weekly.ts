import { isBefore } from './time.ts';

/** A time of day on one or more days of the week, in a zone that is told beside it. */
export type Weekly = {
  /** ISO weekdays, 1 = Monday; never empty. */
  days: number[];
  /** HH:MM, local. */
  time: string;
};

/**
 * The first moment after `after` at which it is `time` on one of `days` in `zone` (IANA). A time that the clocks skip
 * comes at the next valid one, a repeated one comes once.
 * @throws RangeError when there is no such day.
 */
export function nextWeekly({ days, time }: Weekly, zone: string, after: Temporal.Instant): Temporal.Instant {
  // From the day before, whose skipped time can lie past midnight, to the same day of the next week.
  const first = after.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  const plainTime = Temporal.PlainTime.from(time);
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const date = first.add({ days: ahead });
    if (!days.includes(date.dayOfWeek)) continue;
    const at = date.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
    if (isBefore(after, at)) return at;
  }
  throw new RangeError(`no weekday among ${days.join(', ')}`);
}
