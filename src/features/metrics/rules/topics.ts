import { areFew } from '../../../small-counts.ts';
import { matchCourse, waitListCourse } from './asking.ts';
import { add, emptyVector, type Vector } from './cell.ts';
import type { Facts, TopicAsk } from './facts.ts';
import { tell, tellGroups } from './gate.ts';

/** A topic that many look for. `asks` and `unmet` are told for quarters, and only where neither they nor what remains is of few. */
export type Wanted = { name: string; asks: number | undefined; unmet: number | undefined; offered: number };
export type Topics = {
  /** In demand without supply: five people or more looked for it and found nobody. */
  short: Wanted[];
  /** Offered by five people or more, and looked for by fewer. */
  idle: { name: string; offered: number }[];
};

type Needed = Pick<Facts, 'months' | 'first' | 'isQuarter' | 'asks' | 'waitListed' | 'topicAsks' | 'topics'>;

/** Which skills are short and which lie idle: only those of the vocabulary, as in the digest. */
export function topicsOf(facts: Needed): Topics {
  const { topics } = facts;
  const inPeriod = facts.topicAsks.filter(({ span }) => span >= facts.first);
  const seekers = peopleBy(inPeriod);
  const unmet = peopleBy(inPeriod.filter(({ isMatched }) => !isMatched));
  const numbers = facts.isQuarter ? numbersOf(facts) : new Map<string, Vector>();
  const short = [...unmet].flatMap(([skillId, people]): Wanted[] => {
    const topic = topics.get(skillId);
    if (!topic || areFew(people.size)) return [];
    const cells = numbers.get(skillId)?.map(({ n }) => n);
    const all = cells?.reduce((sum, n) => sum + n, 0);
    return [{ ...topic, asks: all, unmet: all === undefined ? undefined : all - (cells?.[0] ?? 0) }];
  });
  const idle = [...topics].flatMap(([skillId, topic]) =>
    areFew(topic.offered) || !areFew(seekers.get(skillId)?.size ?? 0) ? [] : [topic],
  );
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'en');
  return {
    short: short.sort((a, b) => (b.unmet ?? 0) - (a.unmet ?? 0) || byName(a, b)),
    idle: idle.sort((a, b) => b.offered - a.offered || byName(a, b)),
  };
}

function peopleBy(asks: TopicAsk[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { skillId, menteeId } of asks) found.set(skillId, (found.get(skillId) ?? new Set()).add(menteeId));
  return found;
}

/** Asks by topic: met, not met, waiting; none where a month of their totals is not told. What is not in the vocabulary is never told, and counts with the others. */
function numbersOf(facts: Needed): Map<string, Vector> {
  const groups = new Map<string, Vector>();
  const areWhole = [matchCourse(facts), waitListCourse(facts)].every((c) => tell(c)?.months.length === c.months.length);
  if (!areWhole) return groups;
  for (const { skillId, menteeId, isMatched, isWaiting, n } of facts.topicAsks) {
    const key = facts.topics.has(skillId) ? skillId : '';
    const vector = groups.get(key) ?? emptyVector(3);
    groups.set(key, vector);
    add(vector[isMatched ? 0 : isWaiting ? 2 : 1]!, n, [menteeId]);
  }
  const { told } = tellGroups(groups);
  told.delete('');
  return told;
}
