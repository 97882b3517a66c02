/** Minutes after a try that failed until the next: nine tries in three days, one of them a whole day after the first. */
const WAITS = [1, 5, 30, 144, 360, 900, 1440, 1440] as const;
/** Hours without an answer after which owners are told. */
const A_DAY = 24;

/** What came of a try: an HTTP status, or what went wrong before there was one. */
export type Answer = number | 'slow' | 'unreachable' | 'internal';

export const hasArrived = (answer: Answer) => typeof answer === 'number' && answer >= 200 && answer < 300;

/** The receiver asks for no more, ever. */
export const isGone = (answer: Answer) => answer === 410;

/** When to try again after so many tries, or undefined after the last. */
export function nextTry(tries: number, now: Temporal.Instant): Temporal.Instant | undefined {
  const minutes = WAITS[tries - 1];
  return minutes === undefined ? undefined : now.add({ minutes });
}

/** Whether it has failed for so long that an owner should hear of it. */
export function isWorthTelling(failingSince: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(failingSince.add({ hours: A_DAY }), now) <= 0;
}
