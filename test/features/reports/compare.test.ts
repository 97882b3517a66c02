import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SURE } from '../../../src/features/metrics/rules/access.ts';
import { compare } from '../../../src/features/reports/rules/compare.ts';
import { rateChange } from '../../../src/features/reports/rules/statistics.ts';
import { wordsIn } from '../../../src/features/reports/rules/words.ts';

const words = wordsIn('en-GB');
const told = (value: number, more: object = {}) => ({ is: 'told' as const, value, left: 0, ...more });
const days = { now: 90, before: 90 };
const count = (now: number, before: number) => compare('count', told(now), told(before), days, words)!;

describe('How surely a figure differs from the one before', () => {
  it('is reckoned for numbers by the logarithm of their ratio', () => {
    // ln(144/100) over the root of 1/144 + 1/100 is 2.8013 standard errors, and the two sides of the normal beyond it 0.005090.
    expect(count(144, 100).chance).toBeCloseTo(0.00509, 6);
    expect(count(100, 144).chance).toBeCloseTo(0.00509, 6);
    // ln(1.1) over the root of 1/110 + 1/100: 0.6898 standard errors, 0.4903.
    expect(count(110, 100).chance).toBeCloseTo(0.4903, 4);
    expect(count(100, 100).chance).toBeCloseTo(1, 9);
  });

  it('is under one in twenty for numbers just where their interval leaves out no change', () => {
    const number = fc.integer({ min: 1, max: 2_000 });
    fc.assert(
      fc.property(number, number, (now, before) => {
        const { low, high } = rateChange({ n: now, days: 90 }, { n: before, days: 90 })!;
        expect(count(now, before).chance < SURE).toBe(low > 1 || high < 1);
        expect(count(now, before).isMore).toBe(now > before);
      }),
    );
  });

  it('is under one in twenty for times just where their interval leaves out no change', () => {
    const minutes = (value: number, half: number) => told(value, { low: value - half, high: value + half });
    const number = fc.integer({ min: 60, max: 900 });
    const half = fc.integer({ min: 5, max: 50 });
    fc.assert(
      fc.property(number, number, half, half, (now, before, ofNow, ofBefore) => {
        const found = compare('minutes', minutes(now, ofNow), minutes(before, ofBefore), days, words)!;
        const isApart = Math.abs(now - before) > Math.hypot(ofNow, ofBefore);
        expect(found.chance < SURE).toBe(isApart);
      }),
    );
  });
});
