import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLocal, isWorking } from '../../../src/features/members/rules/index.ts';
import {
  type Hours,
  occurrenceOn,
  occurrences,
  type Rhythm,
  rhythms,
} from '../../../src/features/office-hours/rules/index.ts';
import { localDateTime, reminderAt } from '../../../src/features/office-hours/rules/times.ts';
import { someHours } from '../../support/office-hours.ts';
import { anyMoment, anySchedule, localDate, localTime } from '../../support/times.ts';

const days: Record<Rhythm, number> = { once: 0, weekly: 7, 'every second week': 14 };
const instant = Temporal.Instant.from;
const date = Temporal.PlainDate.from;

const anyHours: fc.Arbitrary<Hours> = fc
  .record({
    schedule: anySchedule,
    rhythm: fc.constantFrom(...rhythms),
    first: anyMoment,
    time: fc
      .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom('00', '15', '30', '45') })
      .map(({ hour, minute }) => `${String(hour).padStart(2, '0')}:${minute}`),
    minutes: fc.constantFrom(15, 60, 240),
    lasts: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined }),
    skips: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
  })
  .map(({ schedule, rhythm, first, time, minutes, lasts, skips }) => {
    const firstOn = localDate(schedule, first);
    const lastOn = lasts === undefined ? undefined : firstOn.add({ days: lasts });
    const skipped = skips.map((n) => firstOn.add({ days: n * (days[rhythm] || 7) }).toString());
    return someHours({ rhythm, firstOn, time, zone: schedule.zone, minutes, lastOn, skipped });
  });

/** A weekly hour in the middle of the night over the weekend on which the clocks go forward. */
const hoursThatAreSkipped: fc.Arbitrary<{ hours: Hours; from: Temporal.Instant }> = fc.constantFrom(
  ...(
    [
      ['Europe/Berlin', '02:30', '2026-03-29'],
      ['America/New_York', '02:15', '2026-03-08'],
      ['Australia/Lord_Howe', '02:15', '2026-10-04'],
    ] as const
  ).map(([zone, time, on]) => ({
    hours: someHours({ rhythm: 'weekly', firstOn: date(on).subtract({ days: 7 }), time, zone, minutes: 60 }),
    from: date(on).subtract({ days: 7 }).toZonedDateTime(zone).toInstant(),
  })),
);

