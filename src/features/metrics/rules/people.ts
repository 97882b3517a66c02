import { areFew } from '../../../small-counts.ts';
import { add, emptyVector, type Vector } from './cell.ts';
import { departmentKey } from './departments.ts';
import type { Facts } from './facts.ts';
import { FEW, type Figure, NOTHING, share, shareOfPeople, told } from './figure.ts';
import { mayTell, tell } from './gate.ts';
import { gini } from './statistics.ts';
import { allTalks } from './talking.ts';

/** Who asked or was in a talk lately, and in how many departments. */
export function participation({ people, active: { in30, in90 } }: Pick<Facts, 'people' | 'active'>) {
  const here = people.filter(({ isHere }) => isHere);
  const vector = emptyVector(3);
  for (const { id } of here) add(vector[in30.has(id) ? 0 : in90.has(id) ? 1 : 2]!, 1, [id]);
  return {
    active30: shareOfPeople(vector),
    active90: shareOfPeople([merged(vector[0]!, vector[1]!), vector[2]!]),
    departments: departments(here, in90),
  };
}

const merged = (one: Vector[number], other: Vector[number]) => ({
  n: one.n + other.n,
  sum: 0,
  people: [(one.people[0] ?? new Set<string>()).union(other.people[0] ?? new Set<string>())],
});

/** Of the departments with five people or more, those in which five or more took part. */
function departments(here: Facts['people'], active: Set<string>): Figure {
  const groups = Map.groupBy(here, ({ department }) => departmentKey(department));
  groups.delete('');
  const big = [...groups.values()].filter((members) => !areFew(members.length));
  if (big.length === 0) return groups.size === 0 ? NOTHING : FEW;
  const busy = big.filter((members) => !areFew(members.filter(({ id }) => active.has(id)).length));
  return { is: 'told', value: busy.length, of: big.length, left: 0 };
}

/** How the work of helping is spread. Who helps most is never one person, nor fewer than five. */
export function load(
  facts: Pick<Facts, 'months' | 'first' | 'talks' | 'people' | 'weeks' | 'isQuarter' | 'helpersBefore'>,
) {
  const out = tell(allTalks(facts));
  const byMentor = new Map<string, number>();
  for (const { mentorId, span, n } of facts.talks)
    if (out?.months.includes(span)) byMentor.set(mentorId, (byMentor.get(mentorId) ?? 0) + n);
  const amounts = [...byMentor.values()].sort((a, b) => b - a);
  const busiest = Math.max(5, Math.ceil(amounts.length / 20));
  const isTold = out !== undefined && !areFew(amounts.length - busiest);
  const total = amounts.reduce((sum, n) => sum + n, 0);
  const top = amounts.slice(0, busiest).reduce((sum, n) => sum + n, 0);
  return {
    evenness: isTold ? told(Math.round(gini(amounts) * 100) / 100) : FEW,
    busiest: isTold ? ({ is: 'told', value: top / total, of: total, left: 0 } as Figure) : FEW,
    atLimit: atLimit(facts),
    retained: retained(facts),
  };
}

/** Of those who helped, who had all the talks of a week that they take. */
function atLimit({ weeks, people }: Pick<Facts, 'weeks' | 'people'>): Figure {
  const capacity = new Map(people.map((person) => [person.id, person.capacity]));
  const full = new Set(
    weeks.filter(({ mentorId, n }) => n >= (capacity.get(mentorId) ?? Infinity)).map((w) => w.mentorId),
  );
  const vector = emptyVector(2);
  for (const id of new Set(weeks.map((week) => week.mentorId))) add(vector[full.has(id) ? 0 : 1]!, 1, [id]);
  return shareOfPeople(vector);
}

/** Of those who helped in the quarter before, who helped in this one. */
function retained({
  isQuarter,
  helpersBefore,
  talks,
  first,
}: Pick<Facts, 'isQuarter' | 'helpersBefore' | 'talks' | 'first'>): Figure {
  if (!isQuarter) return { is: 'quarters only' };
  const now = new Set(talks.filter(({ span }) => span >= first).map(({ mentorId }) => mentorId));
  const vector = emptyVector(2);
  for (const id of helpersBefore) add(vector[now.has(id) ? 0 : 1]!, 1, [id]);
  return shareOfPeople(vector);
}

/** Of the leaders whom owners named, who helped or held office hours. */
export function leaders({
  leaderIds,
  talks,
  places,
  first,
}: Pick<Facts, 'leaderIds' | 'talks' | 'places' | 'first'>): Figure {
  const part = new Set([
    ...talks.filter(({ span }) => span >= first).map(({ mentorId }) => mentorId),
    ...places.filter(({ span }) => span >= first).map(({ hostId }) => hostId),
  ]);
  const vector = emptyVector(2);
  for (const id of new Set(leaderIds)) add(vector[part.has(id) ? 0 : 1]!, 1, [id]);
  return mayTell(vector) ? share(vector[0]!.n, vector[0]!.n + vector[1]!.n) : FEW;
}
