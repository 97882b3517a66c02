import { add, emptyVector, type Vector } from './cell.ts';
import { departmentKey, writtenAs } from './departments.ts';
import type { Facts } from './facts.ts';
import { type Groups, tell, tellGroups } from './gate.ts';
import { departmentCourse, groupsBy } from './talking.ts';

/** How often people of one department helped those of another, or of their own. */
export type Pair = { helpers: string; helped: string; talks: number };
export type Pairs = {
  pairs: Pair[];
  /** Talks of all other pairs of departments together, in one and between two. */
  others: number;
};

/**
 * Who talks with whom between departments. What is told of talks in one department, and between two, adds up to totals
 * that are told as well (`acrossDepartments`): so of each, what remains is told of five people or more, or of nobody.
 * Undefined for a period that is no quarter.
 */
export function pairsOf(facts: Pick<Facts, 'months' | 'first' | 'isQuarter' | 'talks' | 'people'>): Pairs | undefined {
  if (!facts.isQuarter) return undefined;
  const covered = new Set(tell(departmentCourse(facts))?.months);
  const departmentOf = groupsBy(facts.people, ({ department }) => departmentKey(department));
  const groups = { within: new Map<string, Vector>(), between: new Map<string, Vector>() };
  for (const { span, mentorId, menteeId, n } of facts.talks) {
    const [helpers, helped] = [departmentOf(mentorId), departmentOf(menteeId)];
    if (!covered.has(span) || helpers === '' || helped === '') continue;
    const family = helpers === helped ? groups.within : groups.between;
    const key = JSON.stringify([helpers, helped]);
    const vector = family.get(key) ?? emptyVector(1);
    family.set(key, vector);
    add(vector[0]!, n, [mentorId, menteeId]);
  }
  const families = [tellGroups(groups.within), tellGroups(groups.between)];
  const written = writtenAs(facts.people);
  const pairs = families.flatMap(pairsIn).map(({ helpers, helped, talks }) => {
    return { helpers: written(helpers), helped: written(helped), talks };
  });
  const name = ({ helpers, helped }: Pair) => `${helpers} ${helped}`;
  return {
    pairs: pairs.sort((a, b) => b.talks - a.talks || (name(a) < name(b) ? -1 : 1)),
    others: families.reduce((sum, { rest }) => sum + (rest[0]?.n ?? 0), 0),
  };
}

const pairsIn = ({ told }: Groups): Pair[] =>
  [...told].map(([key, vector]) => {
    const [helpers = '', helped = ''] = JSON.parse(key) as string[];
    return { helpers, helped, talks: vector[0]!.n };
  });
