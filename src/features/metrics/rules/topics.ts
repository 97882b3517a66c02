import { areFew } from '../../../small-counts.ts';
import { matchCourse, waitListCourse } from './asking.ts';
import { add, emptyVector, type Vector } from './cell.ts';
import type { Facts } from './facts.ts';
import { tell, tellGroups } from './gate.ts';

/** A topic that many look for. `asks` and `unmet` are told for quarters, and only where neither they nor what remains is of few. */
export type Wanted = { name: string; asks: number | undefined; unmet: number | undefined; offered: number };
export type Topics = {
  /** In demand without supply: five people or more looked for it and found nobody. */
  short: Wanted[];
  /** Offered by five people or more, and looked for by fewer. */
  idle: { name: string; offered: number }[];
};

type Needed = Pick<Facts, 'months' | 'first' | 'isQuarter' | 'asks' | 'waitListed' | 'topics'>;

type TopicAsk = { span: number; n: number; skillId: string; menteeId: string; end: 'met' | 'unmet' | 'waiting' };

/** Asks that closed, and those of which somebody waits. */
const topicAsks = ({ asks, waitListed }: Pick<Facts, 'asks' | 'waitListed'>): TopicAsk[] => [
  ...asks.map((ask): TopicAsk => ({ ...ask, end: ask.state === 'matched' ? 'met' : 'unmet' })),
  ...waitListed.map((one): TopicAsk => ({ ...one, end: 'waiting' })),
];

const ends = ['met', 'unmet', 'waiting'] as const;

/** Which skills are short and which lie idle: only those of the vocabulary, as in the digest. */
export function topicsOf(facts: Needed): Topics {
  const { topics } = facts;
  const inPeriod = topicAsks(facts).filter(({ span }) => span >= facts.first);
  const seekers = seekersOf(inPeriod);
  const unmet = seekersOf(inPeriod.filter(({ end }) => end !== 'met'));
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

/** Who looked for each topic, by its id. */
export function seekersOf(asks: { skillId: string; menteeId: string }[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { skillId, menteeId } of asks) found.set(skillId, (found.get(skillId) ?? new Set()).add(menteeId));
  return found;
}

/** Asks by topic: met, not met, waiting; none where a month of their totals is not told. What is not in the vocabulary is never told, and counts with the others. */
function numbersOf(facts: Needed): Map<string, Vector> {
  const groups = new Map<string, Vector>();
  const areWhole = [matchCourse(facts), waitListCourse(facts)].every((c) => tell(c)?.months.length === c.months.length);
  if (!areWhole) return groups;
  for (const { skillId, menteeId, end, n } of topicAsks(facts)) {
    const key = facts.topics.has(skillId) ? skillId : '';
    const vector = groups.get(key) ?? emptyVector(3);
    groups.set(key, vector);
    add(vector[ends.indexOf(end)]!, n, [menteeId]);
  }
  const { told } = tellGroups(groups);
  told.delete('');
  return told;
}
