import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goalForm } from '../../../src/features/goals/rules/form.ts';
import { type Goal, isReviewTurn, reviewOf, whyNoRoom } from '../../../src/features/goals/rules/index.ts';
import { isNewsResting, newsAt } from '../../../src/features/goals/rules/news.ts';
import {
  asksToPassOn,
  isStale,
  lastSeen,
  type Offered,
  remindAt,
  staleBefore,
  toAsk,
} from '../../../src/features/goals/rules/skills.ts';
import { isWorking } from '../../../src/features/members/rules/index.ts';
import { anyMoment, anySchedule, localDate, localTime } from '../../support/times.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const daysAgo = (days: number) => now.subtract({ hours: 24 * days });

const aGoal = (different: Partial<Goal> = {}): Goal => ({
  id: 'G1',
  memberId: 'U0ADA',
  words: 'Run calmer incident reviews',
  skill: undefined,
  byOn: undefined,
  state: 'open',
  createdAt: daysAgo(30),
  lookedAt: daysAgo(30),
  ...different,
});

describe('Goals are asked about', () => {
  it('with every fourth reflection and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (from) => {
        const turns = Array.from({ length: 4 }, (_, i) => isReviewTurn(from + i));
        expect(turns.filter(Boolean)).toHaveLength(1);
      }),
    );
    expect([1, 2, 3, 4, 5, 8, 12].map(isReviewTurn)).toEqual([false, false, false, true, false, true, true]);
    expect(isReviewTurn(0)).toBe(false);
  });

  it('only when they were there before the talk, until all of them were looked at since', () => {
    expect(reviewOf(4, daysAgo(1), [])).toBeUndefined();
    expect(reviewOf(3, daysAgo(1), [aGoal()])).toBeUndefined();
    expect(reviewOf(4, daysAgo(1), [aGoal({ createdAt: now })])).toBeUndefined();
    expect(reviewOf(4, daysAgo(1), [aGoal()])).toEqual({ words: ['Run calmer incident reviews'], isAnswered: false });
    expect(reviewOf(4, daysAgo(1), [aGoal({ lookedAt: now }), aGoal()])).toMatchObject({ isAnswered: false });
    expect(reviewOf(4, daysAgo(1), [aGoal({ lookedAt: now })])).toMatchObject({ isAnswered: true });
  });
});

it('There is room for three goals, each once', () => {
  const open = Array.from({ length: 3 }, (_, i) => ({ words: `Goal ${i}` }));
  expect(whyNoRoom(open.slice(1), 'A new one')).toBeUndefined();
  expect(whyNoRoom(open.slice(1), 'gOAL 2')).toContain('already');
  expect(whyNoRoom(open, 'A new one')).toContain('let it go');
});

it('A learner is asked to pass a skill on after two uses, once, and never for what they offer or may not', () => {
  const state = { uses: 2, isOffering: false, wasAsked: false, mayMentor: true };
  expect(asksToPassOn(state)).toBe(true);
  fc.assert(
    fc.property(fc.nat(6), fc.boolean(), fc.boolean(), fc.boolean(), (uses, isOffering, wasAsked, mayMentor) => {
      const isAsked = asksToPassOn({ uses, isOffering, wasAsked, mayMentor });
      expect(isAsked).toBe(uses > 1 && !isOffering && !wasAsked && mayMentor);
    }),
  );
});

