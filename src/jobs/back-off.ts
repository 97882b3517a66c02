import { instant, isBefore } from '../time.ts';
import type { Job } from './tables.ts';

/** A job that keeps failing by itself is given up after this many failures: with the back-off, after about half an hour. */
const MOST_FAILURES = 12;
/** An outage counts for no more failures than this, so that what comes after it still has its tries. */
const MOST_OUTAGES = 8;
/** Hours from the first try after which a job is given up that only failed because Slack could not be reached. */
const LONGEST_OUTAGE = 72;
/** Seconds between two tries, at most. */
const LONGEST_WAIT = { failure: 30 * 60, outage: 2 * 60 };

/**
 * Why a job could not be done; `seconds` is how long a rate limit lasts. With `isEverything` Slack refuses whatever this
 * app says, such as for its token.
 */
export type FailureCause = { seconds?: number; isOutage?: boolean; isEverything?: boolean };

/** How many failures a job has after one more setback. A rate limit is none. */
export function failuresAfter(job: Job, { seconds, isOutage = false }: FailureCause): number {
  if (seconds !== undefined) return job.failures;
  return isOutage ? Math.max(job.failures, Math.min(job.failures + 1, MOST_OUTAGES)) : job.failures + 1;
}

/** Seconds to wait after the nth failure: 1, 2, 4 … */
export function backOffSeconds(failures: number, isOutage = false): number {
  return Math.min(2 ** (failures - 1), isOutage ? LONGEST_WAIT.outage : LONGEST_WAIT.failure);
}

/**
 * Whether another try would be pointless after `failures` of them. An outage and a rate limit are waited out; where
 * everything is refused, somebody has to put that right, and nothing is given up until then.
 */
export function shouldGiveUp(
  job: Job,
  failures: number,
  { seconds, isOutage = false, isEverything = false }: FailureCause,
  now: Temporal.Instant,
): boolean {
  if (isEverything) return false;
  if (seconds === undefined && !isOutage) return failures >= MOST_FAILURES;
  return job.tried_at !== null && isBefore(instant(job.tried_at).add({ hours: LONGEST_OUTAGE }), now);
}

/** Whether the time for a job is over. */
export function isExpired(job: Job, now: Temporal.Instant): boolean {
  return job.expires_at !== null && isBefore(instant(job.expires_at), now);
}
