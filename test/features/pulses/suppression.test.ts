import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answered, type Results, resultsOf } from '../../../src/features/pulses/rules/results.ts';
import { type Cell, safeCells } from '../../../src/features/pulses/rules/suppression.ts';

const answer = fc.record({
  department: fc.constantFrom('sales', 'support', 'platform', ''),
  tenure: fc.constantFrom('before', 'since', 'new'),
  part: fc.constantFrom('asker', 'helper', 'neither'),
});
const steps = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { freq: 6 }), { minLength: 6, maxLength: 6 });
const KEYS = ['engaged', 'worth', 'unstuck', 'teams', 'safe', 'knows'] as const;
const answered = fc.tuple(answer, steps).map(([groups, given]) => {
  return { ...groups, ...Object.fromEntries(KEYS.map((key, i) => [key, given[i] ?? null])) } as Answered;
});
const round = fc.array(answered, { maxLength: 26 });

/** Which answers a told figure of a statement is about, as a row of noughts and ones. */
function rowsOf(answers: Answered[], told: Results, key: (typeof KEYS)[number]): number[][] {
  return told.groups
    .filter((group) => group.items[key])
    .map(({ dimension, group }) =>
      answers.map((one) => (one[key] !== null && (dimension === 'all' || one[dimension] === group) ? 1 : 0)),
    );
}

/** Rank of a matrix of small numbers, by elimination over fractions of doubles. */
function rankOf(rows: number[][]): number {
  const left = rows.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (left[0]?.length ?? 0); column++) {
    const at = left.findIndex((row, i) => i >= rank && Math.abs(row[column] ?? 0) > 1e-7);
    if (at < 0) continue;
    [left[rank], left[at]] = [left[at]!, left[rank]!];
    const pivot = left[rank]!;
    for (const row of left.slice(rank + 1)) {
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (const [i, value] of pivot.entries()) row[i] = (row[i] ?? 0) - factor * value;
    }
    rank += 1;
  }
  return rank;
}

/** Every set of one to `most` of n people. */
function* sets(n: number, most: number, from = 0, chosen: number[] = []): Generator<number[]> {
  if (chosen.length > 0) yield chosen;
  if (chosen.length < most) for (let i = from; i < n; i++) yield* sets(n, most, i + 1, [...chosen, i]);
}

/** Combines the rows with -1, 0 and 1 in every way, as somebody who subtracts would. @returns the fewest people left. */
function fewestBySubtracting(rows: number[][]): number {
  let fewest = Number.POSITIVE_INFINITY;
  const go = (i: number, sum: number[]) => {
    if (i === rows.length) {
      const people = sum.filter((value) => value !== 0).length;
      if (people > 0) fewest = Math.min(fewest, people);
      return;
    }
    for (const factor of [-1, 0, 1])
      go(
        i + 1,
        sum.map((value, at) => value + factor * (rows[i]?.[at] ?? 0)),
      );
  };
  go(
    0,
    Array.from({ length: rows[0]?.length ?? 0 }, () => 0),
  );
  return fewest;
}

describe('Whoever has every figure of a pulse and the exact number behind each', () => {
  it('cannot subtract them to one about fewer than five answers, also with the changes between two rounds', () => {
    fc.assert(
      fc.property(round, round, (first, second) => {
        const one = resultsOf(first, 99, []);
        const two = resultsOf(second, 99, [one]);
        for (const key of KEYS) {
          const [a, b] = [rowsOf(first, one, key), rowsOf(second, two, key)];
          expect(fewestBySubtracting(a.slice(0, 9))).toBeGreaterThanOrEqual(5);
          expect(fewestBySubtracting(b.slice(0, 9))).toBeGreaterThanOrEqual(5);
          // Both rounds side by side, and the changes that are told: those groups that both have.
          const wide = [
            ...a.slice(0, 3).map((row) => [...row, ...second.map(() => 0)]),
            ...b.slice(0, 3).map((row) => [...first.map(() => 0), ...row]),
          ];
          const changes = two.groups.flatMap((group) => {
            const before = one.groups.find((g) => g.dimension === group.dimension && g.group === group.group);
            if (!group.items[key] || !before?.items[key]) return [];
            const isIn = (x: Answered) => group.dimension === 'all' || x[group.dimension] === group.group;
            const then = first.map((x) => (x[key] !== null && isIn(x) ? -1 : 0));
            return [[...then, ...second.map((x) => (x[key] !== null && isIn(x) ? 1 : 0))]];
          });
          expect(fewestBySubtracting([...wide, ...changes.slice(0, 3)])).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('finds no combination of any kind that is about one to four people', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 18 }), (answers) => {
        const cells = safeCells(answers);
        const rows = answers.map((one) => cells.map((cell) => (isIn(one, cell) ? 1 : 0)));
        const rank = rankOf(rows);
        for (const few of sets(answers.length, 4)) {
          const others = rows.filter((_, i) => !few.includes(i));
          if (rankOf(others) < rank) throw new Error(`these can be told apart: ${JSON.stringify(few)}`);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

const isIn = (one: Record<string, string>, { dimension, group }: Cell) =>
  dimension === 'all' || one[dimension] === group;
const people = (n: number, department: string, tenure = 'before', part = 'neither') =>
  Array.from({ length: n }, () => ({ department, tenure, part }));
const told = (cells: Cell[]) => cells.filter((cell) => cell.dimension === 'department').map((cell) => cell.group);

describe('Cells', () => {
  it('are none with four answers, and everybody from five on', () => {
    expect(safeCells(people(4, 'sales'))).toEqual([]);
    expect(safeCells(people(5, 'sales'))).toContainEqual({ dimension: 'all', group: '' });
    expect(safeCells([])).toEqual([]);
  });

  it('hide a second department where a single small one would be what is left', () => {
    const answers = [...people(9, 'sales'), ...people(6, 'support'), ...people(3, 'platform')];
    expect(told(safeCells(answers))).toEqual(['sales']);
    expect(told(safeCells([...answers, ...people(2, 'legal')]))).toEqual(['sales', 'support']);
  });

  it('tell every department where all are large, and other groups beside them', () => {
    const answers = ['sales', 'support', 'platform'].flatMap((name) => [
      ...people(12, name, 'before', 'asker'),
      ...people(10, name, 'new', 'helper'),
    ]);
    const cells = safeCells(answers);
    expect(told(cells)).toEqual(['platform', 'sales', 'support']);
    expect(cells).toHaveLength(1 + 3 + 2 + 2);
  });

  it('do not tell a department and a group that differ by two people', () => {
    const answers = [...people(10, 'sales', 'new'), ...people(2, 'support', 'new'), ...people(9, 'support')];
    const both: Cell[] = [
      { dimension: 'department', group: 'sales' },
      { dimension: 'tenure', group: 'new' },
    ];
    const cells = safeCells(answers);
    expect(both.every((cell) => cells.some((c) => c.dimension === cell.dimension && c.group === cell.group))).toBe(
      false,
    );
  });

  it('of a company of twenty thousand in forty departments are found without long waiting', () => {
    const answers = Array.from({ length: 20_000 }, (_, i) => ({
      department: `d${i % 40}`,
      tenure: ['before', 'since', 'new'][i % 3]!,
      part: ['asker', 'helper', 'both', 'neither'][(i * 7) % 4]!,
    }));
    const start = performance.now();
    expect(safeCells(answers).length).toBe(1 + 4 + 3 + 40);
    expect(performance.now() - start).toBeLessThan(5_000);
  }, 60_000);
});
