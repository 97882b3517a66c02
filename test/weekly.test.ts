import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weeklyOf } from '../src/features/settings/rules/cron.ts';
import { nextWeekly } from '../src/weekly.ts';

const at = (text: string) => Temporal.Instant.from(text);
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns'];
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const anyZone = fc.constantFrom(...zones);
const anyTime = fc
  .integer({ min: at('2024-01-01T00:00:00Z').epochMilliseconds, max: at('2030-01-01T00:00:00Z').epochMilliseconds })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

describe('the next of a time on days of the week', () => {
  it('is the first Monday at ten, local time, that lies ahead', () => {
    fc.assert(
      fc.property(anyZone, anyTime, (zone, now) => {
        const next = nextWeekly({ days: [1], time: '10:00' }, zone, now);
        const local = next.toZonedDateTimeISO(zone);
        expect([local.dayOfWeek, local.hour, local.minute, local.second]).toEqual([1, 10, 0, 0]);
        expect(next.epochMilliseconds).toBeGreaterThan(now.epochMilliseconds);
        const weekBefore = local.subtract({ days: 7 }).toInstant();
        expect(weekBefore.epochMilliseconds).toBeLessThanOrEqual(now.epochMilliseconds);
      }),
    );
  });

  it('comes once a day, whatever the time and whatever the clocks do', () => {
    const two = (n: number) => String(n).padStart(2, '0');
    const anyMinute = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
    fc.assert(
      fc.property(anyZone, anyTime, anyMinute, (zone, start, time) => {
        const dates: string[] = [];
        for (let now = start; dates.length < 8; ) {
          now = nextWeekly({ days: everyDay, time }, zone, now);
          dates.push(now.toZonedDateTimeISO(zone).toPlainDate().toString());
        }
        const first = Temporal.PlainDate.from(dates[0]!);
        expect(dates).toEqual(dates.map((_, i) => first.add({ days: i }).toString()));
      }),
      { numRuns: 40 },
    );
  });

  it('comes at the next valid time where the clocks skip it, even when it is planned in between', () => {
    const skipped = at('2026-03-29T01:30:00Z');
    expect(nextWeekly({ days: everyDay, time: '02:30' }, 'Europe/Berlin', at('2026-03-28T12:00:00Z'))).toEqual(skipped);
    expect(nextWeekly({ days: everyDay, time: '02:30' }, 'Europe/Berlin', at('2026-03-29T01:10:00Z'))).toEqual(skipped);
    expect(nextWeekly({ days: everyDay, time: '02:30' }, 'Europe/Berlin', skipped)).toEqual(at('2026-03-30T00:30:00Z'));
  });

  it('comes at the first of two where the clocks repeat it', () => {
    const first = at('2026-10-25T00:30:00Z');
    expect(nextWeekly({ days: everyDay, time: '02:30' }, 'Europe/Berlin', at('2026-10-24T12:00:00Z'))).toEqual(first);
    expect(nextWeekly({ days: everyDay, time: '02:30' }, 'Europe/Berlin', first)).toEqual(at('2026-10-26T01:30:00Z'));
  });

  it('is of the days that were picked, in their order', () => {
    const picked = { days: [4, 1], time: '09:00' };
    const dates = ['2026-03-02T09:00:00Z', '2026-03-05T09:00:00Z', '2026-03-09T09:00:00Z'].map(at);
    expect(nextWeekly(picked, 'UTC', at('2026-03-01T12:00:00Z'))).toEqual(dates[0]);
    expect(nextWeekly(picked, 'UTC', dates[0]!)).toEqual(dates[1]);
    expect(nextWeekly(picked, 'UTC', dates[1]!)).toEqual(dates[2]);
    expect(() => nextWeekly({ days: [], time: '09:00' }, 'UTC', dates[0]!)).toThrow(RangeError);
  });
});

describe('A cron line', () => {
  it.each([
    ['0 10 * * 1', [1], '10:00'],
    [' 5  9 * * MON,thu ', [1, 4], '09:05'],
    ['30 15 * * 1-5', [1, 2, 3, 4, 5], '15:30'],
    ['0 0 * * 0,5-7', [5, 6, 7], '00:00'],
    ['59 23 * * *', everyDay, '23:59'],
  ])('“%s” is days and a time', (cron, days, time) => {
    expect(weeklyOf(cron)).toEqual({ days, time });
  });

  it.each(['', 'monday', '0 10 * *', '0 0 10 * * 1', '61 10 * * 1', '0 24 * * 1', '30 8 1 * *', '0 9 * 3 1'])(
    '“%s” is not',
    (cron) => {
      expect(weeklyOf(cron)).toBeUndefined();
    },
  );

  it.each(['*/15 9-17 * * 1', '0 9,15 * * 1', '0 9 * * 1#2', '0 9 * * 5-1', '0 9 * * 8', '0 9 * * 1-2-3', '0 9 * * ,'])(
    '“%s” is neither',
    (cron) => {
      expect(weeklyOf(cron)).toBeUndefined();
    },
  );
});
