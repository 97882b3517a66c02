import { createPeople, type Person, TOPICS } from './fairness-people.ts';
import { workingHoursAfter } from './fairness-time.ts';
import { type Random, seeded, zipf } from './random.ts';

export type World = { days: number; members: number; asksADay: number; seed: number };

/** A policy sees what the app would see, never what a person will do. */
export type Engine = {
  /** Ids of whom to ask, best first; `hour` counts from a Monday at midnight UTC. */
  rank(topic: number, asker: Person, hour: number): string[];
  /** Somebody's record has changed. */
  learn(person: Person): void;
};
export type Policy = (people: Person[], random: Random) => Engine;

export type Outcome = {
  people: Person[];
  asks: number;
  /** Hours by the clock from asking to a yes, for those who got one. */
  waits: number[];
  /** True skill of the helper, 0 to 1, for each match. */
  qualities: number[];
  /** How often each was on a card. */
  shown: Map<string, number>;
};

/** Working hours in which somebody may answer before the next is asked; so many are asked; so many are on the card. */
const PATIENCE = 4;
const MOST_ASKED = 5;
const CARD = 3;
/** Of those who pick from a card, the shares that take the first, second and third. */
const PICKS = [0.6, 0.85, 1];

/** Every working day of the span: asks by Zipf over topics, a pick from the card, then one after the other until a yes. */
export function simulate({ days, members, asksADay, seed }: World, policy: Policy): Outcome {
  const random = seeded(seed);
  const people = createPeople(members, random);
  const byId = new Map(people.map((person) => [person.id, person]));
  const engine = policy(people, seeded(seed + 1000));
  const topicOf = zipf(TOPICS, random);
  const outcome: Outcome = { people, asks: 0, waits: [], qualities: [], shown: new Map() };
  for (let day = 0; day < days; day++) {
    if (day % 7 === 0) for (const person of people) startWeek(person, engine);
    if (day % 7 >= 5) continue;
    for (let i = 0; i < asksADay; i++) {
      const hour = day * 24 + 8 + random.next() * 8;
      const [topic, asker] = [topicOf(), random.of(people)];
      const order = engine.rank(topic, asker, hour).slice(0, MOST_ASKED * 2);
      for (const id of order.slice(0, CARD)) outcome.shown.set(id, (outcome.shown.get(id) ?? 0) + 1);
      cascade(
        outcome,
        engine,
        order.map((id) => byId.get(id)!),
        topic,
        hour,
        random,
      );
    }
  }
  return outcome;
}

function startWeek(person: Person, engine: Engine): void {
  if (person.taken === 0) return;
  person.taken = 0;
  engine.learn(person);
}

function cascade(outcome: Outcome, engine: Engine, order: Person[], topic: number, hour: number, random: Random): void {
  outcome.asks++;
  const draw = random.next();
  const picked =
    order[
      Math.min(
        order.length - 1,
        PICKS.findIndex((share) => draw < share),
      )
    ];
  const queue = picked === undefined ? [] : [picked, ...order.filter((person) => person !== picked)];
  let now = hour;
  for (const mentor of queue.slice(0, MOST_ASKED)) {
    const answer = respond(mentor, now, random);
    engine.learn(mentor);
    now = answer.at;
    if (!answer.isYes) continue;
    outcome.waits.push(now - hour);
    const skill = mentor.truth.skill.get(topic)!;
    outcome.qualities.push(skill);
    mentor.taken++;
    mentor.sessions++;
    mentor.ratingSum += Math.min(5, Math.max(1, Math.round(1 + 4 * skill + (random.next() - 0.5))));
    engine.learn(mentor);
    return;
  }
}

/** A yes grows rarer with the load of the week and late in the day; some do not answer in time. */
function respond(mentor: Person, hour: number, random: Random): { isYes: boolean; at: number } {
  const takes = mentor.truth.answerHours * (0.3 + 1.4 * random.next());
  const local = (((hour + mentor.offset) % 24) + 24) % 24;
  const load = Math.min(1, mentor.taken / mentor.capacity);
  const likely = mentor.truth.willingness * (1 - 0.5 * load) * (local > 15 ? 0.8 : 1);
  const isYes = takes <= PATIENCE && load < 1 && random.next() < likely;
  mentor.asks++;
  if (isYes) mentor.accepts++;
  if (takes <= PATIENCE) mentor.answerHours.push(takes);
  return { isYes, at: workingHoursAfter(hour, mentor.offset, Math.min(PATIENCE, takes)) };
}
