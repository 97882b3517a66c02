import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { access } from '../../../src/features/metrics/rules/access.ts';
import { askCourse, matchCourse } from '../../../src/features/metrics/rules/asking.ts';
import type { Ask, Facts, Person, Talk } from '../../../src/features/metrics/rules/facts.ts';
import { type Course, tell } from '../../../src/features/metrics/rules/gate.ts';
import { pairsOf } from '../../../src/features/metrics/rules/pairs.ts';
import { allTalks, departmentCourse } from '../../../src/features/metrics/rules/talking.ts';
import { FEWEST } from '../../../src/small-counts.ts';
import { findOut, type Known } from './attacker.ts';

const DEPARTMENTS = ['a', 'b', ''];
const PEOPLE: Person[] = Array.from({ length: 24 }, (_, i) => ({
  ...{ id: `U${i}`, department: DEPARTMENTS[i % 3]!, zone: 'UTC', level: 'others', days: 400, capacity: 2 },
  ...{ isHere: true, offers: true },
}));
const departmentOf = (id: string) => PEOPLE.find((person) => person.id === id)!.department;

/** Two quarters, and every stretch of whole months in them. */
const MONTHS = 6;
const PERIODS = Array.from({ length: MONTHS }, (_, from) =>
  Array.from({ length: MONTHS - from }, (_, more) => ({ from, to: from + more + 1 })),
).flat();

/** The months that are read for a period begin with its quarter; `base` is the first. */
const spansOf = ({ from, to }: (typeof PERIODS)[number]) => {
  const base = from - (from % 3);
  return { base, months: to - base, first: from - base, isQuarter: from % 3 === 0 && to - from === 3 };
};

const person = fc.nat({ max: PEOPLE.length - 1 }).map((i) => `U${i}`);
const month = fc.nat({ max: MONTHS - 1 });

type Deed = { month: number; people: string[]; cell: number; isReal?: boolean };

const months = Array.from({ length: MONTHS }, (_, i) => i);
/** One of each department, in their order. */
const ONE_OF_EACH = PEOPLE.slice(0, DEPARTMENTS.length).map(({ id }) => id);

/** Each told cell of a course, as the deeds that it counts. */
function toldOf(course: Course, base: number, deeds: Deed[], cellOf: (deed: Deed) => number): Known<Deed>[] {
  const out = tell(course);
  if (!out) return [];
  const within = deeds.filter((deed) => out.months.includes(deed.month - base));
  return out.vector.map((_, cell) => new Set(within.filter((deed) => cellOf(deed) === cell)));
}

const runs = { numRuns: 150, seed: 20_261_001 };

describe('Whoever has all figures of all periods', () => {
  it('finds out nothing about the asks of fewer than five people', { timeout: 60_000 }, () => {
    const asked = fc.record({ month, people: fc.tuple(person), cell: fc.nat({ max: 1 }) });
    // What might have taken place as well, as far as anybody knows.
    const ghosts = months.flatMap((at) =>
      ONE_OF_EACH.flatMap((id) => [0, 1].map((cell): Deed => ({ month: at, people: [id], cell, isReal: false }))),
    );
    const run = (real: Deed[]) => {
      const deeds = [...real, ...ghosts];
      const known = PERIODS.flatMap((period): Known<Deed>[] => {
        const { base, ...spans } = spansOf(period);
        const asks = real
          .filter((deed) => deed.month >= base && deed.month < period.to)
          .map(({ month: at, people: [menteeId = ''], cell }): Ask => {
            return {
              span: at - base,
              n: 1,
              menteeId,
              skillId: 'K',
              state: cell === 0 ? 'matched' : 'expired',
              minutes: undefined,
            };
          });
        const facts = { ...spans, asks, people: PEOPLE, putForward: undefined };
        const course = matchCourse(facts);
        const covered = tell(course)?.months ?? [];
        const rows = (access(facts) ?? []).find(({ dimension }) => dimension === 'department')?.rows ?? [];
        const ofGroups = rows.flatMap(({ group, matched }) => {
          const own = deeds.filter((d) => covered.includes(d.month - base) && departmentOf(d.people[0]!) === group);
          return matched.is === 'told' ? [new Set(own), new Set(own.filter(({ cell }) => cell === 0))] : [];
        });
        const all = askCourse(facts);
        return [...toldOf(course, base, deeds, (d) => d.cell), ...toldOf(all, base, deeds, () => 0), ...ofGroups];
      });
      expect(findOut(deeds, known, FEWEST)).toEqual([]);
    };
    fc.assert(fc.property(fc.array(asked, { minLength: 20, maxLength: 150, size: 'max' }), run), runs);
  });

  it('finds out nothing about the talks of fewer than five mentors or mentees', { timeout: 60_000 }, () => {
    const talked = fc.record({ month, people: fc.tuple(person, person), cell: fc.constant(0) });
    const across = ({ people: [one, other] }: Deed) => {
      const [a, b] = [departmentOf(one!), departmentOf(other!)];
      return a === '' || b === '' ? 2 : a === b ? 1 : 0;
    };
    const ghosts = months.flatMap((at) =>
      ONE_OF_EACH.flatMap((one) =>
        ONE_OF_EACH.map((other): Deed => ({ month: at, people: [one, other], cell: 0, isReal: false })),
      ),
    );
    const run = (real: Deed[]) => {
      const deeds = [...real, ...ghosts];
      const known = PERIODS.flatMap((period): Known<Deed>[] => {
        const { base, ...spans } = spansOf(period);
        const talks = real
          .filter((deed) => deed.month >= base && deed.month < period.to)
          .map(({ month: at, people: [mentorId = '', menteeId = ''] }): Talk => {
            const rest = { minutes: 20, unextended: 1, written: 1, both: 1, useful: 0, useless: 0 };
            return { span: at - base, n: 1, mentorId, menteeId, ...rest };
          });
        const facts: Pick<Facts, 'months' | 'first' | 'isQuarter' | 'talks' | 'people'> = {
          ...spans,
          talks,
          people: PEOPLE,
        };
        const course = departmentCourse(facts);
        const covered = tell(course)?.months ?? [];
        const ofPairs = (pairsOf(facts)?.pairs ?? []).map(
          ({ helpers, helped }) =>
            new Set(
              deeds.filter(
                ({ month: at, people: [mentor, mentee] }) =>
                  covered.includes(at - base) && departmentOf(mentor!) === helpers && departmentOf(mentee!) === helped,
              ),
            ),
        );
        const all = allTalks(facts);
        return [...toldOf(course, base, deeds, across), ...toldOf(all, base, deeds, () => 0), ...ofPairs];
      });
      expect(findOut(deeds, known, FEWEST)).toEqual([]);
    };
    fc.assert(fc.property(fc.array(talked, { minLength: 60, maxLength: 400, size: 'max' }), run), runs);
  });
});

describe('The attacker', () => {
  const of = (people: string[]) => people.map((id) => ({ people: [id] }));

  it('subtracts a month from its quarter', () => {
    const [july, later] = [of(['a', 'b', 'c', 'd', 'e']), of(['a', 'f'])];
    expect(findOut([...july, ...later], [new Set(july), new Set([...july, ...later])], FEWEST)).toEqual([later]);
  });

  it('adds and subtracts several figures', () => {
    const [a, b, c] = [of(['a', 'b']), of(['c', 'd', 'e', 'f']), of(['g', 'h', 'i'])];
    const known = [new Set([...a, ...b]), new Set([...b, ...c]), new Set([...a, ...c])];
    expect(findOut([...a, ...b, ...c], known, FEWEST)).toEqual(expect.arrayContaining([a, b, c]));
  });
});
