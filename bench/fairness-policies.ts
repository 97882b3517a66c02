import { addExposure, HELPED, workingDay } from '../src/features/matching/rules/exposure.ts';
import { type Mentor, PeopleIndex } from '../src/features/matching/rules/people-index.ts';
import { noteShown, rank, type Wanted } from '../src/features/matching/rules/rank.ts';
import type { Person } from './fairness-people.ts';
import type { Engine, Policy } from './fairness-simulation.ts';
import { hoursOf, instantOf } from './fairness-time.ts';

/** The app's ranking, and what directories usually do. Only the app knows who is full. */
export const policies: Record<string, Policy> = {
  Bitewise: bitewise,
  'popularity (most sessions first)': (people) => directory(people, (p) => p.sessions),
  'level, fixed ties': (people) => directory(people, (p, topic) => p.levels.get(topic)!),
  'level, random ties': (people, random) => directory(people, (p, topic) => p.levels.get(topic)! + random.next()),
  'random holder': (people, random) => directory(people, () => random.next()),
};

/** Holders by a number, ties in a fixed order. */
function directory(people: Person[], value: (person: Person, topic: number) => number): Engine {
  const rankOf = (topic: number, asker: Person) =>
    people
      .filter((person) => person.levels.has(topic) && person !== asker)
      .map((person) => ({ id: person.id, value: value(person, topic) }))
      .sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1))
      .map(({ id }) => id);
  return { rank: rankOf, learn: () => {}, helped: () => {} };
}

function bitewise(people: Person[]): Engine {
  const index = new PeopleIndex();
  const byId = new Map(people.map((person) => [person.id, person]));
  const learn = (person: Person) => index.upsert(asMentor(person, index));
  for (const person of people) learn(person);
  const helped = (person: Person, at: Temporal.Instant) => {
    const slot = index.slotOf(person.id)!;
    const { shown, shownOn } = index.columns;
    index.note(slot, addExposure(shown[slot]!, shownOn[slot]!, workingDay(at), HELPED), workingDay(at));
  };
  return { learn, helped, rank: (topic, asker, hour) => shortlist(index, byId, `${topic}`, asker, hour) };
}

function shortlist(index: PeopleIndex, byId: Map<string, Person>, skillId: string, asker: Person, hour: number) {
  const now = instantOf(hour);
  const wanted: Wanted = {
    topics: [{ skillId, weight: 1 }],
    menteeId: asker.id,
    schedule: hoursOf(asker),
    language: 'en',
    team: `${asker.department}`,
    format: undefined,
    urgency: 'today',
  };
  const ids: string[] = [];
  for (const { mentorId } of rank(index, wanted, now)) {
    const mentor = byId.get(mentorId)!;
    if (mentor.taken < mentor.capacity) ids.push(mentorId);
    if (ids.length === 10) break;
  }
  noteShown(index, ids.slice(0, 3), now);
  return ids;
}

function asMentor(person: Person, index: PeopleIndex): Mentor {
  const slot = index.slotOf(person.id);
  const recent = [...person.answerMinutes.slice(-10)].sort((a, b) => a - b);
  const median = recent[Math.floor(recent.length / 2)];
  return {
    ...hoursOf(person),
    id: person.id,
    title: '',
    team: `${person.department}`,
    language: 'en',
    formats: ['thread'],
    capacity: person.capacity,
    taken: person.taken,
    asks: person.asks,
    accepts: person.accepts,
    answerMinutes: median,
    ratings: person.sessions,
    ratingSum: person.ratingSum,
    sessions: person.sessions,
    shown: slot === undefined ? 0 : index.columns.shown[slot]!,
    shownOn: slot === undefined ? 0 : index.columns.shownOn[slot]!,
    offers: Array.from(person.levels, ([topic, level]) => ({ skillId: `${topic}`, level })),
  };
}
