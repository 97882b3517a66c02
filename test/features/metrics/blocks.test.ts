import { describe, expect, it } from 'vitest';
import { add, emptyVector, type Vector } from '../../../src/features/metrics/rules/cell.ts';
import { blocksOf, mayTell, tell, tellGroups } from '../../../src/features/metrics/rules/gate.ts';
import { periodOf } from '../../../src/features/metrics/rules/period.ts';

let next = 0;
/** Cells of so many people each, one deed of each person. */
const of = (...people: number[]): Vector => {
  const vector = emptyVector(people.length);
  people.forEach((n, i) => {
    for (let k = 0; k < n; k++) add(vector[i]!, 1, [`U${next++}`]);
  });
  return vector;
};

describe('What the gate lets through', () => {
  it('is of five people or of nobody, in every cell', () => {
    expect([of(5), of(0), of(5, 0), of(7, 5)].map((v) => mayTell(v))).toEqual([true, true, true, true]);
    expect([of(4), of(1), of(9, 4)].map((v) => mayTell(v))).toEqual([false, false, false]);
  });

  it('counts the role with the fewest people', () => {
    const vector = emptyVector(1);
    for (let i = 0; i < 9; i++) add(vector[0]!, 1, [`M${i % 4}`, `A${i}`]);
    expect(mayTell(vector)).toBe(false);
  });

  it('is never that all answered alike what each answered in private', () => {
    expect(mayTell(of(9, 0, 5), 'private')).toBe(false);
    expect(mayTell(of(0, 9), 'private')).toBe(false);
    expect(mayTell(of(0, 0, 9), 'private')).toBe(true);
    expect(mayTell(of(5, 5, 0), 'private')).toBe(true);
  });

  it('joins a month with the next of its quarter, and with no month of another', () => {
    expect(blocksOf({ months: [of(2), of(3), of(9), of(9), of(9), of(1)], first: 0 })).toEqual([[0, 1], [2], [3], [4]]);
    expect(blocksOf({ months: [of(9), of(9), of(2), of(9)], first: 0 })).toEqual([[0], [1], [3]]);
  });

  it('makes blocks of whole blocks of what is told less finely', () => {
    const within = { months: [of(9), of(2), of(9)], first: 0 };
    expect(blocksOf({ months: [of(3, 6), of(2, 0), of(9, 0)], first: 0, within })).toEqual([[0, 1, 2]]);
  });

  it('tells of a period what lies in it, and nothing that began before', () => {
    const months = [of(2), of(3), of(7)];
    expect(tell({ months, first: 0 })?.vector[0]?.n).toBe(12);
    expect(tell({ months, first: 1 })).toMatchObject({ months: [2], vector: [{ n: 7 }] });
    expect(tell({ months: months.slice(0, 2), first: 1 })).toBeUndefined();
  });

  it('lets the smallest group join those that are too small, while they are', () => {
    const { told, rest } = tellGroups(
      new Map([
        ['a', of(20)],
        ['b', of(6)],
        ['c', of(2)],
      ]),
    );
    expect([...told.keys()]).toEqual(['a']);
    expect(rest[0]?.n).toBe(8);
    expect(
      tellGroups(
        new Map([
          ['a', of(3)],
          ['b', of(4)],
        ]),
      ).told.size,
    ).toBe(0);
    expect(
      [
        ...tellGroups(
          new Map([
            ['a', of(20)],
            ['b', of(6)],
          ]),
        ).told.keys(),
      ].sort(),
    ).toEqual(['a', 'b']);
  });
});

describe('A period', () => {
  const today = Temporal.PlainDate.from('2026-10-05');
  it.each([
    ['', '2026-09-01', '2026-10-01'],
    ['Last  MONTH', '2026-09-01', '2026-10-01'],
    ['last quarter', '2026-07-01', '2026-10-01'],
    ['2026-02-01 to 2026-02-28', '2026-02-01', '2026-03-01'],
    ['2026-05-01 – 2026-08-31', '2026-05-01', '2026-09-01'],
  ])('“%s” is whole months that are over', (words, from, to) => {
    expect(periodOf(words, today)).toEqual({ from, to });
  });

  it.each([
    ['2026-09-01 to 2026-09-29', 'Try 2026-09-01 to 2026-09-30.'],
    ['2026-08-15 to 2026-09-14', 'Try 2026-08-01 to 2026-09-30.'],
    ['2026-10-01 to 2026-10-31', 'isn’t over yet'],
    ['2027-01-01 to 2027-03-31', 'isn’t over yet'],
    ['2026-09-30 to 2026-09-01', 'comes after the last'],
    ['2026-02-01 to 2026-02-31', 'didn’t understand'],
    ['2025-01-01 to 2025-01-31', '12 months at most'],
    ['yesterday', 'didn’t understand'],
    [`${'x'.repeat(10_000)}`, 'didn’t understand'],
    ['<@U1> to <!channel>', 'didn’t understand'],
  ])('“%s” is none, and what to type instead is said', (words, said) => {
    expect(periodOf(words, today)).toContain(said);
  });
});
