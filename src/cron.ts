import { Cron } from 'croner';
import { isBefore } from './time.ts';

/** Hours before a moment at which the search for its next occurrence starts: no zone ever jumped further. */
const LONGEST_JUMP = 25;

/**
 * The first moment after `after` at which the five-field `cron` fits the local time of `zone`; undefined when there is
 * none or `cron` cannot be read. A time that the clocks skip comes at the next valid one, a repeated one comes once.
 */
export function nextOccurrence(cron: string, zone: string, after: Temporal.Instant): Temporal.Instant | undefined {
  const pattern = parseCron(cron);
  // The pattern is asked about wall time only, in a zone without jumps; Temporal knows what the wall time means.
  let wall = after.toZonedDateTimeISO(zone).toPlainDateTime().subtract({ hours: LONGEST_JUMP });
  for (;;) {
    const next = pattern?.nextRun(wall.toString({ smallestUnit: 'second' }));
    if (!next) return undefined;
    wall = Temporal.Instant.fromEpochMilliseconds(next.getTime()).toZonedDateTimeISO('UTC').toPlainDateTime();
    const at = wall.toZonedDateTime(zone).toInstant();
    if (isBefore(after, at)) return at;
  }
}

/** Whether this is a cron expression of five fields that ever comes true. */
export function isCron(text: string): boolean {
  return Boolean(parseCron(text)?.nextRun('2000-01-01T00:00:00'));
}

function parseCron(text: string): Cron | undefined {
  try {
    return new Cron(text, { mode: '5-part', timezone: 'UTC', paused: true });
  } catch {
    return undefined;
  }
}
