import { chiSquareTail, differenceInShares, Z } from '../../metrics/rules/statistics.ts';

export type Interval = { value: number; low: number; high: number };
export type Share = Interval & { of: number };

/**
 * How much one figure is above another, with the interval of the difference, made of theirs. Newcombe, “Interval
 * estimation for the difference between independent proportions”, Statistics in Medicine 17 (1998), method 10.
 */
export function changeBetween(now: Interval, before: Interval): { by: number; low: number; high: number } {
  const by = now.value - before.value;
  return {
    by,
    low: by - Math.hypot(now.value - now.low, before.high - before.value),
    high: by + Math.hypot(now.high - now.value, before.value - before.low),
  };
}

/** The chance of two shares that differ as much or more if there were no difference; undefined where both are none or all. */
export function chanceOfShares(now: Share, before: Share): number | undefined {
  const counts = ({ value, of }: Share) => ({ yes: Math.round(value * of), no: of - Math.round(value * of) });
  return differenceInShares([counts(now), counts(before)]);
}

/** How many times as often something took place a day, with the interval by the logarithm's variance; each time counts by itself. */
export function rateChange(
  now: { n: number; days: number },
  before: { n: number; days: number },
): { by: number; low: number; high: number } | undefined {
  if (now.n === 0 || before.n === 0) return undefined;
  const by = now.n / now.days / (before.n / before.days);
  const reach = Math.exp(Z * Math.sqrt(1 / now.n + 1 / before.n));
  return { by, low: by / reach, high: by * reach };
}

/** The chance of a value so many of its standard errors from nothing, or farther. */
export const chanceOfDistance = (errors: number) => chiSquareTail(errors ** 2, 1);

/** Half the width of a 95 per cent interval, as a standard error. */
export const errorOf = (half: number) => half / Z;

/** The sum of logarithms up to n. */
const logFactorial = (() => {
  const known = [0];
  return (n: number) => {
    for (let i = known.length; i <= n; i++) known.push(known[i - 1]! + Math.log(i));
    return known[n]!;
  };
})();

/**
 * The chance of `hit` or more of these `of` being among the `allHit` of `all`, if they were drawn blindly: Fisher's exact
 * test, to one side (R. A. Fisher, “The logic of inductive inference”, J. R. Stat. Soc. 98, 1935).
 */
export function chanceOfMore(hit: number, of: number, allHit: number, all: number): number {
  const choose = (n: number, k: number) => logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  let sum = 0;
  for (let k = hit; k <= Math.min(of, allHit); k++) {
    if (of - k > all - allHit) continue;
    sum += Math.exp(choose(allHit, k) + choose(all - allHit, of - k) - choose(all, of));
  }
  return Math.min(1, sum);
}
