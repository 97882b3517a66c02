import { type Urgency, urgencies } from '../src/features/matching/rules/score.ts';
import { type Expectation, expectationFrom, type Wait } from '../src/features/requests/rules/expectation.ts';
import { MOST } from '../src/features/requests/store/expectation.ts';
import { Cascade, type Ended } from './fairness-cascade.ts';
import { createPeople, type Person, TOPICS } from './fairness-people.ts';
import { instantOf } from './fairness-time.ts';
import { type Random, seeded, zipf } from './random.ts';

export type World = { days: number; members: number; asksADay: number; seed: number };

/** A policy sees what the app would see, never what a person will do. */
export type Engine = {
  /** Ids of whom to ask, best first; `hour` counts from a Monday at midnight UTC. */
  rank(topic: number, asker: Person, hour: number): string[];
  /** Somebody's record has changed. */
  learn(person: Person): void;
  /** Somebody said yes. */
  helped(person: Person, at: Temporal.Instant): void;
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
  /** What each asker was told beforehand, and what came of it. */
  told: { topic: number; expected: Expectation | undefined; wait: Wait }[];
};

const CARD = 3;
/** Of those who pick from a card, the shares that take the first, second and third. */
const PICKS = [0.6, 0.85, 1];

/** Every working day of the span: asks by Zipf over topics, a pick from the card, then the app's cascade. */
export function simulate({ days, members, asksADay, seed }: World, policy: Policy): Outcome {
  const random = seeded(seed);
  const people = createPeople(members, random);
  const engine = policy(people, seeded(seed + 1000));
  const run = new Run(people, engine, random);
  const topicOf = zipf(TOPICS, random);
  for (let day = 0; day < days; day++) {
    if (day % 7 === 0) run.startWeek(day * 24);
    if (day % 7 >= 5) continue;
    const hours = Array.from({ length: asksADay }, () => day * 24 + 8 + random.next() * 8).sort((a, b) => a - b);
    for (const hour of hours) run.ask(topicOf(), random.of(people), hour);
  }
  run.liveUntil(Number.POSITIVE_INFINITY);
  return run.outcome;
}

type Told = { cascade: Cascade; expected: Expectation | undefined };

class Run {
  readonly outcome: Outcome;
  readonly #byId: Map<string, Person>;
  readonly #engine: Engine;
  readonly #random: Random;
  #open: Told[] = [];
  readonly #all: Cascade[] = [];
  readonly #past = new Map<number, Cascade[]>();

  constructor(people: Person[], engine: Engine, random: Random) {
    this.outcome = { people, asks: 0, waits: [], qualities: [], shown: new Map(), told: [] };
    this.#byId = new Map(people.map((person) => [person.id, person]));
    this.#engine = engine;
    this.#random = random;
  }

  startWeek(hour: number): void {
    this.liveUntil(instantOf(hour).epochMilliseconds);
    for (const person of this.outcome.people) {
      if (person.taken === 0) continue;
      person.taken = 0;
      this.#engine.learn(person);
    }
  }

  ask(topic: number, asker: Person, hour: number): void {
    this.liveUntil(instantOf(hour).epochMilliseconds);
    this.outcome.asks++;
    const order = this.#engine.rank(topic, asker, hour).map((id) => this.#byId.get(id)!);
    const card = order.slice(0, CARD);
    for (const { id } of card) this.outcome.shown.set(id, (this.outcome.shown.get(id) ?? 0) + 1);
    const draw = this.#random.next();
    const picked =
      card[
        Math.min(
          card.length - 1,
          PICKS.findIndex((share) => draw < share),
        )
      ];
    const urgency: Urgency = this.#random.of(urgencies);
    const learn = (person: Person) => this.#engine.learn(person);
    const cascade = new Cascade({ topic, asker, hour, urgency, picked, order }, this.#random, learn);
    this.#open.push({ cascade, expected: this.#expected(topic, cascade.next) });
    this.#all.push(cascade);
    this.#past.set(topic, [...(this.#past.get(topic) ?? []), cascade]);
  }

  /** Lets everything happen that happens before `end` (epoch milliseconds), in the order of time. */
  liveUntil(end: number): void {
    for (;;) {
      const next = this.#open.reduce<Told | undefined>(
        (first, told) => (first && told.cascade.next >= first.cascade.next ? first : told),
        undefined,
      );
      if (next === undefined || next.cascade.next >= end) return;
      next.cascade.advance();
      if (next.cascade.ended) this.#close(next, next.cascade.ended);
    }
  }

  #close(told: Told, ended: Ended): void {
    this.#open = this.#open.filter((other) => other !== told);
    const { topic, askedAt } = told.cascade;
    const { helper, at } = ended;
    this.outcome.told.push({ topic, expected: told.expected, wait: ended });
    if (helper === undefined) return;
    const skill = helper.truth.skill.get(topic)!;
    this.outcome.waits.push((at.epochMilliseconds - askedAt.epochMilliseconds) / 3_600_000);
    this.outcome.qualities.push(skill);
    this.#engine.helped(helper, at);
    helper.taken++;
    helper.sessions++;
    helper.ratingSum += Math.min(5, Math.max(1, Math.round(1 + 4 * skill + (this.#random.next() - 0.5))));
    this.#engine.learn(helper);
  }

  /** What the app would say: from requests whose lifetime is over, the latest ones. */
  #expected(topic: number, now: number): Expectation | undefined {
    return expectationFrom(latest(this.#past.get(topic) ?? [], now), latest(this.#all, now));
  }
}

function latest(past: Cascade[], now: number): Wait[] {
  const found: Wait[] = [];
  for (let i = past.length - 1; i >= 0 && found.length < MOST; i--) {
    const { ended, lifetime } = past[i]!;
    if (ended !== undefined && lifetime <= now) found.push(ended);
  }
  return found;
}
