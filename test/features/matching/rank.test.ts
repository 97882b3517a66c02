import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mentor, PeopleIndex } from '../../../src/features/matching/rules/people-index.ts';
import { noteShown, type Ranked, rank, type Wanted } from '../../../src/features/matching/rules/rank.ts';
import { reasonsFor } from '../../../src/features/matching/rules/reasons.ts';
import { scoreOf, weights } from '../../../src/features/matching/rules/score.ts';

const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
const hours = { zone: 'Europe/Berlin', workStart: '09:00', workEnd: '17:00', workDays: [1, 2, 3, 4, 5] };
const wanted: Wanted = {
  topics: [{ skillId: 'sql', weight: 1 }],
  menteeId: 'asker',
  schedule: hours,
  language: 'en',
  team: 'a',
  format: 'thread',
  urgency: 'today',
};

function mentor(different: Partial<Mentor> = {}): Mentor {
  return {
    ...hours,
    id: 'm',
    title: '',
    team: 'b',
    language: 'en',
    formats: ['thread'],
    capacity: 2,
    taken: 0,
    asks: 0,
    accepts: 0,
    answerMinutes: undefined,
    ratings: 0,
    ratingSum: 0,
    sessions: 5,
    shown: 0,
    shownOn: 0,
    offers: [{ skillId: 'sql', level: 2 }],
    ...different,
  };
}

const someMentor = fc
  .record({
    level: fc.integer({ min: 1, max: 3 }),
    taken: fc.integer({ min: 0, max: 5 }),
    asks: fc.integer({ min: 0, max: 40 }),
    accepts: fc.integer({ min: 0, max: 40 }),
    ratings: fc.integer({ min: 0, max: 30 }),
    mean: fc.integer({ min: 1, max: 5 }),
    sessions: fc.integer({ min: 0, max: 3 }),
    answerMinutes: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }),
    shown: fc.integer({ min: 0, max: 20 }),
    zone: fc.constantFrom('Europe/Berlin', 'Asia/Tokyo', 'America/New_York'),
  })
  .map(({ level, ratings, mean, ...rest }) =>
    mentor({ ...rest, ratings, ratingSum: ratings * mean, offers: [{ skillId: 'sql', level }] }),
  );
const somePeople = fc
  .array(someMentor, { minLength: 1, maxLength: 40 })
  .map((people) => people.map((person, i) => ({ ...person, id: `m${i}` })));

function indexOf(people: Mentor[]): PeopleIndex {
  const index = new PeopleIndex();
  for (const person of people) index.upsert(person);
  return index;
}

const order = (index: PeopleIndex, wish = wanted) => [...rank(index, wish, now)];
const idsOf = (ranked: Ranked[]) => ranked.map((r) => r.mentorId);

describe('Ranking', () => {
  it('weighs terms that add up to one', () => {
    expect(Object.values(weights).reduce((sum, w) => sum + w, 0)).toBeCloseTo(1);
  });

  it('keeps every term and the score between 0 and 1', () => {
    fc.assert(
      fc.property(somePeople, (people) => {
        for (const { terms, score } of order(indexOf(people))) {
          for (const value of [...Object.values(terms), score]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
          expect(score).toBeCloseTo(scoreOf(terms), 5);
        }
      }),
    );
  });

  it('does not depend on the order in which people were added', () => {
    const both = somePeople.chain((people) =>
      fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
    );
    fc.assert(
      fc.property(both, ([people, shuffled]) => {
        expect(idsOf(order(indexOf(shuffled)))).toEqual(idsOf(order(indexOf(people))));
      }),
    );
  });

  it('lets more eligible colleagues never lower the best score', () => {
    fc.assert(
      fc.property(somePeople, someMentor, (people, one) => {
        const best = (list: Mentor[]) => Math.max(...order(indexOf(list)).map((r) => r.score));
        expect(best([...people, { ...one, id: 'more' }])).toBeGreaterThanOrEqual(best(people) - 1e-6);
      }),
    );
  });

  it('lets more eligible colleagues never hide any, nor take the first place from the band of the best', () => {
    fc.assert(
      fc.property(somePeople, someMentor, (people, one) => {
        const before = order(indexOf(people));
        const after = order(indexOf([...people, { ...one, id: 'more' }]));
        expect(idsOf(after).sort()).toEqual([...idsOf(before), 'more'].sort());
        const best = Math.max(...before.map((r) => r.score));
        expect(after[0]!.score).toBeGreaterThanOrEqual(best - 0.15 - 1e-6);
      }),
    );
  });

  it('gives the first place to somebody within the band of the best', () => {
    fc.assert(
      fc.property(somePeople, (people) => {
        const ranked = order(indexOf(people));
        const best = Math.max(...ranked.map((r) => r.score));
        expect(ranked[0]!.score).toBeGreaterThanOrEqual(best - 0.15 - 1e-6);
      }),
    );
  });

  it('never offers the asker', () => {
    expect(idsOf(order(indexOf([mentor({ id: 'asker' }), mentor({ id: 'other' })])))).toEqual(['other']);
  });

  it('knows nothing more of somebody who was removed, and the new of somebody who changed', () => {
    const index = indexOf([mentor({ id: 'a' }), mentor({ id: 'b' }), mentor({ id: 'c' })]);
    index.remove('b');
    index.upsert(mentor({ id: 'c', offers: [{ skillId: 'excel', level: 3 }] }));
    expect(idsOf(order(index))).toEqual(['a']);
    expect([index.offered('sql'), index.offered('excel'), index.size]).toEqual([1, 1, 2]);
  });

  it('puts whoever was shown less first among equals, and changes with what it noted', () => {
    const index = indexOf(['a', 'b', 'c', 'd'].map((id) => mentor({ id })));
    const seen = new Map<string, number>();
    for (let i = 0; i < 12; i++) {
      const [first] = idsOf(order(index));
      seen.set(first!, (seen.get(first!) ?? 0) + 1);
      noteShown(index, [first!], now);
    }
    expect([...seen.values()]).toEqual([3, 3, 3, 3]);
  });

  it('gives somebody who offers two of the wanted topics more fit than somebody who offers one', () => {
    const index = indexOf([
      mentor({ id: 'one', offers: [{ skillId: 'sql', level: 3 }] }),
      mentor({
        id: 'both',
        offers: [
          { skillId: 'sql', level: 3 },
          { skillId: 'excel', level: 3 },
        ],
      }),
    ]);
    const topics = [
      { skillId: 'sql', weight: 1 },
      { skillId: 'excel', weight: 1 },
    ];
    expect(idsOf(order(index, { ...wanted, topics }))[0]).toBe('both');
  });
});

describe('Reasons', () => {
  it('say only what the terms bear out', () => {
    const index = indexOf([mentor({ id: 'a', taken: 2, ratings: 2, ratingSum: 10, answerMinutes: 12, asks: 2 })]);
    const [ranked] = order(index);
    const known = { skillName: 'SQL', sessions: 5, ratings: 2, answerMinutes: 12, answers: 2 };
    expect(reasonsFor(ranked!, known)).toEqual(['SQL: knows it well', '6 hours overlap today']);
  });
});