describe('Office hours that recur', () => {
  it('come on their weekday at the same local time all year, unless the clocks skip that time', () => {
    let skipped = 0;
    const drawn = fc.oneof(fc.record({ hours: anyHours, from: anyMoment }), hoursThatAreSkipped);
    fc.assert(
      fc.property(drawn, ({ hours, from }) => {
        for (const on of occurrences(hours, from, 8)) {
          const day = date(on.date);
          const between = hours.firstOn.until(day, { largestUnit: 'days' }).days;
          expect(between % (days[hours.rhythm] || 1)).toBe(0);
          expect(between).toBeGreaterThanOrEqual(0);
          expect(localDate(hours, on.start).toString()).toBe(on.date);
          const shown = localTime(hours, on.start);
          const isSkipped = !day
            .toZonedDateTime({ timeZone: hours.zone, plainTime: hours.time })
            .toPlainTime()
            .equals(Temporal.PlainTime.from(hours.time));
          if (isSkipped) skipped += 1;
          if (isSkipped) expect(shown > hours.time).toBe(true);
          else expect(shown).toBe(hours.time);
          expect(on.end.since(on.start).total('minutes')).toBe(hours.minutes);
        }
      }),
    );
    expect(skipped).toBeGreaterThan(10);
  });

  it('leave nothing out and name nothing twice, from whatever moment one asks', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, from) => {
        const found = occurrences(hours, from, 6);
        const all: string[] = [];
        const until = localDate(hours, from).add({ days: 7 * 30 });
        for (
          let day = hours.firstOn;
          Temporal.PlainDate.compare(day, until) < 0;
          day = day.add({ days: days[hours.rhythm] })
        ) {
          const isOver =
            Temporal.Instant.compare(atLocal(hours, day, hours.time).add({ minutes: hours.minutes }), from) <= 0;
          const isLate = hours.lastOn !== undefined && Temporal.PlainDate.compare(day, hours.lastOn) > 0;
          if (!isOver && !isLate && !hours.skipped.includes(day.toString())) all.push(day.toString());
          if (hours.rhythm === 'once') break;
        }
        // Those that begin only after the window are not in the list that was counted by hand.
        const within = found.map((on) => on.date).filter((day) => day < until.toString());
        expect(within).toEqual(all.slice(0, 6));
      }),
      { numRuns: 200 },
    );
  });

  it('are found by their date, and by no other', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, from) => {
        for (const on of occurrences(hours, from, 3)) {
          expect(occurrenceOn(hours, on.date)).toEqual(on);
          expect(occurrenceOn(hours, date(on.date).add({ days: 1 }).toString())).toBeUndefined();
        }
      }),
    );
  });

  it('begin later on the night when 02:30 is skipped, and once on the night when it comes twice', () => {
    const berlin = { time: '02:30', zone: 'Europe/Berlin' };
    const spring = someHours({ ...berlin, firstOn: date('2026-03-22') });
    expect(occurrences(spring, instant('2026-03-20T00:00:00Z'), 3).map((on) => String(on.start))).toEqual([
      '2026-03-22T01:30:00Z',
      '2026-03-29T01:30:00Z',
      '2026-04-05T00:30:00Z',
    ]);
    const autumn = someHours({ ...berlin, firstOn: date('2026-10-18') });
    expect(occurrences(autumn, instant('2026-10-17T00:00:00Z'), 3).map((on) => String(on.start))).toEqual([
      '2026-10-18T00:30:00Z',
      '2026-10-25T00:30:00Z',
      '2026-11-01T01:30:00Z',
    ]);
  });

  it('go on over the ends of months, of years and of February', () => {
    const weekly = someHours({ firstOn: date('2027-12-28') });
    const starts = occurrences(weekly, instant('2027-12-27T00:00:00Z'), 10).map((on) => on.date);
    expect(starts.slice(0, 2)).toEqual(['2027-12-28', '2028-01-04']);
    expect(starts.slice(-2)).toEqual(['2028-02-22', '2028-02-29']);
    const second = someHours({ firstOn: date('2026-01-31'), rhythm: 'every second week', lastOn: date('2026-02-28') });
    const found = occurrences(second, instant('2026-01-01T00:00:00Z'), 9).map((on) => on.date);
    expect(found).toEqual(['2026-01-31', '2026-02-14', '2026-02-28']);
  });
});

describe('A reminder', () => {
  it('comes while its reader is at work, before the start', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, start) => {
        const at = reminderAt(schedule, start);
        expect(Temporal.Instant.compare(at, start)).toBeLessThan(0);
        expect(isWorking(schedule, at)).toBe(true);
      }),
    );
  });

  it('of what begins with the working day comes on the afternoon before, over the weekend too', () => {
    const schedule = { zone: 'Europe/Berlin', workStart: '09:00', workEnd: '17:00', workDays: [1, 2, 3, 4, 5] };
    expect(String(reminderAt(schedule, instant('2026-03-09T08:00:00Z')))).toBe('2026-03-06T15:00:00Z');
    expect(String(reminderAt(schedule, instant('2026-03-09T14:00:00Z')))).toBe('2026-03-09T13:00:00Z');
    expect(String(reminderAt(schedule, instant('2026-03-09T19:00:00Z')))).toBe('2026-03-09T15:00:00Z');
  });
});

it('A time reads as the clock on the wall of its zone', () => {
  expect(localDateTime(instant('2026-03-03T14:20:00Z'), 'Europe/Berlin')).toBe('Tue 3 Mar, 15:20');
  expect(localDateTime(instant('2026-03-03T23:05:00Z'), 'Asia/Kolkata')).toBe('Wed 4 Mar, 04:35');
});
