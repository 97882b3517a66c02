import type { Urgency } from '../src/features/matching/rules/score.ts';
import {
  addWorkingMinutes,
  nextWorkingDay,
  nextWorkingMoment,
  type Schedule,
  workingMinutesBetween,
} from '../src/features/members/rules/index.ts';
import { gateOf } from '../src/features/prompts/rules.ts';
import type { Wait } from '../src/features/requests/rules/expectation.ts';
import {
  type Candidate,
  type CascadeState,
  expiryOf,
  nextStep,
  type OfferState,
  patientUntil,
} from '../src/features/requests/rules/index.ts';
import { readSettings } from '../src/features/settings/rules/index.ts';
import { isBefore } from '../src/time.ts';
import type { Person } from './fairness-people.ts';
import { hoursOf, instantOf } from './fairness-time.ts';
import type { Random } from './random.ts';

const { offerMinutes } = readSettings('{}');
/** Somebody who would take longer than this many working hours does not answer at all. */
const PATIENCE = 4;
const CANDIDATES = 10;

type Answer = { says: 'yes' | 'no' | 'nothing'; at: Temporal.Instant };
type Asked = { mentor: Person; state: OfferState; offeredAt: Temporal.Instant; answerBy: Temporal.Instant } & Answer;

export type Ended = Wait & { at: Temporal.Instant; helper: Person | undefined };

/**
 * One request of an invented person, led through the app's own rules: who is asked next, when they may be written to,
 * how long they have, late answers, the end of its lifetime. Only how people answer is invented.
 */
export class Cascade {
  readonly topic: number;
  readonly askedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  /** When something happens next, and the end of its lifetime, as numbers that are quick to compare (milliseconds). */
  next: number;
  readonly lifetime: number;
  ended: Ended | undefined;
  readonly #schedule: Schedule;
  readonly #queue: Person[];
  readonly #asked: Asked[] = [];
  readonly #random: Random;
  readonly #learn: (person: Person) => void;
  readonly #patientUntil: Temporal.Instant;
  readonly #chosenId: string | undefined;
  readonly #takenBackAt: Temporal.Instant | undefined;

  constructor(
    ask: { topic: number; asker: Person; hour: number; urgency: Urgency; picked: Person | undefined; order: Person[] },
    random: Random,
    learn: (person: Person) => void,
  ) {
    const { topic, asker, picked, order } = ask;
    this.topic = topic;
    this.#schedule = hoursOf(asker);
    this.askedAt = instantOf(ask.hour);
    this.expiresAt = expiryOf(this.#schedule, this.askedAt);
    this.next = this.askedAt.epochMilliseconds;
    this.lifetime = this.expiresAt.epochMilliseconds;
    this.#patientUntil = patientUntil(ask.urgency, this.#schedule, this.askedAt, this.expiresAt);
    this.#chosenId = picked?.id;
    this.#queue = [...new Set(picked === undefined ? order : [picked, ...order])].slice(0, CANDIDATES);
    this.#random = random;
    this.#learn = learn;
    this.#takenBackAt = takenBackAt(this.#schedule, this.askedAt, random);
  }

  /** Everything that happens at `next`; afterwards it has ended, or `next` lies ahead. */
  advance(): void {
    const now = Temporal.Instant.fromEpochMilliseconds(this.next);
    if (this.#takenBackAt !== undefined && !isBefore(now, this.#takenBackAt)) {
      this.#end('withdrawn', now);
      return;
    }
    for (const asked of this.#asked) {
      if (isOpen(asked) && asked.says !== 'nothing' && !isBefore(now, asked.at) && this.#answered(asked, now)) return;
      if (asked.state === 'pending' && !isBefore(now, asked.answerBy)) asked.state = 'lapsed';
    }
    const step = nextStep(this.#state(now), now);
    if (step.do === 'close') this.#end('unmatched', now);
    else if (step.do === 'ask') this.#ask(this.#queue.find((person) => person.id === step.mentorId)!, now);
    if (this.ended === undefined) this.#sleep(step.do === 'wait' ? step.until : this.expiresAt);
  }

  #state(now: Temporal.Instant): CascadeState {
    return {
      request: { state: 'open', chosenId: this.#chosenId, expiresAt: this.expiresAt },
      offers: this.#asked.map(({ mentor, state }) => ({ mentorId: mentor.id, state })),
      candidates: this.#isAsking() ? [] : this.#candidates(now),
      patientUntil: this.#patientUntil,
    };
  }

  /** The rule looks at nobody else while somebody is being asked, and working out everybody's hours takes long. */
  #isAsking(): boolean {
    return this.#asked.some(({ state }) => state === 'pending');
  }

  #candidates(now: Temporal.Instant): Candidate[] {
    const asked = new Set(this.#asked.map(({ mentor }) => mentor));
    return this.#queue
      .filter((person) => !asked.has(person))
      .map((person) => ({
        id: person.id,
        isEligible: person.taken < person.capacity,
        reachableAt: reachableAt(person, now),
      }));
  }

  #ask(mentor: Person, now: Temporal.Instant): void {
    const answerBy = addWorkingMinutes(hoursOf(mentor), now, offerMinutes);
    contact(mentor, now);
    this.#asked.push({ mentor, state: 'pending', offeredAt: now, answerBy, ...answerOf(mentor, now, this.#random) });
  }

  /** @returns whether that was the end. */
  #answered(asked: Asked, now: Temporal.Instant): boolean {
    const { mentor } = asked;
    const isYes = asked.says === 'yes' && mentor.taken < mentor.capacity;
    asked.state = isYes ? 'accepted' : 'declined';
    mentor.asks++;
    if (isYes) mentor.accepts++;
    mentor.answerMinutes.push(workingMinutesBetween(hoursOf(mentor), asked.offeredAt, now));
    if (isYes) this.#end('accepted', now, mentor);
    this.#learn(mentor);
    return isYes;
  }

