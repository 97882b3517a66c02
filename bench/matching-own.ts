import { type Mentor, PeopleIndex } from '../src/features/matching/rules/people-index.ts';
import { type Ranked, rank, type WantedTopic } from '../src/features/matching/rules/rank.ts';
import { editDistance } from '../src/features/skills/rules/edit-distance.ts';
import type { Lexicon } from '../src/features/skills/rules/lexicon.ts';
import type { Understanding } from '../src/features/skills/rules/look-up.ts';
import { normalise } from '../src/features/skills/rules/normalise.ts';
import { isSure, understand } from '../src/features/skills/rules/understand.ts';
import type { Engine, Person } from './matching-measure.ts';

const SHOWN = 20;
/** More readings than that are no help to choose from. */
const MOST_CHOICES = 5;
const now = Temporal.Instant.from('2026-03-02T10:00:00Z');

/** The app's own index on a corpus, just as the app builds it. */
export async function ownEngine(people: Person[], lexicon: Lexicon): Promise<Engine> {
  const from = performance.now();
  const index = new PeopleIndex();
  const names = namesByMeaning(lexicon, people);
  for (const person of people) {
    const offers = person.skills.map(({ name, level }) => ({ skillId: name, level }));
    index.upsert({ ...blank, id: person.id, title: person.title, offers });
  }
  return {
    name: 'Bitewise',
    buildMs: performance.now() - from,
    answer: (q) => answer(lexicon, index, names, q),
  };
}

function answer(lexicon: Lexicon, index: PeopleIndex, names: Map<string, string[]>, q: string) {
  const isOffered = (skillId: string) => names.has(skillId);
  const found = understand(lexicon, q, isOffered);
  const matched = new Map(found.map((reading) => [reading.skillId, normalise(reading.matchedText)]));
  const lists = askedTopics(found, isOffered).map((group) => {
    const topics = group.map((topic) => named(topic, names.get(topic.skillId)!, matched.get(topic.skillId)!));
    return first(rank(index, { ...asker, topics }, now), SHOWN);
  });
  const ids = inTurns(lists);
  const sure = found.some((reading) => isSure(reading) && isOffered(reading.skillId));
  return { ids, isSure: sure };
}

/** What to rank for: the sure topics together, where somebody offers one of them. Else one list for each reading that somebody offers. */
function askedTopics(found: Understanding[], isOffered: (skillId: string) => boolean): WantedTopic[][] {
  const offered = found.filter((reading) => isOffered(reading.skillId));
  const sure = offered.filter(isSure);
  const topics = (readings: Understanding[]) => readings.map((r) => ({ skillId: r.skillId, weight: r.confidence }));
  return sure.length > 0 ? [topics(sure)] : offered.slice(0, MOST_CHOICES).map((reading) => topics([reading]));
}

/** Where the app asks back, it shows the readings side by side: here the first of each, then the second, and so on. */
function inTurns(lists: string[][]): string[] {
  const turns = Array.from({ length: SHOWN }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1)));
  return [...new Set(turns.flat())].slice(0, SHOWN);
}

function first(order: Iterator<Ranked, undefined>, count: number): string[] {
  return Array.from({ length: count }, () => order.next().value?.mentorId ?? '').filter(Boolean);
}

/**
 * What each skill name of the corpus means: the vocabulary's skill where it bears that label, else the workspace's own.
 * As in the app, people keep the name that they gave; names of one meaning are found together.
 */
function namesByMeaning(lexicon: Lexicon, people: Person[]): Map<string, string[]> {
  const meanings = new Map<string, string[]>();
  for (const name of new Set(people.flatMap((person) => person.skills.map((skill) => skill.name)))) {
    const id = lexicon.find('text', lexicon.idOf(name))?.skillIds[0] ?? lexicon.add(name).id;
    const names = meanings.get(id);
    if (names === undefined) meanings.set(id, [name]);
    else names.push(name);
  }
  return meanings;
}

/** The name that is spelt most like what was asked for first, then the others that mean the same. */
function named(topic: WantedTopic, names: string[], asked: string): WantedTopic {
  const slips = (name: string) => editDistance(normalise(name), asked, 3);
  const first = [...names].sort((a, b) => slips(a) - slips(b))[0]!;
  return { skillId: first, weight: topic.weight, also: names.filter((name) => name !== first) };
}

const hours = { zone: 'Europe/Berlin', workStart: '09:00', workEnd: '17:00', workDays: [1, 2, 3, 4, 5] };
const asker = {
  menteeId: '',
  schedule: hours,
  language: 'en',
  team: '',
  format: undefined,
  urgency: 'today',
} as const;
const blank: Omit<Mentor, 'id' | 'title' | 'offers'> = {
  ...hours,
  team: '',
  language: 'en',
  formats: ['thread'],
  capacity: 2,
  taken: 0,
  asks: 0,
  accepts: 0,
  answerMinutes: undefined,
  ratings: 0,
  ratingSum: 0,
  sessions: 1,
  shown: 0,
  shownOn: 0,
};
