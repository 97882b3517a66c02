import { chiSquareTail, Z } from './statistics.ts';

/** Waits of the same length: minutes, how many, and whether they ended as hoped. Those that did not were at least as long. */
export type Wait = { minutes: number; n: number; isEnd: boolean };

/** At each length at which somebody's wait ended: the share that still waits, and Greenwood's sum for its variance. */
type Step = { minutes: number; left: number; greenwood: number };

/** The share that still waits after so many minutes, from waits that ended and waits cut short (Kaplan and Meier 1958). */
export function kaplanMeier(waits: Wait[]): Step[] {
  const steps: Step[] = [];
  let atRisk = waits.reduce((sum, { n }) => sum + n, 0);
  let [left, greenwood] = [1, 0];
  const byLength = [...Map.groupBy(waits, ({ minutes }) => minutes)].sort(([a], [b]) => a - b);
  for (const [minutes, same] of byLength) {
    const all = same.reduce((sum, { n }) => sum + n, 0);
    const ended = same.reduce((sum, { n, isEnd }) => sum + (isEnd ? n : 0), 0);
    if (ended > 0) {
      left *= 1 - ended / atRisk;
      greenwood += atRisk === ended ? Number.POSITIVE_INFINITY : ended / (atRisk * (atRisk - ended));
      steps.push({ minutes, left, greenwood });
    }
    atRisk -= all;
  }
  return steps;
}

/** Up to rounding: a product of fractions that is a half on paper. */
const reaches = (left: number, share: number) => left <= 1 - share + 1e-9;

/** Minutes after which this share no longer waits; undefined where so many never found anybody. */
export const waitOf = (steps: Step[], share: number) => steps.find(({ left }) => reaches(left, share))?.minutes;

/**
 * The interval of the same: the lengths at which the curve's own interval, by Greenwood's variance on the log-log
 * scale, has the share in it (Brookmeyer and Crowley, Biometrics 38, 1982). An end that the curve never reaches is undefined.
 */
export function waitInterval(steps: Step[], share: number): [low: number | undefined, high: number | undefined] {
  const bound = ({ left, greenwood }: Step, sign: 1 | -1): number => {
    if (left <= 0 || left >= 1) return left;
    const spread = (Z * Math.sqrt(greenwood)) / Math.abs(Math.log(left));
    return left ** Math.exp(sign * spread);
  };
  const first = (sign: 1 | -1) => steps.find((step) => reaches(bound(step, sign), share))?.minutes;
  return [first(1), first(-1)];
}

/**
 * The chance of waits that differ as much or more if all groups waited alike: the logrank test in the form of Bland and
 * Altman, BMJ 328 (2004), 1073, which errs on the side of no difference. Undefined for fewer than two groups.
 */
export function differenceInWaits(groups: Wait[][]): number | undefined {
  const some = groups.filter((waits) => waits.length > 0);
  const ends = [...new Set(some.flat().flatMap(({ minutes, isEnd }) => (isEnd ? [minutes] : [])))].sort(
    (a, b) => a - b,
  );
  if (some.length < 2 || ends.length === 0) return undefined;
  const tallies = some.map(tally);
  const expected = some.map(() => 0);
  for (const minutes of ends) {
    const risks = tallies.map((one) => one.atRisk(minutes));
    const [risk, ended] = [sumOf(risks), sumOf(tallies.map((one) => one.ended(minutes)))];
    risks.forEach((n, i) => {
      expected[i]! += (ended * n) / risk;
    });
  }
  const observed = some.map((waits) => sumOf(waits.map(({ n, isEnd }) => (isEnd ? n : 0))));
  const x = sumOf(expected.map((e, i) => (e > 0 ? (observed[i]! - e) ** 2 / e : 0)));
  return chiSquareTail(x, some.length - 1);
}

const sumOf = (values: number[]) => values.reduce((sum, x) => sum + x, 0);

/** How many of a group still waited at a length, asked in rising order, and how many waits ended at it. */
function tally(waits: Wait[]) {
  const sorted = waits.toSorted((a, b) => a.minutes - b.minutes);
  const ends = new Map<number, number>();
  for (const { minutes, n, isEnd } of sorted) if (isEnd) ends.set(minutes, (ends.get(minutes) ?? 0) + n);
  let [next, left] = [0, sumOf(sorted.map(({ n }) => n))];
  return {
    ended: (minutes: number) => ends.get(minutes) ?? 0,
    atRisk(minutes: number): number {
      for (; next < sorted.length && sorted[next]!.minutes < minutes; next++) left -= sorted[next]!.n;
      return left;
    },
  };
}
