import { instant, isBefore } from '../time.ts';
import type { Job } from './store.ts';

/** A job that keeps failing by itself is given up after this many failures: with the back-off, after about half an hour. */
const MOST_FAILURES = 12;
/** Hours after which a job is given up that only failed because Slack could not be reached. */
const LONGEST_OUTAGE = 72;
/** Seconds between two tries, at most. */
const LONGEST_WAIT = { failure: 30 * 60, outage: 2 * 60 };

/** Seconds to wait after the nth failure: 1, 2, 4 … */
export function backOffSeconds(failures: number, isOutage = false): number {
  return Math.min(2 ** (failures - 1), isOutage ? LONGEST_WAIT.outage : LONGEST_WAIT.failure);
}

/** Whether another try would be pointless after `failures` of them. An outage is waited out. */
export function isHopeless(job: Job, failures: number, isOutage: boolean, now: Temporal.Instant): boolean {
  if (!isOutage) return failures >= MOST_FAILURES;
  return isBefore(instant(job.due_at).add({ hours: LONGEST_OUTAGE }), now);
}