  #sleep(until: Temporal.Instant): void {
    const times = this.#asked.flatMap((asked) => {
      const answer = isOpen(asked) && asked.says !== 'nothing' ? [asked.at] : [];
      return asked.state === 'pending' ? [...answer, asked.answerBy] : answer;
    });
    if (this.#takenBackAt !== undefined) times.push(this.#takenBackAt);
    this.next = Math.min(...[...times, this.expiresAt, until].map((at) => at.epochMilliseconds));
  }

  #end(end: Wait['end'], at: Temporal.Instant, helper?: Person): void {
    const minutes = Math.round(workingMinutesBetween(this.#schedule, this.askedAt, at));
    this.ended = { end, minutes, at, helper, helperId: helper?.id };
  }
}

const isOpen = ({ state }: Asked) => state === 'pending' || state === 'lapsed';

function reachableAt(person: Person, now: Temporal.Instant): Temporal.Instant | undefined {
  const schedule = hoursOf(person);
  const open = gateOf({
    now,
    contactsToday: person.contacts.day === dayOf(schedule, now) ? person.contacts.count : 0,
    pausedUntil: undefined,
    nextWorkingMoment: nextWorkingMoment(schedule, now),
    nextWorkingDay: nextWorkingDay(schedule, now),
    isGone: false,
  });
  if (open.ok) return now;
  return 'until' in open ? open.until : undefined;
}

function contact(person: Person, now: Temporal.Instant): void {
  const day = dayOf(hoursOf(person), now);
  person.contacts = { day, count: person.contacts.day === day ? person.contacts.count + 1 : 1 };
}

const dayOf = ({ zone }: Schedule, now: Temporal.Instant) => now.toZonedDateTimeISO(zone).toPlainDate().toString();

/** A yes grows rarer with the load of the week and late in the day; some do not answer at all. */
function answerOf(mentor: Person, now: Temporal.Instant, random: Random): Answer {
  const schedule = hoursOf(mentor);
  const takes = mentor.truth.answerHours * (0.3 + 1.4 * random.next());
  const load = Math.min(1, mentor.taken / mentor.capacity);
  const isLate = now.toZonedDateTimeISO(schedule.zone).hour >= 15;
  const isYes = random.next() < mentor.truth.willingness * (1 - 0.5 * load) * (isLate ? 0.8 : 1);
  if (takes > PATIENCE) return { says: 'nothing', at: now };
  return { says: isYes ? 'yes' : 'no', at: addWorkingMinutes(schedule, now, Math.round(takes * 60)) };
}

/** One asker in ten finds another way within a working day. */
function takenBackAt(schedule: Schedule, askedAt: Temporal.Instant, random: Random): Temporal.Instant | undefined {
  const minutes = random.below(480);
  return random.next() < 0.1 ? addWorkingMinutes(schedule, askedAt, minutes) : undefined;
}
