import { matchCourse, waitFigure, waitsOf } from './asking.ts';
import { add, emptyVector, type Vector } from './cell.ts';
import { departmentKey, writtenAs } from './departments.ts';
import type { Facts, Person } from './facts.ts';
import { FEW, type Figure, shareOfPeople } from './figure.ts';
import { tell, tellGroups } from './gate.ts';
import { corrected, differenceInShares } from './statistics.ts';
import { differenceInWaits, type Wait } from './survival.ts';

export const dimensions = ['department', 'tenure', 'location', 'level'] as const;
export type Dimension = (typeof dimensions)[number];
export const measures = ['asked', 'matched', 'wait', 'putForward'] as const;
export type Measure = (typeof measures)[number];

export type AccessRow = { group: string } & Record<Measure, Figure>;
export type Access = {
  dimension: Dimension;
  /** Only groups of whom something is told, by name. */
  rows: AccessRow[];
  /** The chance of such differences if there were none, corrected for the number of tests; those that could be tested. */
  differences: { measure: Measure; chance: number }[];
};

/** From which chance on a difference is not taken for more than chance. */
export const SURE = 0.05;

const bands = [
  [90, 'under 3 months'],
  [365, '3 to 12 months'],
] as const;

/** The group of a person in a dimension; '' for one that is not known. */
function groupOf(person: Person, dimension: Dimension): string {
  if (dimension === 'department') return departmentKey(person.department);
  if (dimension === 'location') return person.zone;
  if (dimension === 'level') return person.level;
  return bands.find(([days]) => person.days < days)?.[1] ?? 'over a year';
}

type Needed = Pick<Facts, 'months' | 'first' | 'isQuarter' | 'people' | 'asks' | 'putForward'>;

/** Who asks, finds somebody, waits and is put forward, by group; undefined for a period that is no quarter. */
export function access(facts: Needed): Access[] | undefined {
  if (!facts.isQuarter) return undefined;
  const all = dimensions.map((dimension) => accessBy(facts, dimension));
  const chances = corrected(all.flatMap(({ differences }) => differences.map(({ chance }) => chance)));
  return all.map((one) => ({
    ...one,
    differences: one.differences.map(({ measure }) => ({ measure, chance: chances.shift()! })),
  }));
}

function accessBy(facts: Needed, dimension: Dimension): Access {
  const { people } = facts;
  const groups = new Map(people.map((person) => [person.id, groupOf(person, dimension)]));
  const covered = new Set(tell(matchCourse(facts))?.months);
  const asks = facts.asks.filter(({ span }) => covered.has(span));
  const askers = new Set(asks.map(({ menteeId }) => menteeId));
  const here = people.filter(({ isHere }) => isHere);
  const asked = yesAndNo(here, groups, (id) => askers.has(id));
  const matched = told(byGroup(asks, groups, ({ state }) => (state === 'matched' ? 0 : 1)));
  const { putForward } = facts;
  const offering = here.filter(({ offers }) => offers);
  const forward = putForward ? yesAndNo(offering, groups, (id) => putForward.has(id)) : new Map<string, Vector>();
  const waits = new Map(
    [...matched.keys()].map((group) => [group, waitsOf(asks.filter((ask) => groups.get(ask.menteeId) === group))]),
  );
  const names = new Set([asked, matched, forward].flatMap((told) => [...told.keys()]));
  const written = dimension === 'department' ? writtenAs(people) : undefined;
  const rows = [...names].sort().map((group) => ({
    group: written?.(group) ?? group,
    asked: shareIn(asked, group),
    matched: shareIn(matched, group),
    wait: waitFigure(waits.get(group) ?? [], 0.5),
    putForward: putForward ? shareIn(forward, group) : { is: 'nothing' as const },
  }));
  return { dimension, rows, differences: differencesIn({ asked, matched, forward, waits }) };
}

type Shares = Map<string, Vector>;

function differencesIn(of: { asked: Shares; matched: Shares; forward: Shares; waits: Map<string, Wait[]> }) {
  const inShares = (shares: Shares) =>
    differenceInShares([...shares.values()].map(([yes, no]) => ({ yes: yes!.n, no: no!.n })));
  const chances: Record<Measure, number | undefined> = {
    asked: inShares(of.asked),
    matched: inShares(of.matched),
    wait: differenceInWaits([...of.waits.values()]),
    putForward: inShares(of.forward),
  };
  return measures.flatMap((measure) => {
    const chance = chances[measure];
    return chance === undefined ? [] : [{ measure, chance }];
  });
}

const told = (groups: Shares) => {
  const { told: those } = tellGroups(groups);
  those.delete('');
  return those;
};

const shareIn = (shares: Shares, group: string): Figure => {
  const vector = shares.get(group);
  return vector ? shareOfPeople(vector) : FEW;
};

/** People by group, those for whom something holds first. */
function yesAndNo(people: Person[], groups: Map<string, string>, holds: (id: string) => boolean): Shares {
  return told(
    byGroup(
      people.map(({ id }) => ({ menteeId: id, n: 1 })),
      groups,
      ({ menteeId }) => (holds(menteeId) ? 0 : 1),
    ),
  );
}

function byGroup<T extends { menteeId: string; n: number }>(
  rows: T[],
  groups: Map<string, string>,
  cell: (row: T) => 0 | 1,
): Shares {
  const all = new Map<string, Vector>();
  for (const row of rows) {
    const group = groups.get(row.menteeId) ?? '';
    const vector = all.get(group) ?? emptyVector(2);
    all.set(group, vector);
    add(vector[cell(row)]!, row.n, [row.menteeId]);
  }
  return all;
}
