import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterDecision,
  dayOf,
  isQuiet,
  mondaysUpTo,
  restedSince,
  usualOf,
  weeksOf,
} from '../../../src/features/re-engagement/rules.ts';

const at = (text: string) => Temporal.Instant.from(text);
const eight = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 8, maxLength: 8 });
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe');

describe('A quiet week', () => {
  it('is one below half of the median of eight, and never where few is usual', () => {
    fc.assert(
      fc.property(eight, fc.integer({ min: 0, max: 60 }), (before, talks) => {
        const usual = usualOf(before);
        const below = before.filter((n) => n <= usual).length;
        const above = before.filter((n) => n >= usual).length;
        expect(Math.min(below, above)).toBeGreaterThanOrEqual(4);
        expect(isQuiet({ talks, before })).toBe(usual >= 4 && talks * 2 < usual);
      }),
    );
  });

  it('does not depend on the order of the weeks, and more talk never makes it quiet', () => {
    fc.assert(
      fc.property(eight, fc.integer({ min: 0, max: 60 }), (before, talks) => {
        const quiet = isQuiet({ talks, before });
        expect(isQuiet({ talks, before: before.toReversed() })).toBe(quiet);
        if (!quiet) expect(isQuiet({ talks: talks + 1, before })).toBe(false);
      }),
    );
  });

  it.each([
    [[4, 4, 4, 4, 4, 4, 4, 4], 1, true],
    [[4, 4, 4, 4, 4, 4, 4, 4], 2, false],
    [[0, 0, 0, 0, 7, 7, 7, 7], 0, false],
    [[0, 0, 0, 0, 8, 8, 8, 8], 0, true],
    [[3, 3, 3, 3, 3, 3, 3, 3], 0, false],
    [[9, 9, 9], 0, false],
  ])('after %j with %i talks is %s', (before, talks, quiet) => {
    expect(isQuiet({ talks, before })).toBe(quiet);
  });

  it('counts each talk in the local week in which it ended, across changes of the clock', () => {
    const time = fc.integer({
      min: at('2026-01-20T00:00:00Z').epochMilliseconds,
      max: at('2026-04-20T00:00:00Z').epochMilliseconds,
    });
    fc.assert(
      fc.property(zone, fc.array(time, { maxLength: 30 }), (in_, times) => {
        const mondays = mondaysUpTo(in_, '2026-03-30');
        const talks = times.map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));
        const { talks: last, before } = weeksOf(mondays, talks);
        const weekOf = (t: Temporal.Instant) => {
          const date = t.toZonedDateTimeISO(in_).toPlainDate();
          return date.subtract({ days: date.dayOfWeek - 1 }).toString();
        };
        const inWeek = (monday: string) => talks.filter((t) => weekOf(t) === monday).length;
        const first = Temporal.PlainDate.from('2026-02-02');
        expect(before).toEqual(before.map((_, i) => inWeek(first.add({ days: 7 * i }).toString())));
        expect([before.length, last]).toEqual([8, inWeek('2026-03-30')]);
      }),
    );
  });
});

describe('An invitation', () => {
  it('comes at most once in any quarter: what has to lie behind the last one is longer than each of them', () => {
    const quarterOf = (at: Temporal.Instant, zone: string) => {
      const { year, month } = at.toZonedDateTimeISO(zone);
      return `${year}-${Math.ceil(month / 3)}`;
    };
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe'])
      for (let hour = 0; hour < 4 * 366 * 24; hour += 1) {
        const now = at('2026-01-01T00:00:00Z').add({ hours: hour });
        // The last moment at which the invitation before may have come to whoever gets one now.
        const before = restedSince(now);
        if (quarterOf(before, zone) === quarterOf(now, zone)) expect.fail(`two in one quarter at ${now} in ${zone}`);
      }
  });

  it('is one of many that are spread over five days, in order, none on more than a fifth or fifty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (people) => {
        const days = Array.from({ length: people }, (_, i) => dayOf(i, people));
        expect(days).toEqual(days.toSorted((a, b) => a - b));
        const most = Math.max(...[0, 1, 2, 3, 4].map((day) => days.filter((d) => d === day).length));
        expect(most).toBeLessThanOrEqual(Math.max(50, Math.ceil(people / 5)));
      }),
    );
  });

  it('is let go once, and stopped once, also after it was let go', () => {
    expect(afterDecision('asked', 'go')).toBe('going');
    expect(afterDecision('going', 'go')).toBeUndefined();
    expect(afterDecision('asked', 'stop')).toBe('stopped');
    expect(afterDecision('going', 'stop')).toBe('stopped');
    for (const decision of ['go', 'stop'] as const) expect(afterDecision('stopped', decision)).toBeUndefined();
  });
});
