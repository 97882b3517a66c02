import { areFew } from '../../../small-counts.ts';

/** What came of an earlier request, and after how many working minutes of its asker. */
export type Wait = {
  minutes: number;
  /** `unmatched` = nobody accepted in its lifetime; `withdrawn` = the asker took it back before that was known. */
  end: 'accepted' | 'unmatched' | 'withdrawn';
  /** Who accepted. */
  helperId: string | undefined;
};

/** How long it usually takes until somebody accepts, in working minutes, from requests on the topic or on all of them. */
export type Expectation = { minutes: Step; isAboutTopic: boolean };

/** Days of requests that are looked back on. */
export const REMEMBERED_DAYS = 180;
/** Requests behind a figure: a median of fewer is off by more than a quarter too often (bench/fairness.ts). */
export const FEWEST_REQUESTS = 20;

/** Working minutes that can be said; a working day has eight hours. */
export const steps = [5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 360, 480, 720, 960] as const;
export type Step = (typeof steps)[number];

/**
 * How long somebody who asks now may expect to wait, as a step that can be said. Enough requests on the topic speak
 * for it, even when they say that it takes too long to promise anything; else those of the whole workspace do.
 * @returns undefined when nothing can be claimed honestly.
 */
export function expectationFrom(topic: Wait[], workspace: Wait[]): Expectation | undefined {
  const isAboutTopic = areEnough(topic);
  if (!isAboutTopic && !areEnough(workspace)) return undefined;
  const median = medianWait(isAboutTopic ? topic : workspace);
  return median === undefined ? undefined : { minutes: nearestStep(median), isAboutTopic };
}

/** True when so many different people accepted, in so many requests, that their median may be told. */
export function areEnough(waits: Wait[]): boolean {
  const helpers = new Set(waits.flatMap((wait) => (wait.end === 'accepted' ? [wait.helperId] : [])));
  return waits.length >= FEWEST_REQUESTS && !areFew(helpers.size);
}

/**
 * Working minutes after which half of the requests had been accepted. Kaplan and Meier's estimate (Journal of the
 * American Statistical Association 53, 1958): a request that was taken back counts until then; one that nobody accepted
 * never was, so it stays in the count to the end. @returns undefined when fewer than half ever were.
 */
export function medianWait(waits: Wait[]): number | undefined {
  const known = waits.filter((wait) => wait.end !== 'unmatched').sort((a, b) => a.minutes - b.minutes || order(a, b));
  let waiting = waits.length;
  let share = 1;
  for (const { minutes, end } of known) {
    if (end === 'accepted') share *= 1 - 1 / waiting;
    waiting -= 1;
    // A hair more than half: products of fractions such as 3/4 · 2/3 miss it by rounding.
    if (share <= 0.5 + 1e-9) return minutes;
  }
  return undefined;
}

/** Of the same minute, a yes comes before a request that was taken back: it was still there to be accepted. */
const order = (a: Wait, b: Wait) => Number(b.end === 'accepted') - Number(a.end === 'accepted');

/** The step that is nearest as a ratio: 45 minutes are about 50, because 40 would be a larger share off. */
export function nearestStep(minutes: number): Step {
  const ratio = (step: Step) => Math.abs(Math.log(step / Math.max(1, minutes)));
  return steps.reduce<Step>((best, step) => (ratio(step) < ratio(best) ? step : best), 5);
}
