import { describe, expect, it } from 'vitest';
import {
  chiSquareTail,
  corrected,
  differenceInShares,
  gini,
  wilson,
} from '../../../src/features/metrics/rules/statistics.ts';
import {
  differenceInWaits,
  kaplanMeier,
  type Wait,
  waitInterval,
  waitOf,
} from '../../../src/features/metrics/rules/survival.ts';

/** Weeks in remission of 42 children with leukaemia, a + where the study ended first: Freireich and others, Blood 21 (1963). */
const read = (times: string): Wait[] =>
  times.split(' ').map((time) => ({ minutes: Number.parseInt(time, 10), n: 1, isEnd: !time.endsWith('+') }));
const TREATED = read('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const PLACEBO = read('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

describe('Statistics', () => {
  it('have Wilson’s interval of a share, inside 0 and 1', () => {
    expect(wilson(10, 20).map((x) => x.toFixed(4))).toEqual(['0.2993', '0.7007']);
    expect(wilson(0, 10).map((x) => x.toFixed(4))).toEqual(['0.0000', '0.2775']);
    expect(wilson(10, 10)[1]).toBeCloseTo(1, 12);
  });

  it('have the Gini coefficient', () => {
    expect(gini([5, 5, 5])).toBeCloseTo(0, 12);
    expect(gini([4, 2, 1, 3])).toBeCloseTo(0.25, 12);
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
    expect(gini([])).toBe(0);
  });

  it('have the tail of chi-square, as in its tables', () => {
    expect(chiSquareTail(3.841_458_820_694_124, 1)).toBeCloseTo(0.05, 10);
    expect(chiSquareTail(18.307_038_053_275_14, 10)).toBeCloseTo(0.05, 10);
    expect(chiSquareTail(1, 2)).toBeCloseTo(Math.exp(-0.5), 12);
    expect(chiSquareTail(200, 3)).toBeLessThan(1e-40);
    expect(chiSquareTail(0, 4)).toBe(1);
  });

  it('correct several chances as Benjamini and Hochberg do', () => {
    expect(corrected([0.01, 0.02, 0.03, 0.04, 0.05]).map((x) => x.toFixed(4))).toEqual(Array(5).fill('0.0500'));
    expect(corrected([0.3, 0.005, 0.04]).map((x) => x.toFixed(4))).toEqual(['0.3000', '0.0150', '0.0600']);
    expect(corrected([])).toEqual([]);
  });

  it('tell shares that differ from shares that do not', () => {
    // 30 of 100 and 50 of 100: chi-square 8.333 with one degree of freedom.
    const two = [
      { yes: 30, no: 70 },
      { yes: 50, no: 50 },
    ];
    expect(differenceInShares(two)).toBeCloseTo(0.003_892_4, 6);
    expect(differenceInShares([two[0]!, two[0]!])).toBeCloseTo(1, 12);
    expect(differenceInShares([two[0]!])).toBeUndefined();
    expect(
      differenceInShares([
        { yes: 0, no: 9 },
        { yes: 0, no: 5 },
      ]),
    ).toBeUndefined();
  });

  it('follow waits that were cut short, as Kaplan and Meier do', () => {
    const steps = kaplanMeier(TREATED);
    expect(steps.map(({ minutes, left }) => `${minutes} ${left.toFixed(3)}`)).toEqual([
      ...['6 0.857', '7 0.807', '10 0.753', '13 0.690', '16 0.627', '22 0.538', '23 0.448'],
    ]);
    expect(waitOf(steps, 0.5)).toBe(23);
    expect(waitOf(steps, 0.9)).toBeUndefined();
    expect(waitInterval(steps, 0.5)).toEqual([13, undefined]);
    expect(waitOf(kaplanMeier(PLACEBO), 0.5)).toBe(8);
    expect(kaplanMeier([])).toEqual([]);
  });

  it('tell waits that differ from waits that do not', () => {
    // Observed 9 and 21, expected 19.25 and 10.75, chi-square 15.2.
    expect(differenceInWaits([TREATED, PLACEBO])).toBeCloseTo(chiSquareTail(15.233, 1), 5);
    expect(differenceInWaits([TREATED, TREATED])).toBeCloseTo(1, 12);
    expect(differenceInWaits([TREATED])).toBeUndefined();
  });
});
