import { FEWEST } from '../../../small-counts.ts';

/** What one answer counts towards, coarse: one group in each dimension. */
export type Groups = Record<Dimension, string>;
export const dimensions = ['part', 'tenure', 'department'] as const;
export type Dimension = (typeof dimensions)[number];
/** Everybody, or one group of one dimension. */
export type Cell = { dimension: Dimension | 'all'; group: string };

/** Groups of one dimension that are looked at, the largest first: the work grows with the cube of their number. */
const MOST_GROUPS = 40;

/**
 * Which cells may be told together, so that no sum and no difference of any of them, however they are combined, is about
 * fewer than five answers. Whoever reads is taken to know each cell's exact total and who is in which group.
 * The larger ones are taken first; one that would give others away is left out (complementary suppression).
 */
export function safeCells(answers: readonly Groups[]): Cell[] {
  const told: Cell[] = [];
  for (const cell of candidates(answers)) if (areSafe(answers, [...told, cell])) told.push(cell);
  return told;
}

function candidates(answers: readonly Groups[]): Cell[] {
  if (answers.length < FEWEST) return [];
  const of = (dimension: Dimension): Cell[] =>
    [...Map.groupBy(answers, (one) => one[dimension])]
      .filter(([, members]) => members.length >= FEWEST)
      .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
      .slice(0, MOST_GROUPS)
      .map(([group]) => ({ dimension, group }));
  return [{ dimension: 'all', group: '' }, ...dimensions.flatMap(of)];
}

/** Answers that no cell tells apart, as one row: which cells they are in, and how many they are. */
type Row = { cells: number[]; weight: number };

/**
 * A combination of cells that is about few answers is nothing on the rows of all others. So it exists exactly if the
 * rows lose rank when those of few answers are taken away (in a matroid's words: the smallest cocircuit is below five).
 */
export function areSafe(answers: readonly Groups[], cells: readonly Cell[]): boolean {
  const isIn = (one: Groups, { dimension, group }: Cell) => dimension === 'all' || one[dimension] === group;
  const byCells = Map.groupBy(answers, (one) => cells.map((cell) => (isIn(one, cell) ? 1 : 0)).join(''));
  const rows = [...byCells]
    .map(([key, alike]): Row => ({ cells: Array.from(key, Number), weight: alike.length }))
    .sort((a, b) => b.weight - a.weight);
  return !losesRank(rows, basisOf(rows).length, FEWEST - 1);
}

/** Whether rows of at most `budget` answers can be taken away so that fewer than `rank` independent ones are left. */
function losesRank(rows: Row[], rank: number, budget: number): boolean {
  const basis = basisOf(rows);
  if (basis.length < rank) return true;
  // Whatever is taken away has to break this basis too.
  return basis
    .filter((row) => row.weight <= budget)
    .some((row) =>
      losesRank(
        rows.filter((other) => other !== row),
        rank,
        budget - row.weight,
      ),
    );
}

/** The largest prime below 2^26: products of two remainders are exact. */
const PRIME = 67_108_859;

/** Independent rows, the heaviest first; `rows` are in that order. */
function basisOf(rows: Row[]): Row[] {
  const reduced: { at: number; values: number[] }[] = [];
  const basis: Row[] = [];
  for (const row of rows) {
    const values = [...row.cells];
    for (const { at, values: base } of reduced) {
      const factor = values[at] ?? 0;
      if (factor !== 0) for (const [i, b] of base.entries()) values[i] = mod((values[i] ?? 0) - factor * b);
    }
    const at = values.findIndex((value) => value !== 0);
    if (at < 0) continue;
    const scale = inverse(values[at] ?? 1);
    reduced.push({ at, values: values.map((value) => mod(value * scale)) });
    basis.push(row);
  }
  return basis;
}

const mod = (n: number) => ((n % PRIME) + PRIME) % PRIME;

/** By Fermat's little theorem. */
function inverse(n: number): number {
  let [result, base, power] = [1, n, PRIME - 2];
  for (; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}
