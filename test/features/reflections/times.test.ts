import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askAt,
  isEditable,
  outcomeAt,
  questionFor,
  remindAt,
  spreadMinutes,
} from '../../../src/features/reflections/rules.ts';
import { questions } from '../../../src/features/reflections/service/questions.ts';
import { anyMoment, anySchedule, localDate, localTime } from '../../support/times.ts';

const anyId = fc.string({ minLength: 1, maxLength: 20 });
const minutesAfter = (time: string) => Temporal.PlainTime.from('09:30').until(time).total('minutes');

describe('the times of a reflection', () => {
  it('ask on the next working morning, less than ten minutes after 09:30', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, anyId, anyId, (schedule, ended, session, member) => {
        const asked = askAt(schedule, ended, spreadMinutes(session, member));
        const [before, after] = [localDate(schedule, ended), localDate(schedule, asked)];
        expect(schedule.workDays).toContain(after.dayOfWeek);
        expect(before.until(after).days).toBeGreaterThanOrEqual(1);
        for (let day = before.add({ days: 1 }); !day.equals(after); day = day.add({ days: 1 }))
          expect(schedule.workDays).not.toContain(day.dayOfWeek);
        expect(minutesAfter(localTime(schedule, asked))).toBeGreaterThanOrEqual(0);
        expect(minutesAfter(localTime(schedule, asked))).toBeLessThan(10);
      }),
    );
  });

  it('are the same for the same person and session, and spread over all ten minutes', () => {
    const all = Array.from({ length: 200 }, (_, i) => spreadMinutes('S1', `U${i}`));
    expect(new Set(all).size).toBe(10);
    expect(spreadMinutes('S1', 'U7')).toBe(all[7]);
  });

  it('remind after three working days', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, fc.nat(9), (schedule, asked, minutes) => {
        let [working, day] = [0, localDate(schedule, asked)];
        const reminded = localDate(schedule, remindAt(schedule, asked, minutes));
        while (!day.equals(reminded)) {
          day = day.add({ days: 1 });
          if (schedule.workDays.includes(day.dayOfWeek)) working += 1;
        }
        expect(working).toBe(3);
      }),
    );
  });

  it('ask whether it was used after fourteen days, or on the first working morning after', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, ended) => {
        const asked = outcomeAt(schedule, ended);
        const [fortnight, date] = [localDate(schedule, ended).add({ days: 14 }), localDate(schedule, asked)];
        expect(schedule.workDays).toContain(date.dayOfWeek);
        expect(localTime(schedule, asked)).toBe('09:30');
        expect(fortnight.until(date).days).toBeGreaterThanOrEqual(0);
        if (schedule.workDays.includes(fortnight.dayOfWeek)) expect(date.equals(fortnight)).toBe(true);
      }),
    );
  });

  it('let an answer be changed for a week', () => {
    const answered = Temporal.Instant.from('2026-03-02T10:00:00Z');
    expect(isEditable(undefined, answered)).toBe(true);
    expect(isEditable(answered, Temporal.Instant.from('2026-03-09T09:59:59Z'))).toBe(true);
    expect(isEditable(answered, Temporal.Instant.from('2026-03-09T10:00:00Z'))).toBe(false);
  });
});

describe('the questions', () => {
  it('come each once before any comes again', () => {
    fc.assert(
      fc.property(anyId, fc.constantFrom('mentee' as const, 'mentor' as const), fc.nat(100), (member, role, start) => {
        const set = questions()[role];
        const round = set.map((_, i) => questionFor(set, member, start + i));
        expect(new Set(round)).toEqual(new Set(set));
      }),
    );
  });
});
