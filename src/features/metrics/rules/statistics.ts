/** The 97.5th percentile of the normal distribution: intervals are of 95 per cent. */
export const Z = 1.959963984540054;

/** The interval of a share, 0 to 1. Wilson, “Probable inference”, JASA 22 (1927): good for few and for extreme shares. */
export function wilson(part: number, of: number): [low: number, high: number] {
  const p = part / of;
  const middle = p + Z ** 2 / (2 * of);
  const reach = Z * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2));
  const whole = 1 + Z ** 2 / of;
  return [Math.max(0, (middle - reach) / whole), Math.min(1, (middle + reach) / whole)];
}

/** How unequal amounts are: 0 = all the same, near 1 = one has everything. The mean difference, by sorted amounts. */
export function gini(amounts: number[]): number {
  const sorted = amounts.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, x) => sum + x, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, x, i) => sum + (i + 1) * x, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

/** The natural logarithm of the gamma function, by Lanczos (g = 7, n = 9), good to 15 digits. */
function logGamma(x: number): number {
  const c = [
    0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13,
    -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6,
    1.505_632_735_149_311_6e-7,
  ];
  const t = x + 6.5;
  const series = c.reduce((sum, value, i) => (i === 0 ? value : sum + value / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}

/**
 * The chance of a chi-square value this large or larger: the regularised upper gamma function Q(df / 2, x / 2), by its
 * series or its continued fraction (Numerical Recipes, 3rd edition, 6.2).
 */
export function chiSquareTail(x: number, df: number): number {
  const [a, z] = [df / 2, x / 2];
  if (z <= 0) return 1;
  const front = Math.exp(a * Math.log(z) - z - logGamma(a));
  if (z < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < 1000 && term > sum * 1e-15; n++) {
      term *= z / (a + n);
      sum += term;
    }
    return Math.max(0, 1 - front * sum);
  }
  let b = z + 1 - a;
  let c = 1 / 1e-300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 1000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * h;
}

/** The chance of shares that differ as much or more if all groups were the same: Pearson's chi-square. Undefined for one group, or shares of all or none. */
export function differenceInShares(groups: { yes: number; no: number }[]): number | undefined {
  const some = groups.filter(({ yes, no }) => yes + no > 0);
  const [yes, no] = [sumOf(some.map((g) => g.yes)), sumOf(some.map((g) => g.no))];
  if (some.length < 2 || yes === 0 || no === 0) return undefined;
  const x = sumOf(
    some.flatMap((group) => {
      const of = group.yes + group.no;
      const [expectedYes, expectedNo] = [(of * yes) / (yes + no), (of * no) / (yes + no)];
      return [(group.yes - expectedYes) ** 2 / expectedYes, (group.no - expectedNo) ** 2 / expectedNo];
    }),
  );
  return chiSquareTail(x, some.length - 1);
}

const sumOf = (values: number[]) => values.reduce((sum, x) => sum + x, 0);

/**
 * The chances of several tests, corrected for their number so that of those below 0.05 no more than one in twenty is
 * expected to be false. Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995).
 */
export function corrected(chances: number[]): number[] {
  const order = chances.map((_, i) => i).sort((a, b) => chances[b]! - chances[a]!);
  const result: number[] = [];
  let least = 1;
  order.forEach((i, from) => {
    least = Math.min(least, (chances[i]! * chances.length) / (chances.length - from));
    result[i] = least;
  });
  return result;
}
