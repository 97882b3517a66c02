import { medianWait, type Wait } from '../src/features/requests/rules/expectation.ts';
import type { Outcome } from './fairness-simulation.ts';

/** Of fewer requests a measured median says little. */
const ENOUGH = 50;

/**
 * How right the app was about the wait: what was told against what came of those very requests. `ratio` is the measured
 * median over the one that was told, pooled and for each figure and topic; 1 is right, and 0.8 to 1.25 is within a
 * quarter.
 */
export function calibrate({ told }: Outcome) {
  const claims = told.flatMap(({ expected, wait, topic }) => (expected ? [{ ...expected, wait, topic }] : []));
  const ratioOf = (some: typeof claims) =>
    medianWait(some.map(({ minutes, wait }) => ({ ...wait, minutes: wait.minutes / minutes })));
  const groups = <K extends string | number>(key: (claim: (typeof claims)[number]) => K) =>
    Object.entries(Object.groupBy(claims, key) as Record<K, typeof claims>)
      .map(([name, some]) => ({
        name,
        of: (some as typeof claims).length,
        ratio: round(ratioOf(some as typeof claims)),
      }))
      .filter((group) => group.of >= ENOUGH);
  const topics = groups((claim) => claim.topic);
  const within = (wait: Wait, minutes: number) => wait.end === 'accepted' && wait.minutes <= minutes;
  return {
    asks: told.length,
    claimed: round(claims.length / told.length),
    aboutTheTopic: round(claims.filter((claim) => claim.isAboutTopic).length / claims.length),
    measuredMedian: medianWait(told.map(({ wait }) => wait)),
    ratio: round(ratioOf(claims)),
    acceptedWithin: round(claims.filter(({ wait, minutes }) => within(wait, minutes)).length / claims.length),
    byFigure: groups((claim) => claim.minutes),
    topicsWithinAQuarter: `${topics.filter(({ ratio }) => ratio >= 0.8 && ratio <= 1.25).length} of ${topics.length}`,
    worstTopics: topics.sort((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio))).slice(0, 3),
  };
}

const round = (value = Number.NaN) => Math.round(value * 1000) / 1000;
