import { type Random, zipf } from './random.ts';

/** An invented colleague. What the app may see comes first; what only the simulation knows is under `truth`. */
export type Person = {
  id: string;
  department: number;
  years: number;
  /** Hours that local time is ahead of UTC. */
  offset: number;
  /** Level by topic; empty for those who do not want to mentor. */
  levels: Map<number, number>;
  capacity: number;
  taken: number;
  asks: number;
  accepts: number;
  /** Working minutes to each answer. */
  answerMinutes: number[];
  /** How often the app wrote to them on their last day. */
  contacts: { day: string; count: number };
  sessions: number;
  ratingSum: number;
  truth: { willingness: number; answerHours: number; skill: Map<number, number> };
};

export const TOPICS = 150;
export const DEPARTMENTS = 8;
const WILLING = 0.4;

/** The same people for the same seed. Two of five offer one to five topics; common topics are offered by many. */
export function createPeople(size: number, random: Random): Person[] {
  const topicOf = zipf(TOPICS, random);
  return Array.from({ length: size }, (_, i) => {
    const isWilling = random.next() < WILLING;
    const topics = isWilling ? new Set(Array.from({ length: 1 + random.below(5) }, topicOf)) : new Set<number>();
    const levels = new Map(Array.from(topics, (topic) => [topic, drawLevel(random)]));
    return {
      id: `U${i}`,
      department: random.below(DEPARTMENTS),
      years: Math.floor(random.next() ** 2 * 15),
      offset: random.of([0, 1, 1, -5]),
      levels,
      capacity: 1 + random.below(4),
      taken: 0,
      asks: 0,
      accepts: 0,
      answerMinutes: [],
      contacts: { day: '', count: 0 },
      sessions: 0,
      ratingSum: 0,
      truth: {
        willingness: 0.35 + 0.6 * random.next(),
        answerHours: 0.3 + 4 * random.next() ** 2,
        skill: new Map(Array.from(levels, ([topic, level]) => [topic, trueSkill(level, random)])),
      },
    };
  });
}

function drawLevel(random: Random): number {
  const draw = random.next();
  return draw < 0.35 ? 1 : draw < 0.8 ? 2 : 3;
}

/** What people say of themselves is about right, and no more: 0 to 1. */
function trueSkill(level: number, random: Random): number {
  return Math.min(1, Math.max(0, 0.3 + 0.2 * level + 0.3 * (random.next() - 0.5)));
}
