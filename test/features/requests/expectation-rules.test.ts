import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/random.ts';
import {
  areEnough,
  expectationFrom,
  FEWEST_REQUESTS,
  medianWait,
  nearestStep,
  type Wait,
} from '../../../src/features/requests/rules/expectation.ts';

const accepted = (minutes: number, helperId = 'U1'): Wait => ({ minutes, end: 'accepted', helperId });
const unmatched = (minutes: number): Wait => ({ minutes, end: 'unmatched', helperId: undefined });
const withdrawn = (minutes: number): Wait => ({ minutes, end: 'withdrawn', helperId: undefined });

const someMinutes = fc.integer({ min: 0, max: 1440 });
const someWait = fc
  .oneof(
    { weight: 3, arbitrary: fc.tuple(someMinutes, fc.constantFrom('U1', 'U2', 'U3', 'U4', 'U5', 'U6')) },
    { weight: 1, arbitrary: fc.tuple(someMinutes, fc.constantFrom('unmatched', 'withdrawn')) },
  )
  .map(([minutes, kind]): Wait => {
    if (kind === 'unmatched') return unmatched(minutes);
    return kind === 'withdrawn' ? withdrawn(minutes) : accepted(minutes, kind);
  });
const someWaits = fc.array(someWait, { minLength: 1, maxLength: 80 });
const orNever = (median: number | undefined) => median ?? Number.POSITIVE_INFINITY;

describe('The median wait', () => {
  it('is the plain median where every request was accepted', () => {
    fc.assert(
      fc.property(fc.array(someMinutes, { minLength: 1, maxLength: 60 }), (minutes) => {
        const sorted = [...minutes].sort((a, b) => a - b);
        expect(medianWait(minutes.map((m) => accepted(m)))).toBe(sorted[Math.ceil(sorted.length / 2) - 1]);
      }),
    );
  });

  it('does not depend on the order of the requests', () => {
    const both = someWaits.chain((waits) =>
      fc.tuple(fc.constant(waits), fc.shuffledSubarray(waits, { minLength: waits.length })),
    );
    fc.assert(
      fc.property(both, ([waits, shuffled]) => {
        expect(medianWait(shuffled)).toBe(medianWait(waits));
      }),
    );
  });

  it('is never shortened by a request that nobody accepted, whenever it closed', () => {
    fc.assert(
      fc.property(someWaits, someMinutes, (waits, minutes) => {
        expect(orNever(medianWait([...waits, unmatched(minutes)]))).toBeGreaterThanOrEqual(orNever(medianWait(waits)));
      }),
    );
  });

  it('is never shortened by a request that was taken back', () => {
    fc.assert(
      fc.property(someWaits, someMinutes, (waits, minutes) => {
        expect(orNever(medianWait([...waits, withdrawn(minutes)]))).toBeGreaterThanOrEqual(orNever(medianWait(waits)));
      }),
    );
  });

  it('is the wait of one of the requests that were accepted', () => {
    fc.assert(
      fc.property(someWaits, (waits) => {
        const median = medianWait(waits);
        const known = waits.filter((wait) => wait.end === 'accepted').map((wait) => wait.minutes);
        if (median !== undefined) expect(known).toContain(median);
      }),
    );
  });

  it('is not claimed where more than half were never accepted', () => {
    expect(medianWait([accepted(5), unmatched(60), unmatched(60)])).toBeUndefined();
    expect(medianWait([])).toBeUndefined();
  });

  it('is right although people take requests back at random, where leaving those out would be wrong', () => {
    const random = seeded(1);
    const waits = Array.from({ length: 20_000 }, () => {
      const [yes, back] = [-60 * Math.log(1 - random.next()), 120 * random.next()];
      return yes <= back ? accepted(yes) : withdrawn(back);
    });
    const truth = 60 * Math.log(2);
    expect(medianWait(waits)).toBeGreaterThan(truth * 0.95);
    expect(medianWait(waits)).toBeLessThan(truth * 1.05);
    expect(medianWait(waits.filter((wait) => wait.end === 'accepted'))).toBeLessThan(truth * 0.8);
  });
});

describe('What is said of it', () => {
  it('is a step of a ladder, no more than a sixth off between a quarter of an hour and four hours, and only once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 15, max: 240 }), (minutes) => {
        const ratio = nearestStep(minutes) / minutes;
        expect(Math.max(ratio, 1 / ratio)).toBeLessThan(7 / 6);
        expect(nearestStep(nearestStep(minutes))).toBe(nearestStep(minutes));
      }),
    );
    expect([0, 1, 23, 45, 130, 300, 1400].map(nearestStep)).toEqual([5, 5, 25, 50, 120, 360, 960]);
  });

  it('grows with the wait', () => {
    fc.assert(
      fc.property(someMinutes, someMinutes, (a, b) => {
        expect(nearestStep(Math.max(a, b))).toBeGreaterThanOrEqual(nearestStep(Math.min(a, b)));
      }),
    );
  });

  const many = (minutes: number, helpers: number, count = FEWEST_REQUESTS) =>
    Array.from({ length: count }, (_, i) => accepted(minutes, `U${i % helpers}`));

  it('is nothing unless enough different people accepted enough requests', () => {
    fc.assert(
      fc.property(someWaits, (waits) => {
        const helpers = new Set(waits.filter((w) => w.end === 'accepted').map((w) => w.helperId));
        if (helpers.size < 5 || waits.length < FEWEST_REQUESTS) expect(expectationFrom(waits, [])).toBeUndefined();
      }),
    );
    expect(areEnough(many(20, 4))).toBe(false);
    expect(areEnough(many(20, 5, FEWEST_REQUESTS - 1))).toBe(false);
    expect(areEnough(many(20, 5))).toBe(true);
  });

  it('comes from the topic where that is known, else from the whole workspace', () => {
    expect(expectationFrom(many(20, 5), many(60, 5))).toEqual({ minutes: 20, isAboutTopic: true });
    expect(expectationFrom(many(20, 4), many(60, 5))).toEqual({ minutes: 60, isAboutTopic: false });
  });

  it('is nothing about a topic that is known to be slow, however quick the others are', () => {
    const slow = [...many(20, 5), ...Array.from({ length: 60 }, () => unmatched(30))];
    expect(expectationFrom(slow, many(20, 5))).toBeUndefined();
  });
});
