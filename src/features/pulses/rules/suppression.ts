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
 * The larger ones are taken first; one that would give others away is left out (complementary suppression), and so is
 * one of which that cannot be worked out within bounds.
 */
export function safeCells(answers: readonly Groups[]): Cell[] {
  const alike = [
    ...Map.groupBy(answers, (one) => JSON.stringify(dimensions.map((dimension) => one[dimension]))).values(),
  ];
  const told: Cell[] = [];
  // Of what is told, the cells that cannot be worked out from the others.
  let bearing: Cell[] = [];
  for (const cell of candidates(answers)) {
    const verdict = judge(alike, [...bearing, cell]);
    if (verdict === 'unsafe') continue;
    told.push(cell);
    if (verdict === 'safe') bearing = [...bearing, cell];
  }
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

/** Steps after which a cell counts as unsafe, so that nobody waits for an answer. */
const MOST_STEPS = 200;

/**
 * Whether the last cell may be told beside the others, each of which says something new; `known` = they say it already.
 *
 * A combination of cells that is about few answers is nothing on the rows of all others. So it exists exactly if the
 * rows lose rank when those of few answers are taken away (in a matroid's words: the smallest cocircuit is below five).
 */
function judge(alike: readonly Groups[][], cells: readonly Cell[]): 'safe' | 'unsafe' | 'known' {
  const isIn = (one: Groups, { dimension, group }: Cell) => dimension === 'all' || one[dimension] === group;
  const rows = new Map<string, Row>();
  for (const some of alike) {
    const [one] = some;
    if (!one) continue;
    const inCells = cells.map((cell) => (isIn(one, cell) ? 1 : 0));
    const row = rows.get(inCells.join('')) ?? { cells: inCells, weight: 0 };
    rows.set(inCells.join(''), { ...row, weight: row.weight + some.length });
  }
  const all = [...rows.values()];
  if (basisOf(all, cells.length).length < cells.length) return 'known';
  return losesRank(all, cells.length, FEWEST - 1, { left: MOST_STEPS }) ? 'unsafe' : 'safe';
}

/** Whether rows of at most `budget` answers can be taken away so that fewer than `rank` independent ones are left. */
function losesRank(rows: Row[], rank: number, budget: number, steps: { left: number }): boolean {
  steps.left -= 1;
  if (steps.left < 0) return true;
  const basis = basisOf(rows, rank);
  if (basis.length < rank) return true;
  // Whatever is taken away has to break this basis too. What was tried before stays from then on.
  const staying = new Set<Row>();
  for (const row of basis.filter((one) => one.weight <= budget)) {
    const others = rows.filter((one) => one !== row);
    const left = others.map((one) => (staying.has(one) ? { ...one, weight: Number.POSITIVE_INFINITY } : one));
    if (losesRank(left, rank, budget - row.weight, steps)) return true;
    staying.add(row);
  }
  return false;
}

/** The largest prime below 2^26: products of two remainders are exact. */
const PRIME = 67_108_859;

/** Independent rows, the heaviest that there are, `enough` at most. */
function basisOf(rows: readonly Row[], enough: number): Row[] {
  const reduced: { at: number; values: number[] }[] = [];
  const basis: Row[] = [];
  for (const row of rows.toSorted((a, b) => (a.weight === b.weight ? 0 : b.weight - a.weight))) {
    if (basis.length === enough) break;
    const values = [...row.cells];
    for (const { at, values: base } of reduced) {
      const factor = values[at] ?? 0;
      if (factor === 0) continue;
      for (let i = at; i < values.length; i++)
        if (base[i] !== 0) values[i] = mod((values[i] ?? 0) - factor * (base[i] ?? 0));
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
