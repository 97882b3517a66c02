import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  addWorkingMinutes,
  atLocal,
  isWorking,
  nextWorkingDay,
  nextWorkingMoment,
  nextWorkingMorning,
  type Schedule,
  workDateOf,
  workingMinutesBetween,
} from '../../../src/features/members/rules/index.ts';

const office: Schedule = { zone: 'Europe/Berlin', workStart: '09:00', workEnd: '17:00', workDays: [1, 2, 3, 4, 5] };
const at = (text: string) => Temporal.Instant.from(text);
const local = (zone: string, text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
const shown = (zone: string, instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });

/** Zones with whole, half and three-quarter hours, DST of an hour and of half an hour, both hemispheres, a date line. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Australia/Eucla',
  'Pacific/Chatham',
  'Pacific/Apia',
  'America/Santiago',
  'Africa/Cairo',
];

const time = (minutes: number) =>
  Temporal.PlainTime.from('00:00').add({ minutes }).toString({ smallestUnit: 'minute' });
const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    zone: fc.constantFrom(...zones),
    start: fc.integer({ min: 0, max: 1200 }),
    length: fc.integer({ min: 60, max: 239 }),
    workDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    other: fc.option(
      fc.record({ start: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1439 }) }),
    ),
    isNight: fc.boolean(),
    daysOff: fc.option(fc.constantFrom(2, 3, 5)),
  })
  .map(({ zone, start, length, workDays, other, isNight, daysOff }) => ({
    zone,
    workStart: time(isNight ? start + length : start),
    workEnd: time(isNight ? start : start + length),
    workDays,
    otherHours: other
      ? { days: workDays.slice(1), start: time(other.start), end: time(other.start + other.length) }
      : undefined,
    daysOff: daysOff === null ? undefined : { key: `every ${daysOff}`, has: (date) => date.day % daysOff === 0 },
  }));
const instants = fc
  .integer({ min: Date.UTC(2009, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 })
  .map((minutes) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000));

describe('working time, whatever the zone, days and hours', () => {
  it('gives back the minutes that were added', () => {
    fc.assert(
      fc.property(schedules, instants, fc.integer({ min: 0, max: 3000 }), (schedule, from, minutes) => {
        const to = addWorkingMinutes(schedule, from, minutes);
        expect(workingMinutesBetween(schedule, from, to)).toBe(minutes);
      }),
    );
  });

  it('adds in two steps what it adds in one', () => {
    fc.assert(
      fc.property(schedules, instants, fc.nat(600), fc.nat(600), (schedule, from, a, b) => {
        const steps = addWorkingMinutes(schedule, addWorkingMinutes(schedule, from, a), b);
        expect(steps.toString()).toBe(addWorkingMinutes(schedule, from, a + b).toString());
      }),
    );
  });

  it('counts each working minute, and no other, when it is asked minute by minute', () => {
    fc.assert(
      fc.property(schedules, instants, fc.nat(2000), (schedule, from, span) => {
        let minutes = 0;
        for (let m = 0; m < span; m += 1) if (isWorking(schedule, from.add({ minutes: m }))) minutes += 1;
        expect(workingMinutesBetween(schedule, from, from.add({ minutes: span }))).toBe(minutes);
      }),
      { numRuns: 30 },
    );
  });

  it('finds the next working moment: a working one, with none before it', () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, from) => {
        const next = nextWorkingMoment(schedule, from);
        expect(isWorking(schedule, next)).toBe(true);
        expect(Temporal.Instant.compare(next, from)).toBeGreaterThanOrEqual(0);
        expect(workingMinutesBetween(schedule, from, next)).toBe(0);
      }),
    );
  });

  it('puts a morning on a working day and inside working hours', () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, from) => {
        const morning = nextWorkingMorning(schedule, from);
        const date = workDateOf(schedule, from);
        const day = morning.toZonedDateTimeISO(schedule.zone);
        expect(Temporal.PlainDate.compare(day.toPlainDate(), date)).toBe(1);
        expect(schedule.workDays).toContain(addWorkingDays(schedule, from, 1).dayOfWeek);
        expect(schedule.daysOff?.has(addWorkingDays(schedule, from, 1)) ?? false).toBe(false);
        expect(isWorking(schedule, nextWorkingMoment(schedule, morning))).toBe(true);
      }),
    );
  });
});

describe('working time in an office week', () => {
  it('takes a minute on Friday evening over to Monday', () => {
    const friday = local('Europe/Berlin', '2026-03-06T16:45');
    expect(shown('Europe/Berlin', addWorkingMinutes(office, friday, 30))).toBe('2026-03-09T09:15');
  });

  it('ends on the dot rather than on the next morning', () => {
    const friday = local('Europe/Berlin', '2026-03-06T16:45');
    expect(shown('Europe/Berlin', addWorkingMinutes(office, friday, 15))).toBe('2026-03-06T17:00');
  });

  it('keeps 09:30 local over the change to summer time', () => {
    const friday = local('Europe/Berlin', '2026-03-27T12:00');
    expect(nextWorkingMorning(office, friday).toString()).toBe('2026-03-30T07:30:00Z');
  });

  it('keeps 09:30 local over the change to winter time', () => {
    const friday = local('Europe/Berlin', '2026-10-23T12:00');
    expect(nextWorkingMorning(office, friday).toString()).toBe('2026-10-26T08:30:00Z');
  });

  it('moves a morning to the start of work of somebody who starts later', () => {
    const late = { ...office, workStart: '11:00', workEnd: '19:00' };
    expect(shown('Europe/Berlin', nextWorkingMorning(late, local('Europe/Berlin', '2026-03-10T12:00')))).toBe(
      '2026-03-11T11:00',
    );
  });

  it('counts working days without weekends', () => {
    expect(addWorkingDays(office, local('Europe/Berlin', '2026-03-05T12:00'), 3).toString()).toBe('2026-03-10');
    expect(addWorkingDays(office, local('Europe/Berlin', '2026-03-07T12:00'), 1).toString()).toBe('2026-03-09');
  });

  it('takes the date from the zone, not from UTC', () => {
    const apia = { ...office, zone: 'Pacific/Auckland' };
    expect(addWorkingDays(apia, at('2026-03-09T20:00:00Z'), 1).toString()).toBe('2026-03-11');
  });
});

describe('working time where the clock is changed', () => {
  const night: Schedule = { zone: 'America/New_York', workStart: '01:00', workEnd: '04:00', workDays: [7] };

  it('loses the hour that does not exist', () => {
    const from = at('2026-03-08T00:00:00Z');
    expect(workingMinutesBetween(night, from, from.add({ hours: 48 }))).toBe(120);
  });

  it('works the hour that exists twice', () => {
    const from = at('2026-11-01T00:00:00Z');
    expect(workingMinutesBetween(night, from, from.add({ hours: 48 }))).toBe(240);
  });

  it('moves a time that does not exist forward, and takes the first of one that exists twice', () => {
    const spring = atLocal(night, Temporal.PlainDate.from('2026-03-08'), '02:30');
    expect(spring.toString()).toBe('2026-03-08T07:30:00Z');
    const autumn = atLocal(night, Temporal.PlainDate.from('2026-11-01'), '01:30');
    expect(autumn.toString()).toBe('2026-11-01T05:30:00Z');
  });

  it('knows zones that are 30 and 45 minutes off, and DST of half an hour', () => {
    const nepal = { ...office, zone: 'Asia/Kathmandu' };
    expect(nextWorkingMoment(nepal, at('2026-03-09T00:00:00Z')).toString()).toBe('2026-03-09T03:15:00Z');
    const island = { ...office, zone: 'Australia/Lord_Howe' };
    const friday = local('Australia/Lord_Howe', '2026-04-03T16:30');
    expect(shown(island.zone, addWorkingMinutes(island, friday, 60))).toBe('2026-04-06T09:30');
  });

  it('skips the day that Samoa skipped', () => {
    const apia = { ...office, zone: 'Pacific/Apia' };
    const thursday = local('Pacific/Apia', '2011-12-29T16:30');
    expect(shown(apia.zone, addWorkingMinutes(apia, thursday, 60))).toBe('2012-01-02T09:30');
  });

  it('refuses a schedule without days, and one without length', () => {
    const from = at('2026-03-09T00:00:00Z');
    expect(() => nextWorkingMoment({ ...office, workDays: [] }, from)).toThrow(RangeError);
    expect(() => nextWorkingMoment({ ...office, workEnd: '09:00' }, from)).toThrow(RangeError);
  });
});

describe('a shift that crosses midnight', () => {
  const night: Schedule = { ...office, workStart: '22:00', workEnd: '06:00' };
  const here = (text: string) => local('Europe/Berlin', text);
  const said = (instant: Temporal.Instant) => shown('Europe/Berlin', instant);

  it('belongs to the day on which it begins', () => {
    expect(isWorking(night, here('2026-03-06T23:00'))).toBe(true);
    expect(isWorking(night, here('2026-03-07T05:59'))).toBe(true);
    expect(isWorking(night, here('2026-03-07T06:00'))).toBe(false);
    expect(isWorking(night, here('2026-03-09T05:00'))).toBe(false);
    expect(said(nextWorkingMoment(night, here('2026-03-07T05:00')))).toBe('2026-03-07T05:00');
    expect(said(nextWorkingMoment(night, here('2026-03-07T06:00')))).toBe('2026-03-09T22:00');
    expect(workDateOf(night, here('2026-03-07T05:59')).toString()).toBe('2026-03-06');
  });

  it('has its next morning in its next night, wherever in this one it is', () => {
    for (const from of ['2026-03-03T22:30', '2026-03-04T02:00'])
      expect(said(nextWorkingMorning(night, here(from)))).toBe('2026-03-04T22:00');
    expect(said(nextWorkingMorning(night, here('2026-03-04T12:00'), '03:00'))).toBe('2026-03-06T03:00');
  });

  it('counts its minutes on both sides of midnight, and over a weekend', () => {
    expect(said(addWorkingMinutes(night, here('2026-03-03T23:30'), 60))).toBe('2026-03-04T00:30');
    expect(said(addWorkingMinutes(night, here('2026-03-07T05:30'), 60))).toBe('2026-03-09T22:30');
    expect(workingMinutesBetween(night, here('2026-03-02T00:00'), here('2026-03-09T00:00'))).toBe(5 * 480);
  });

  it('is an hour longer or shorter in the night in which the clock is changed', () => {
    const everyNight = { ...night, workDays: [6] };
    const length = (from: string, to: string) => workingMinutesBetween(everyNight, here(from), here(to));
    expect(length('2026-03-28T12:00', '2026-03-29T12:00')).toBe(420);
    expect(length('2026-10-24T12:00', '2026-10-25T12:00')).toBe(540);
  });

  it('ends where a day of other hours begins before it is over', () => {
    const mixed = { ...night, workEnd: '10:00', otherHours: { days: [2], start: '08:00', end: '12:00' } };
    expect(workingMinutesBetween(mixed, here('2026-03-02T21:00'), here('2026-03-03T13:00'))).toBe(14 * 60);
  });
});

describe('days of other hours, and days off', () => {
  const here = (text: string) => local('Europe/Berlin', text);
  const said = (instant: Temporal.Instant) => shown('Europe/Berlin', instant);

  it('are as long as was said', () => {
    const friday = { ...office, otherHours: { days: [5], start: '10:00', end: '13:00' } };
    expect(isWorking(friday, here('2026-03-06T09:30'))).toBe(false);
    expect(isWorking(friday, here('2026-03-06T12:59'))).toBe(true);
    expect(said(nextWorkingMoment(friday, here('2026-03-06T13:00')))).toBe('2026-03-09T09:00');
    expect(said(nextWorkingMorning(friday, here('2026-03-05T12:00')))).toBe('2026-03-06T10:00');
    expect(said(nextWorkingDay(friday, here('2026-03-05T12:00')))).toBe('2026-03-06T10:00');
  });

  it('are stepped over', () => {
    const daysOff = {
      key: 'Easter',
      has: (date: Temporal.PlainDate) => ['2026-04-03', '2026-04-06'].includes(`${date}`),
    };
    const easter = { ...office, daysOff };
    expect(isWorking(easter, here('2026-04-03T12:00'))).toBe(false);
    expect(said(nextWorkingMoment(easter, here('2026-04-02T17:00')))).toBe('2026-04-07T09:00');
    expect(said(addWorkingMinutes(easter, here('2026-04-02T16:30'), 60))).toBe('2026-04-07T09:30');
    expect(addWorkingDays(easter, here('2026-04-02T12:00'), 1).toString()).toBe('2026-04-07');
    const night = { ...easter, workStart: '22:00', workEnd: '06:00' };
    expect(isWorking(night, here('2026-04-03T02:00')), 'the shift of the day before').toBe(true);
    expect(isWorking(night, here('2026-04-03T23:00'))).toBe(false);
    expect(isWorking(night, here('2026-04-04T02:00'))).toBe(false);
  });
});