describe('Nine months', () => {
  const stale = (seen: string, at: string, zone = 'UTC') =>
    isStale(Temporal.Instant.from(seen), Temporal.Instant.from(at), zone);

  it('end on the same day of the month, or on the last day of a shorter one', () => {
    expect(stale('2026-01-15T10:00:00Z', '2026-10-14T23:59:59Z')).toBe(false);
    expect(stale('2026-01-15T10:00:00Z', '2026-10-15T00:00:00Z')).toBe(true);
    expect(stale('2026-05-31T10:00:00Z', '2027-02-27T23:59:59Z')).toBe(false);
    expect(stale('2026-05-31T10:00:00Z', '2027-02-28T00:00:00Z')).toBe(true);
    expect(stale('2027-05-30T10:00:00Z', '2028-02-28T23:59:59Z')).toBe(false);
    expect(stale('2027-05-30T10:00:00Z', '2028-02-29T00:00:00Z')).toBe(true);
    expect(stale('2026-08-31T10:00:00Z', '2027-05-30T23:59:59Z')).toBe(false);
  });

  it('are counted on the wall calendar of the member', () => {
    // 31 May in Berlin is still the 30th in Honolulu.
    expect(stale('2026-05-30T22:30:00Z', '2027-02-27T23:30:00Z', 'Europe/Berlin')).toBe(true);
    expect(stale('2026-05-30T22:30:00Z', '2027-02-27T23:30:00Z', 'Pacific/Honolulu')).toBe(false);
  });

  it('begin at the start of a local day, whatever the zone and the month', () => {
    fc.assert(
      fc.property(anyMoment, anySchedule, (seen, { zone }) => {
        const from = localDate({ zone }, seen);
        const last = Temporal.PlainYearMonth.from(from).add({ months: 9 });
        const due = last.toPlainDate({ day: Math.min(from.day, last.daysInMonth) });
        const start = due.toZonedDateTime(zone).toInstant();
        expect(isStale(seen, start, zone)).toBe(true);
        expect(isStale(seen, start.subtract({ milliseconds: 1 }), zone)).toBe(false);
      }),
    );
  });

  it('are never over for what the database leaves out', () => {
    const lastDays = fc.record({ year: fc.integer({ min: 2024, max: 2029 }), month: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(lastDays, fc.integer({ min: 27, max: 31 }), fc.nat(23), anySchedule, (month, day, hour, { zone }) => {
        const date = Temporal.PlainDate.from({ ...month, day });
        const seen = date.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant();
        const due = date.add({ months: 9 }).toZonedDateTime(zone).toInstant();
        expect(isStale(seen, due, zone)).toBe(true);
        expect(Temporal.Instant.compare(seen, staleBefore(due))).toBe(-1);
      }),
      { numRuns: 1000 },
    );
    expect(Temporal.Instant.compare(daysAgo(240), staleBefore(now))).toBe(1);
  });
});

const offered = (different: Partial<Offered>): Offered => ({
  skillId: 'K1',
  name: 'Kubernetes',
  level: 2,
  addedAt: daysAgo(300),
  usedAt: undefined,
  askedAt: undefined,
  confirmedAt: undefined,
  ...different,
});

describe('A member is asked about skills', () => {
  it('that nobody has seen for nine months: not added, used, confirmed or asked about since', () => {
    const ids = (skills: Offered[]) => toAsk(skills, now, 'UTC').map((skill) => skill.skillId);
    expect(ids([offered({})])).toEqual(['K1']);
    for (const seen of ['addedAt', 'usedAt', 'confirmedAt', 'askedAt'] as const)
      expect(ids([offered({ [seen]: daysAgo(200) })])).toEqual([]);
    expect(ids([offered({ usedAt: daysAgo(299), confirmedAt: daysAgo(298) })])).toEqual(['K1']);
  });

  it('a handful at a time, the longest unseen first, and none for a month after the last', () => {
    const anyOffered = fc.record({
      skillId: fc.uuid(),
      name: fc.string({ minLength: 1, maxLength: 5 }),
      level: fc.constantFrom(1 as const, 2 as const, 3 as const),
      addedAt: fc.integer({ min: 0, max: 900 }).map(daysAgo),
      usedAt: fc.option(fc.integer({ min: 0, max: 900 }).map(daysAgo), { nil: undefined }),
      askedAt: fc.option(fc.integer({ min: 0, max: 900 }).map(daysAgo), { nil: undefined }),
      confirmedAt: fc.option(fc.integer({ min: 0, max: 900 }).map(daysAgo), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyOffered, { maxLength: 20 }), (skills) => {
        const asked = toAsk(skills, now, 'Europe/Berlin');
        expect(asked.length).toBeLessThanOrEqual(5);
        const isResting = skills.some((s) => s.askedAt && Temporal.Instant.compare(s.askedAt, daysAgo(27)) > 0);
        if (isResting) expect(asked).toEqual([]);
        const left = skills.filter((s) => isStale(lastSeen(s), now, 'Europe/Berlin') && !asked.includes(s));
        for (const one of asked) {
          expect(isStale(lastSeen(one), now, 'Europe/Berlin')).toBe(true);
          for (const other of left) expect(Temporal.Instant.compare(lastSeen(one), lastSeen(other))).not.toBe(1);
        }
      }),
    );
  });

  it('once more on a morning five working days later', () => {
    const schedule = { zone: 'Europe/Berlin', workStart: '09:00', workEnd: '17:00', workDays: [1, 2, 3, 4, 5] };
    expect(remindAt(schedule, now).toString()).toBe('2026-03-09T08:30:00Z');
  });
});

it('News of goals come in working hours, and never twice within seven days', () => {
  fc.assert(
    fc.property(anySchedule, anyMoment, fc.nat(40), (schedule, told, later) => {
      const toldOn = localDate(schedule, told);
      const noticed = told.add({ hours: 6 * later });
      const due = newsAt(schedule, noticed, toldOn);
      expect(isWorking(schedule, due)).toBe(true);
      expect(Temporal.Instant.compare(due, noticed)).toBe(1);
      expect(isNewsResting(schedule.zone, due, toldOn)).toBe(false);
      expect(toldOn.until(localDate(schedule, due)).days).toBeGreaterThanOrEqual(7);
      const first = newsAt(schedule, noticed, undefined);
      expect(localDate(schedule, noticed).until(localDate(schedule, first)).days).toBeGreaterThanOrEqual(1);
      expect(isNewsResting(schedule.zone, told.add({ hours: 24 * 5 }), toldOn)).toBe(true);
    }),
  );
  expect(
    localTime(
      { zone: 'UTC' },
      newsAt({ zone: 'UTC', workStart: '09:00', workEnd: '17:00', workDays: [1] }, now, undefined),
    ),
  ).toBe('09:30');
});

describe('The form of a goal', () => {
  const read = (answers: Record<string, unknown>) => goalForm(() => now).safeParse(answers);
  const faults = (answers: Record<string, unknown>) =>
    read(answers).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('takes a line of words, a skill and a day, each cleaned', () => {
    expect(read({ words: '  Run\ncalmer\u202e   reviews ', skill: ' Kubernetes\n', by: '2026-03-02' }).data).toEqual({
      words: 'Run calmer reviews',
      skill: 'Kubernetes',
      byOn: Temporal.PlainDate.from('2026-03-02'),
    });
    expect(read({ words: 'Learn C++' }).data).toEqual({ words: 'Learn C++', skill: '', byOn: undefined });
    expect(read({ words: '<!channel> <@U0ADA>' }).data?.words).toBe('!channel @U0ADA');
  });

  it('says at the field what is wrong', () => {
    for (const words of [undefined, '', '   ', '…', '!!!', '\u200b\u200b', 'x'])
      expect(faults({ words })).toEqual(['words: Please say in a few words what you would like to get better at.']);
    expect(faults({ words: 'x'.repeat(10_000) })).toEqual(['words: Please keep it under 200 characters.']);
    expect(faults({ words: 'Review', by: '2026-02-28' })?.[0]).toContain('by: That day is over.');
    expect(faults({ words: 'Review', by: 'tomorrow' })).toEqual(['by: Please pick a day.']);
  });

  it('never keeps what could become live, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => {
        const kept = read({ words }).data?.words ?? '';
        expect(kept).not.toMatch(/[<>\n\r\u202e]/);
        expect(kept.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
