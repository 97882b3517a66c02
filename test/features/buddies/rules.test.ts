import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { type Candidate, drawBuddy, fitOf, kindOf } from '../../../src/features/buddies/rules/index.ts';
import { buddyFiles, checkInFile, functionFile } from '../../../src/features/buddies/service/buddy-files.ts';

const fit = fc.constantFrom(0 as const, 1 as const, 2 as const);
const anyCandidates = fc.uniqueArray(
  fc.record<Candidate>({
    id: fc.integer({ min: 0, max: 30 }).map((n) => `U${n}`),
    fit,
    taken: fc.integer({ min: 0, max: 4 }),
    lastAsked: fc.option(fc.constantFrom('2026-01-01T09:00:00.000Z', '2026-02-01T09:00:00.000Z'), { nil: undefined }),
  }),
  { selector: (c) => c.id, maxLength: 12 },
);

describe('Whose turn it is', () => {
  it('is somebody with room left: of the best fit, with the fewest newcomers, asked longest ago', () => {
    fc.assert(
      fc.property(anyCandidates, fc.nat(), (candidates, seed) => {
        const drawn = candidates.find((c) => c.id === drawBuddy(candidates, seed));
        const free = candidates.filter((c) => c.taken < 3);
        expect(drawn === undefined).toBe(free.length === 0);
        for (const other of free) {
          expect(other.fit).toBeGreaterThanOrEqual(drawn!.fit);
          if (other.fit === drawn!.fit) expect(other.taken).toBeGreaterThanOrEqual(drawn!.taken);
          if (other.fit === drawn!.fit && other.taken === drawn!.taken)
            expect((other.lastAsked ?? '') >= (drawn!.lastAsked ?? '')).toBe(true);
        }
      }),
    );
  });

  it('goes round: nobody of equal fit takes on a second newcomer before everybody has one, and nobody a fourth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(), { maxLength: 40 }), (people, seeds) => {
        const all: Candidate[] = Array.from({ length: people }, (_, i) => ({
          ...{ id: `U${i}`, fit: 1 as const, taken: 0, lastAsked: undefined },
        }));
        for (const [turn, seed] of seeds.entries()) {
          const drawn = all.find((c) => c.id === drawBuddy(all, seed));
          if (!drawn) break;
          drawn.taken += 1;
          drawn.lastAsked = `2026-01-01T00:00:00.${String(turn).padStart(3, '0')}Z`;
          const counts = all.map((c) => c.taken);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
        expect(all.reduce((sum, c) => sum + c.taken, 0)).toBe(Math.min(seeds.length, people * 3));
      }),
    );
  });

  it('is decided by chance among equals: with many draws each of them comes up', () => {
    const equals = ['A', 'B', 'C'].map((id) => ({ id, fit: 0 as const, taken: 1, lastAsked: undefined }));
    const drawn = new Set(Array.from({ length: 60 }, (_, seed) => drawBuddy(equals, seed)));
    expect([...drawn].sort()).toEqual(['A', 'B', 'C']);
  });
});

describe('The kind of work', () => {
  const { functions } = buddyFiles();
  const workOf = (title: string, department = '') => kindOf({ title, department }, functions).work;

  it.each([
    ['Junior Software Engineer', 'engineering'],
    ['Principal Platform Engineer (Kubernetes)', 'engineering'],
    ['Backend Engineer, Payments', 'engineering'],
    ['Engineering Manager', 'engineering'],
    ['Senior Data Engineer', 'engineering'],
    ['Product Analyst (SQL, Experiments)', 'data'],
    ['Product Designer', 'design'],
    ['Head of Design', 'design'],
    ['Senior UX Researcher', 'research'],
    ['Research Scientist', 'research'],
    ['Ward Nurse', 'healthcare'],
    ['Healthcare Assistant', 'healthcare'],
    ['Physiotherapist', 'healthcare'],
    ['Maths Teacher', 'education'],
    ['School Administrator', 'education'],
    ['Store Manager', 'retail'],
    ['Checkout Assistant', 'retail'],
    ['CNC Machinist', 'manufacturing'],
    ['Maintenance Technician', 'manufacturing'],
    ['Crane Operator', 'operations'],
    ['Site Manager', 'construction'],
    ['Policy Adviser', 'public sector'],
    ['Social Worker', 'public sector'],
    ['Office Administrator', 'office'],
    ['Database Administrator', 'engineering'],
    ['Design Systems Lead (Figma)', 'design'],
    ['Customer Education', 'customers'],
    ['Social Media Manager', 'marketing'],
    ['Server Administrator', undefined],
    ['Customer Care Agent', 'customers'],
    ['Administrator', undefined],
    ['Receptionist', 'office'],
    ['Sous Chef', 'hospitality'],
    ['Restaurant Manager', 'hospitality'],
    ['Product Manager, Payments', 'product'],
    ['Technical Writer', 'content'],
    ['Learning and Development Lead (Coaching)', 'people'],
    ['Customer Success Manager', 'customers'],
    ['Account Executive (Negotiation)', 'sales'],
    ['Softwareentwicklerin', undefined],
    ['Senior Entwicklerin', 'engineering'],
    ['Lead', undefined],
    ['', undefined],
  ])('of “%s” is %s', (title, work) => expect(workOf(title)).toBe(work));

  it('is told by the department where the title says nothing', () => {
    expect(workOf('Lead', 'Design')).toBe('design');
    expect(workOf('Product Designer', 'Engineering')).toBe('design');
  });

  it('fits best in another team, less well in the same or an unknown one, and not at all when it is known to differ', () => {
    expect(fitOf({ work: 'design', team: 'web' }, { work: 'design', team: 'apps' })).toBe(0);
    expect(fitOf({ work: 'design', team: 'web' }, { work: 'design', team: 'web' })).toBe(1);
    expect(fitOf({ work: 'design', team: undefined }, { work: 'design', team: 'web' })).toBe(1);
    expect(fitOf({ work: undefined, team: 'web' }, { work: 'design', team: 'apps' })).toBe(2);
    expect(fitOf({ work: 'data', team: 'web' }, { work: 'design', team: 'apps' })).toBeUndefined();
  });

  it('is found in any text without ever failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, department) => {
        const { work } = kindOf({ title, department }, functions);
        expect(work === undefined || [...functions.values()].includes(work)).toBe(true);
      }),
    );
  });
});

describe('The files with the words', () => {
  it('are refused with file and line', () => {
    const faults = (schema: Parameters<typeof parseContent>[2], text: string) => () =>
      parseContent('x.yml', text, schema);
    expect(faults(checkInFile, 'first: too short\ncheckIns: []\n')).toThrow(
      /content\/x\.yml:1 must have 50 characters at least/,
    );
    expect(faults(checkInFile, 'first: too short\ncheckIns: []\n')).toThrow(/content\/x\.yml:2 must hold the five/);
    expect(faults(functionFile, 'design: [ux]\ndata: [data,\n  ux]\n')).toThrow(
      /content\/x\.yml:3 “ux” is under design already/,
    );
    expect(faults(functionFile, 'design: [Two Words]\n')).toThrow(/x\.yml:1 must be one word/);
    expect(faults(functionFile, '- design\n')).toThrow(/content\/x\.yml:1/);
  });

  it('ask on five days and give three answers each', () => {
    expect(buddyFiles().checkIns.map((c) => [c.day, c.answers.length])).toEqual([1, 5, 20, 60, 90].map((d) => [d, 3]));
  });
});
