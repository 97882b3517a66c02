import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { badgeKeys, badgesEarned, type Facts } from '../../../src/features/recognition/rules/badges.ts';
import { badgeFile, badgeWords } from '../../../src/features/recognition/service/badge-words.ts';

const START = Temporal.Instant.from('2026-01-05T10:00:00Z');
const day = (n: number) => START.add({ hours: 24 * n });
const nothing: Facts = {
  sessions: [],
  uses: [],
  departments: new Map(),
  ratings: [],
  actionsDone: [],
  officeHours: [],
  thanks: [],
  breaks: [],
  zone: 'Europe/Berlin',
};
const with_ = (facts: Partial<Facts>) => badgesEarned({ ...nothing, ...facts });
const keys = (facts: Partial<Facts>) => with_(facts).map((earned) => earned.badge);
const use = (n: number, partnerId = `U${n}`, way: 'gave' | 'got' = 'gave', skillId = 'K') => {
  return { way, partnerId, skillId, at: day(n) };
};
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const weekly = (...weeks: number[]) => weeks.map((week) => ({ role: 'mentor' as const, at: day(7 * week) }));

it('A first session and a first use are each a badge, from the moment they happened', () => {
  expect(with_({ sessions: weekly(1, 0) })).toEqual([{ badge: 'first-session', at: day(0) }]);
  expect(with_({ uses: [use(3), use(2)] })).toEqual([{ badge: 'it-worked', at: day(2) }]);
});

it('Different people count, however often one of them used the help', () => {
  expect(keys({ uses: times(30, (i) => use(i, 'U1')) })).toEqual(['it-worked']);
  expect(with_({ uses: times(5, (i) => use(i)) })).toContainEqual({ badge: 'five-people', at: day(4) });
  expect(keys({ uses: times(15, (i) => use(i)) })).toContain('fifteen-people');
});

it('A bridge reaches three departments that people named', () => {
  const departments = new Map([0, 1, 2].map((n) => [`U${n}`, `department ${n}`]));
  expect(keys({ uses: times(3, (i) => use(i)), departments })).toContain('bridge-builder');
  expect(keys({ uses: times(9, (i) => use(i)), departments: new Map([['U1', 'sales']]) })).not.toContain(
    'bridge-builder',
  );
});

it('A steady hand has a session in each of four weeks, and a break without one does not count', () => {
  expect(with_({ sessions: weekly(0, 1, 2, 3) })).toContainEqual({ badge: 'steady-hand', at: day(21) });
  expect(keys({ sessions: weekly(0, 1, 3, 4, 5) })).not.toContain('steady-hand');
  const breaks = [{ from: day(13), to: day(16) }];
  expect(keys({ sessions: weekly(0, 1, 3, 4), breaks })).toContain('steady-hand');
  const open = [{ from: day(8), to: Temporal.Instant.from('9999-12-31T00:00:00Z') }];
  expect(keys({ sessions: weekly(0, 1, 40, 41), breaks: open })).toContain('steady-hand');
});

it('Passing on comes after learning, in the same skill', () => {
  expect(keys({ uses: [use(1, 'U1', 'got'), use(2, 'U2')] })).toContain('passing-it-on');
  expect(keys({ uses: [use(2, 'U1', 'got'), use(1, 'U2')] })).not.toContain('passing-it-on');
  expect(keys({ uses: [use(1, 'U1', 'got', 'K'), use(2, 'U2', 'gave', 'L')] })).not.toContain('passing-it-on');
});

it('Good questions are five very good ratings, by four people at least', () => {
  const rated = (people: number, usefulness = 5) =>
    times(5, (i) => ({ menteeId: `U${Math.min(i, people - 1)}`, usefulness, at: day(i) }));
  expect(keys({ ratings: rated(4) })).toEqual(['good-questions']);
  expect(keys({ ratings: rated(3) })).toEqual([]);
  expect(keys({ ratings: rated(5, 4) })).toEqual([]);
});

it('Actions, office hours, thanks and learning have theirs', () => {
  expect(keys({ actionsDone: times(5, day) })).toEqual(['follow-through']);
  expect(keys({ officeHours: times(4, day) })).toEqual(['open-door']);
  const thanks = times(5, (i) => ({ way: 'got' as const, partnerId: `U${i}`, at: day(i) }));
  expect(keys({ thanks })).toEqual(['warm-words']);
  expect(keys({ thanks: thanks.map((t) => ({ ...t, way: 'gave' as const })) })).toEqual(['says-thanks']);
  expect(keys({ uses: times(3, (i) => use(i, `U${i}`, 'got')) })).toEqual(['curious-mind']);
  expect(keys({ uses: times(3, (i) => use(i, 'U1', 'gave', `K${i}`)) })).toContain('many-topics');
});

