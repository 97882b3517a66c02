import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginning,
  checkInAt,
  hoursInCommon,
  isPastAll,
  nextCheckIn,
  workingDate,
} from '../../../src/features/buddies/rules/days.ts';
import { checkInDays } from '../../../src/features/buddies/rules/index.ts';
import { isWorking } from '../../../src/features/members/rules/index.ts';
import { isBefore } from '../../../src/time.ts';
import { anyMoment, anySchedule, localDate, localTime } from '../../support/times.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(text);
const berlin = { zone: 'Europe/Berlin', workStart: '09:00', workEnd: '17:00', workDays: [1, 2, 3, 4, 5] };
const anyDate = fc.integer({ min: 0, max: 2000 }).map((days) => date('2024-01-01').add({ days }));

/** All check-ins of somebody who is there from the start, one after the other. */
function allOf(schedule: typeof berlin, startsOn: Temporal.PlainDate) {
  const found: { day: number; at: Temporal.Instant }[] = [];
  let from = beginning(schedule, startsOn);
  for (;;) {
    const next = nextCheckIn(
      schedule,
      startsOn,
      from,
      found.map((f) => f.day),
    );
    if (!next) return found;
    found.push(next);
    from = next.at;
  }
}

describe('Check-ins', () => {
  it('come on the first, fifth, twentieth, sixtieth and ninetieth working day, whatever clocks and weekends do', () => {
    fc.assert(
      fc.property(anySchedule, anyDate, (schedule, startsOn) => {
        const all = allOf(schedule, startsOn);
        expect(all.map((c) => c.day)).toEqual([...checkInDays]);
        for (const { day, at: when } of all) {
          const on = localDate(schedule, when);
          let working = 0;
          for (let d = startsOn; Temporal.PlainDate.compare(d, on) <= 0; d = d.add({ days: 1 }))
            if (schedule.workDays.includes(d.dayOfWeek)) working += 1;
          expect(working).toBe(day);
          expect(schedule.workDays).toContain(on.dayOfWeek);
          expect(isWorking(schedule, when)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keep the local hour over both clock changes, month ends and a leap day', () => {
    const times = allOf(berlin, date('2028-02-25')).map((c) => [
      localDate(berlin, c.at).toString(),
      localTime(berlin, c.at),
    ]);
    // 25 February 2028 is a Friday, the clocks change on 26 March.
    expect(times).toEqual([
      ['2028-02-25', '15:00'],
      ['2028-03-02', '15:00'],
      ['2028-03-23', '15:00'],
      ['2028-05-18', '15:00'],
      ['2028-06-29', '15:00'],
    ]);
    const autumn = allOf(berlin, date('2026-09-28')).map((c) => c.at.toString());
    expect(autumn.slice(2)).toEqual(['2026-10-23T13:00:00Z', '2026-12-18T14:00:00Z', '2027-01-29T14:00:00Z']);
  });

  it('count from the first working day for somebody who begins on a weekend', () => {
    expect(workingDate(berlin, date('2026-02-28'), 1).toString()).toBe('2026-03-02');
    expect(workingDate(berlin, date('2026-02-28'), 5).toString()).toBe('2026-03-06');
    expect(beginning(berlin, date('2026-02-28')).toString()).toBe('2026-03-02T08:00:00Z');
  });

  it('are joined in at the next one, but the first is made up until the second is near', () => {
    const startsOn = date('2026-03-02');
    const next = (from: string, done: number[] = []) => {
      const found = nextCheckIn(berlin, startsOn, at(from), done);
      return found && [found.day, found.at.toString()];
    };
    expect(next('2026-03-02T08:00:00Z')).toEqual([1, '2026-03-02T14:00:00Z']);
    expect(next('2026-03-03T08:00:00Z')).toEqual([1, '2026-03-03T14:00:00Z']);
    expect(next('2026-03-04T15:30:00Z')).toEqual([1, '2026-03-05T14:00:00Z']);
    expect(next('2026-03-05T15:30:00Z')).toEqual([5, '2026-03-06T14:00:00Z']);
    expect(next('2026-03-06T15:30:00Z')).toEqual([20, '2026-03-27T14:00:00Z']);
    expect(next('2026-04-20T08:00:00Z')).toEqual([60, '2026-05-22T13:00:00Z']);
    expect(next('2026-07-04T08:00:00Z')).toBeUndefined();
    expect(next('2026-03-02T08:00:00Z', [1, 5, 20, 60, 90])).toBeUndefined();
  });

  it('lie ahead and are never asked twice, from wherever one looks', () => {
    fc.assert(
      fc.property(anySchedule, anyDate, anyMoment, fc.subarray([...checkInDays]), (schedule, startsOn, from, done) => {
        const next = nextCheckIn(schedule, startsOn, from, done);
        if (!next) return;
        expect(isBefore(from, next.at)).toBe(true);
        expect(done).not.toContain(next.day);
        expect(isWorking(schedule, next.at)).toBe(true);
      }),
    );
  });

  it('are all past exactly when the ninetieth working day is', () => {
    fc.assert(
      fc.property(anySchedule, anyDate, anyMoment, (schedule, startsOn, now) => {
        const last = workingDate(schedule, startsOn, 90);
        expect(isPastAll(schedule, startsOn, now)).toBe(Temporal.PlainDate.compare(last, localDate(schedule, now)) < 0);
      }),
    );
  });

  it('come at the start of a very short day', () => {
    const short = { ...berlin, workStart: '09:00', workEnd: '10:00' };
    expect(checkInAt(short, date('2026-03-02')).toString()).toBe('2026-03-02T08:00:00Z');
  });
});

describe('Two schedules', () => {
  const inZone = (zone: string) => ({ ...berlin, zone });

  it('share the hours that they do', () => {
    const monday = at('2026-01-05T00:00:00Z');
    expect(hoursInCommon(berlin, berlin, monday)).toBe(40);
    expect(hoursInCommon(berlin, inZone('Europe/London'), monday)).toBe(35);
    expect(hoursInCommon(inZone('Europe/London'), inZone('Asia/Kolkata'), monday)).toBe(12.5);
    expect(hoursInCommon(inZone('Europe/London'), inZone('America/Los_Angeles'), monday)).toBe(0);
    expect(hoursInCommon(berlin, { ...berlin, workDays: [6, 7] }, monday)).toBe(0);
  });
});
