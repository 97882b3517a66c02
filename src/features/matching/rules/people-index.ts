import { type Schedule, scheduleKey, scheduleOf } from '../../members/rules/index.ts';
import { hashOf } from './exposure.ts';
import { acceptRate, freedom, promptness, usefulness } from './score.ts';

/** All that ranking needs to know about one colleague. */
export type Mentor = Schedule & {
  id: string;
  title: string;
  team: string;
  /** Two letters, or '' where unknown. */
  language: string;
  formats: readonly string[];
  capacity: number;
  /** Sessions of this week. */
  taken: number;
  asks: number;
  accepts: number;
  /** Median working minutes to an answer. */
  answerMinutes: number | undefined;
  /** Different people whom they answered, and who rated them: what is said of both takes five. */
  answeredTo?: number;
  ratedBy?: number;
  ratings: number;
  ratingSum: number;
  sessions: number;
  /** Exposure as it stood on `shownOn`, a working day. */
  shown: number;
  shownOn: number;
  offers: { skillId: string; level: number }[];
};

type Holders = { slots: Int32Array<ArrayBuffer>; levels: Uint8Array<ArrayBuffer>; count: number };

const columns = {
  accept: Float32Array,
  prompt: Float32Array,
  useful: Float32Array,
  free: Float32Array,
  shown: Float32Array,
  shownOn: Int32Array,
  formats: Uint8Array,
  language: Int32Array,
  team: Int32Array,
  schedule: Int32Array,
  newcomer: Uint8Array,
  hash: Uint32Array,
} as const;
type Columns = { [K in keyof typeof columns]: InstanceType<(typeof columns)[K]> };

/** Texts that recur, as small numbers. */
class Numbers {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}

/** Everybody who offers something, in typed arrays: one slot a person, one list of holders a skill. */
export class PeopleIndex {
  readonly ids: string[] = [];
  columns: Columns = allocate(1024);
  readonly schedules: Schedule[] = [];
  readonly languages = new Numbers();
  readonly teams = new Numbers();
  readonly formats = new Numbers();
  readonly #scheduleNumbers = new Numbers();
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];
  readonly #holders = new Map<string, Holders>();
  readonly #offered: string[][] = [];

  /** Number of people in the index. */
  get size(): number {
    return this.#slots.size;
  }

  /** Slots are below this number. */
  get capacity(): number {
    return this.ids.length;
  }

  slotOf(id: string): number | undefined {
    return this.#slots.get(id);
  }

  /** Who offers a skill: slots and levels, the first `count` of each. Valid until the next change. */
  holders(skillId: string): Holders | undefined {
    return this.#holders.get(skillId);
  }

  /** How many people offer a skill. */
  offered(skillId: string): number {
    return this.#holders.get(skillId)?.count ?? 0;
  }

  /** Adds a person, or replaces what is known of them. Somebody who offers nothing is left out. */
  upsert(mentor: Mentor): void {
    this.remove(mentor.id);
    if (mentor.offers.length === 0) return;
    const slot = this.#free.pop() ?? this.ids.length;
    if (slot >= this.columns.accept.length) this.columns = grown(this.columns);
    this.ids[slot] = mentor.id;
    this.#slots.set(mentor.id, slot);
    this.#fill(slot, mentor);
    const levels = new Map(mentor.offers.map((offer) => [offer.skillId, offer.level]));
    this.#offered[slot] = [...levels.keys()];
    for (const [skillId, level] of levels) this.#hold(skillId, slot, level);
  }

  /** Forgets a person; nothing happens when they are not there. */
  remove(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    for (const skillId of this.#offered[slot]!) this.#drop(skillId, slot);
    this.#slots.delete(id);
    this.#offered[slot] = [];
    this.#free.push(slot);
  }

  /** Notes that somebody was shown; `day` is a working day. */
  note(slot: number, shown: number, day: number): void {
    this.columns.shown[slot] = shown;
    this.columns.shownOn[slot] = day;
  }

  #fill(slot: number, mentor: Mentor): void {
    const c = this.columns;
    c.accept[slot] = acceptRate(mentor.asks, mentor.accepts);
    c.prompt[slot] = promptness(mentor.answerMinutes);
    c.useful[slot] = usefulness(mentor.ratings, mentor.ratingSum);
    c.free[slot] = freedom(mentor.capacity, mentor.taken);
    c.hash[slot] = hashOf(mentor.id);
    c.newcomer[slot] = mentor.sessions === 0 ? 1 : 0;
    c.formats[slot] = mentor.formats.reduce((bits, format) => bits | (1 << this.formats.of(format)), 0);
    c.language[slot] = this.languages.of(mentor.language);
    c.team[slot] = this.teams.of(mentor.team);
    c.schedule[slot] = this.#numberOf(mentor);
    this.note(slot, mentor.shown, mentor.shownOn);
  }

  #numberOf(schedule: Schedule): number {
    const number = this.#scheduleNumbers.of(scheduleKey(schedule));
    this.schedules[number] ??= scheduleOf(schedule);
    return number;
  }

  #hold(skillId: string, slot: number, level: number): void {
    let holders = this.#holders.get(skillId);
    if (holders === undefined) {
      holders = { slots: new Int32Array(4), levels: new Uint8Array(4), count: 0 };
      this.#holders.set(skillId, holders);
    }
    if (holders.count === holders.slots.length) {
      holders.slots = larger(holders.slots, new Int32Array(holders.count * 2));
      holders.levels = larger(holders.levels, new Uint8Array(holders.count * 2));
    }
    holders.slots[holders.count] = slot;
    holders.levels[holders.count++] = level;
  }

  #drop(skillId: string, slot: number): void {
    const holders = this.#holders.get(skillId)!;
    const at = holders.slots.subarray(0, holders.count).indexOf(slot);
    const last = --holders.count;
    holders.slots[at] = holders.slots[last]!;
    holders.levels[at] = holders.levels[last]!;
  }
}

function allocate(size: number): Columns {
  return {
    accept: new Float32Array(size),
    prompt: new Float32Array(size),
    useful: new Float32Array(size),
    free: new Float32Array(size),
    shown: new Float32Array(size),
    shownOn: new Int32Array(size),
    formats: new Uint8Array(size),
    language: new Int32Array(size),
    team: new Int32Array(size),
    schedule: new Int32Array(size),
    newcomer: new Uint8Array(size),
    hash: new Uint32Array(size),
  };
}

function grown(from: Columns): Columns {
  const to = allocate(from.accept.length * 2);
  for (const name of Object.keys(columns) as (keyof Columns)[]) to[name].set(from[name]);
  return to;
}

function larger<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
