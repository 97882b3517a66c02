import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askAt, remindAt, snoozedTo, snoozes } from '../../../src/features/follow-ups/rules.ts';
import { anyMoment, anySchedule, localDate, localTime } from '../../support/times.ts';

describe('the times of an action', () => {
  it('asks at 09:30 local time on the due day, or on a working morning when that is over', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, fc.nat(20), (schedule, now, days) => {
        const dueOn = localDate(schedule, now).add({ days });
        const asked = askAt(schedule, dueOn, now);
        expect(asked.epochMilliseconds).toBeGreaterThan(now.epochMilliseconds);
        const isOnTheDay = localDate(schedule, asked).equals(dueOn);
        if (isOnTheDay) expect(localTime(schedule, asked)).toBe('09:30');
        else expect(schedule.workDays).toContain(localDate(schedule, asked).dayOfWeek);
        // Only what was agreed after 09:30 for the same day comes another day.
        expect(isOnTheDay || days === 0).toBe(true);
      }),
    );
  });

  it('reminds at 09:30 with one working day in between', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, asked) => {
        const reminded = remindAt(schedule, asked);
        expect(localTime(schedule, reminded)).toBe('09:30');
        let working = 0;
        for (let day = localDate(schedule, asked); !day.equals(localDate(schedule, reminded)); ) {
          day = day.add({ days: 1 });
          if (schedule.workDays.includes(day.dayOfWeek)) working += 1;
        }
        expect(working).toBe(2);
      }),
    );
  });

  it('snoozes to a working day that lies ahead', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, fc.constantFrom(...snoozes), (schedule, now, snooze) => {
        const today = localDate(schedule, now);
        const date = snoozedTo(schedule, now, snooze);
        expect(schedule.workDays).toContain(date.dayOfWeek);
        const days = today.until(date).days;
        expect(days).toBeGreaterThanOrEqual({ tomorrow: 1, 'three days': 3, 'next week': 1 }[snooze]);
        expect(days).toBeLessThanOrEqual(14);
        if (snooze === 'next week') expect(date.weekOfYear).not.toBe(today.weekOfYear);
      }),
    );
  });
});