it('Two people who only help and thank each other earn what one conversation earns, and no badge for breadth', () => {
  const traded = times(50, (i) => use(i, 'UTWIN', i % 2 ? 'gave' : 'got'));
  const thanks = times(50, (i) => ({
    way: i % 2 ? ('gave' as const) : ('got' as const),
    partnerId: 'UTWIN',
    at: day(i),
  }));
  const ratings = times(50, (i) => ({ menteeId: 'UTWIN', usefulness: 5, at: day(i) }));
  expect(keys({ uses: traded, thanks, ratings })).toEqual(['it-worked']);
});

const at = fc.integer({ min: 0, max: 120 }).map(day);
const who = fc.integer({ min: 0, max: 20 }).map((n) => `U${n}`);
const way = fc.constantFrom('gave' as const, 'got' as const);
const skillId = fc.constantFrom('K', 'L', 'M', 'N');
const role = fc.constantFrom('mentor' as const, 'mentee' as const);
const facts: fc.Arbitrary<Facts> = fc.record({
  sessions: fc.array(fc.record({ role, at })),
  uses: fc.array(fc.record({ way, partnerId: who, skillId, at })),
  departments: fc.array(fc.tuple(who, skillId)).map((pairs) => new Map(pairs)),
  ratings: fc.array(fc.record({ menteeId: who, usefulness: fc.integer({ min: 1, max: 5 }), at })),
  actionsDone: fc.array(at),
  officeHours: fc.array(at),
  thanks: fc.array(fc.record({ way, partnerId: who, at })),
  breaks: fc.array(fc.tuple(at, at).map(([from, to]) => ({ from, to }))),
  zone: fc.constantFrom('UTC', 'America/New_York', 'Pacific/Kiritimati'),
});

it('More facts never earn less, and never later', () => {
  fc.assert(
    fc.property(facts, facts, (some, more) => {
      const all: Facts = {
        ...some,
        sessions: [...more.sessions, ...some.sessions],
        uses: [...more.uses, ...some.uses],
        departments: new Map([...more.departments, ...some.departments]),
        ratings: [...more.ratings, ...some.ratings],
        actionsDone: [...more.actionsDone, ...some.actionsDone],
        officeHours: [...more.officeHours, ...some.officeHours],
        thanks: [...more.thanks, ...some.thanks],
        breaks: [...more.breaks, ...some.breaks],
      };
      const later = new Map(badgesEarned(all).map((earned) => [earned.badge, earned.at]));
      for (const { badge, at: when } of badgesEarned(some)) {
        expect(later.has(badge)).toBe(true);
        expect(Temporal.Instant.compare(later.get(badge)!, when)).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: 300 },
  );
});

it('The order in which facts are read changes nothing', () => {
  fc.assert(
    fc.property(facts, (some) => {
      const turned = {
        ...some,
        sessions: some.sessions.toReversed(),
        uses: some.uses.toReversed(),
        ratings: some.ratings.toReversed(),
        actionsDone: some.actionsDone.toReversed(),
        thanks: some.thanks.toReversed(),
      };
      const told = (f: Facts) => badgesEarned(f).map(({ badge, at: when }) => `${badge} ${when}`);
      expect(told(turned)).toEqual(told(some));
    }),
  );
});

it('Every badge has words, and a faulty file is refused with file and line', () => {
  expect(Object.keys(badgeWords()).sort()).toEqual([...badgeKeys].sort());
  expect(badgeKeys.length).toBeGreaterThanOrEqual(10);
  const parse = (text: string) => () => parseContent('badges.yml', text, badgeFile);
  expect(parse('first-session:\n  name: A\n  what: You had your first session.')).toThrow('content/badges.yml:2');
  expect(parse('no-such-badge:\n  name: Abc\n  what: You had your first session.')).toThrow(
    'Unrecognized key: "no-such-badge"',
  );
  expect(parse(`first-session:\n  name: Abc\n  what: ${'long '.repeat(2000)}`)).toThrow('150 letters at most');
});
