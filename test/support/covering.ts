/** One value for each of some choices, all of them yes or no. */
export type Row = readonly boolean[];

/** The rows beside the first; of them, each choice is yes in two, no two choices in the same. */
const OTHERS = 6;

/**
 * Seven rows of yes and no for up to fifteen choices, in which any two choices stand with every pair of values; the first is
 * all yes. Fewer rows are not possible beyond ten choices (Kleitman and Spencer, “Families of k-independent sets”, 1973).
 */
export function coveringRows(size: number): Row[] {
  const twos = Array.from({ length: OTHERS }, (_, a) =>
    Array.from({ length: OTHERS - a - 1 }, (_, i) => [a, a + i + 1] as const),
  ).flat();
  if (size > twos.length) throw new Error(`No more than ${twos.length} choices are covered by so few rows`);
  const others = Array.from({ length: OTHERS }, (_, row) => twos.slice(0, size).map((two) => two.includes(row)));
  return [Array.from({ length: size }, () => true), ...others];
}
