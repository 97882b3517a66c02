import { describe, expect, it } from 'vitest';
import { seeded } from '../../../bench/random.ts';
import { access, SURE } from '../../../src/features/metrics/rules/access.ts';
import type { Ask, Person } from '../../../src/features/metrics/rules/facts.ts';

const DEPARTMENTS = ['Engineering', 'Sales', 'Support', 'Finance'];
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kolkata'];
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

/** A quarter of 400 people and their asks; with `planted`, Sales finds somebody less often and waits longer. */
function quarter(seed: number, planted: boolean) {
  const random = seeded(seed);
  const people = Array.from({ length: 400 }, (_, i): Person => {
    const known = {
      department: random.of(DEPARTMENTS),
      zone: random.of(ZONES),
      level: random.of(['leaders', 'others']),
    };
    return { id: `U${i}`, ...known, days: random.below(900), capacity: 2, isHere: true, offers: true };
  });
  const asks = Array.from({ length: 1_500 }, (): Ask => {
    const asker = random.of(people);
    const isWorse = planted && asker.department === 'Sales';
    return {
      ...{ span: random.below(3), n: 1, menteeId: asker.id, skillId: 'K' },
      state: random.next() < (isWorse ? 0.55 : 0.75) ? 'matched' : 'expired',
      minutes: Math.ceil(-Math.log(1 - random.next()) * (isWorse ? 240 : 120)),
    };
  });
  const putForward = new Set(people.filter(() => random.next() < 0.5).map(({ id }) => id));
  return { months: 3, first: 0, isQuarter: true, people, asks, putForward };
}

const claims = (seed: number, planted: boolean) =>
  access(quarter(seed, planted))!.flatMap(({ dimension, differences }) =>
    differences.filter(({ chance }) => chance < SURE).map(({ measure }) => `${dimension} ${measure}`),
  );

describe('Differences between groups', () => {
  it('are found where one department has less access, in each of twenty companies', () => {
    for (const seed of SEEDS)
      expect(claims(seed, true)).toEqual(expect.arrayContaining(['department matched', 'department wait']));
  });

  it('are claimed in no more than one in ten companies where there are none', () => {
    expect(SEEDS.filter((seed) => claims(seed, false).length > 0).length).toBeLessThanOrEqual(2);
  });

  it('name each group by its own name, whatever departments are called', () => {
    const facts = quarter(1, false);
    const renamed = { Engineering: ' Leaders ', Sales: 'OTHERS', Support: 'Over A Year', Finance: 'europe/london' };
    const people = facts.people.map((p) => ({ ...p, department: renamed[p.department as keyof typeof renamed] }));
    const named = access({ ...facts, people })!.map(({ dimension, rows }) => [dimension, rows.map((row) => row.group)]);
    expect(Object.fromEntries(named)).toEqual({
      department: ['europe/london', 'Leaders', 'OTHERS', 'Over A Year'],
      tenure: ['3 to 12 months', 'over a year', 'under 3 months'],
      location: [...ZONES].sort(),
      level: ['leaders', 'others'],
    });
  });

  it('are told of whole quarters only', () => {
    expect(access({ ...quarter(1, true), isQuarter: false })).toBeUndefined();
  });
});
