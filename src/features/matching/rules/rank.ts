import type { Schedule } from '../../members/rules/index.ts';
import { addExposure, attention, BAND, decay, drawn, hashOf, TURN, turn, workingDay } from './exposure.ts';
import { hoursLeftInCommon } from './hours.ts';
import type { PeopleIndex } from './people-index.ts';
import { fitOfLevel, likelihood, preference, scoreOf, type Terms, type Urgency } from './score.ts';

export type Wanted = {
  topics: WantedTopic[];
  menteeId: string;
  /** The asker's own hours; undefined counts as always free. */
  schedule: Schedule | undefined;
  language: string;
  team: string;
  format: string | undefined;
  urgency: Urgency;
};

/** One colleague in the order to show: the score, what it is made of, and the level at the first topic (0: only others). */
export type Ranked = { mentorId: string; score: number; terms: Terms; level: number; hoursInCommon: number };

/**
 * Everybody who offers one of the topics but the asker, best first; whether they may be asked is for the caller to
 * look at. The same state on the same day gives the same order, however it came about.
 * @param first whom the asker was shown before today: they keep their places.
 */
export function* rank(
  index: PeopleIndex,
  wanted: Wanted,
  now: Temporal.Instant,
  first: string[] = [],
): Generator<Ranked, undefined> {
  const pool = score(index, wanted, now);
  const kept = placesOf(index, pool, first);
  for (const i of kept) yield explain(index, pool, i, wanted);
  const seen = new Set(kept);
  for (const i of takeTurns(index, pool, workingDay(now), hashOf(wanted.topics[0]?.skillId ?? ''))) {
    if (index.ids[pool.slots[i]!] !== wanted.menteeId && !seen.has(i)) yield explain(index, pool, i, wanted);
  }
  return undefined;
}

/** Places in the pool of those of these people who are in it. */
function placesOf(index: PeopleIndex, pool: Pool, ids: string[]): number[] {
  if (ids.length === 0) return [];
  const slots = new Map(
    ids.flatMap((id, nth) => {
      const slot = index.slotOf(id);
      return slot === undefined ? [] : [[slot, nth] as const];
    }),
  );
  const places: number[] = [];
  for (let i = 0; i < pool.size; i++) {
    const nth = slots.get(pool.slots[i]!);
    if (nth !== undefined) places[nth] = i;
  }
  return places.filter((place) => place !== undefined);
}

/** Notes that these people were shown in this order, so that others get their turn. @returns what to remember of each. */
export function noteShown(
  index: PeopleIndex,
  mentorIds: string[],
  now: Temporal.Instant,
): { mentorId: string; shown: number; shownOn: number }[] {
  const day = workingDay(now);
  return mentorIds.flatMap((mentorId, i) => {
    const slot = index.slotOf(mentorId);
    if (slot === undefined) return [];
    const shown = addExposure(index.columns.shown[slot]!, index.columns.shownOn[slot]!, day, attention(i + 1));
    index.note(slot, shown, day);
    return [{ mentorId, shown, shownOn: day }];
  });
}

/** What offering the same skill under another name counts. */
const ALSO = 0.5;

type Pool = {
  slots: Int32Array;
  fits: Float32Array;
  levels: Uint8Array;
  scores: Float32Array;
  size: number;
  hours: Float32Array;
};

/** Everybody who offers one of the topics, with fit and score. One pass over the holders, no objects. */
function score(index: PeopleIndex, wanted: Wanted, now: Temporal.Instant): Pool {
  const pool = gather(index, wanted.topics);
  pool.hours = hoursLeftInCommon(index.schedules, wanted.schedule, now);
  const terms: Terms = { fit: 0, likely: 0, useful: 0, free: 0, preferences: 0 };
  const numbers = numbersOf(index, wanted);
  for (let i = 0; i < pool.size; i++) {
    fillTerms(terms, index, pool, i, numbers);
    pool.scores[i] = scoreOf(terms);
  }
  return pool;
}

function gather(index: PeopleIndex, topics: WantedTopic[]): Pool {
  const lists = topics.flatMap(({ skillId, weight, also = [] }) =>
    [skillId, ...also].flatMap((id, i) => {
      const holders = index.holders(id);
      return holders === undefined ? [] : [{ ...holders, weight: i === 0 ? weight : weight * ALSO }];
    }),
  );
  const most = lists.reduce((sum, list) => sum + list.count, 0);
  const whole = topics.reduce((sum, topic) => sum + topic.weight, 0) || 1;
  // One topic alone is weighed by its confidence; several share the fit by theirs.
  const share = topics.length === 1 ? 1 : 1 / whole;
  const pool = emptyPool(most);
  const places = lists.length > 1 ? new Int32Array(index.capacity) : undefined;
  for (const [n, list] of lists.entries())
    for (let i = 0; i < list.count; i++) {
      const slot = list.slots[i]!;
      let at = (places?.[slot] ?? 0) - 1;
      if (at < 0) {
        at = pool.size++;
        pool.slots[at] = slot;
        if (places) places[slot] = at + 1;
      }
      pool.fits[at] = Math.min(1, pool.fits[at]! + fitOfLevel(list.levels[i]!) * list.weight * share);
      if (n === 0) pool.levels[at] = list.levels[i]!;
    }
  return pool;
}

function emptyPool(size: number): Pool {
  return {
    slots: new Int32Array(size),
    fits: new Float32Array(size),
    levels: new Uint8Array(size),
    scores: new Float32Array(size),
    size: 0,
    hours: new Float32Array(0),
  };
}

/** What is wanted as the numbers of the index, so that nobody's terms cost a look at a text. */
type WantedNumbers = { urgency: Urgency; formatBit: number; language: number; team: number; unknown: [number, number] };

function numbersOf(index: PeopleIndex, wanted: Wanted): WantedNumbers {
  return {
    urgency: wanted.urgency,
    formatBit: wanted.format === undefined ? 0 : 1 << index.formats.of(wanted.format),
    language: index.languages.of(wanted.language),
    team: index.teams.of(wanted.team),
    unknown: [index.languages.of(''), index.teams.of('')],
  };
}

function fillTerms(terms: Terms, index: PeopleIndex, pool: Pool, i: number, wanted: WantedNumbers): void {
  const c = index.columns;
  const slot = pool.slots[i]!;
  const same = (own: number, other: number, unknown: number) =>
    own === unknown || other === unknown ? undefined : own === other;
  const sameTeam = same(c.team[slot]!, wanted.team, wanted.unknown[1]);
  terms.fit = pool.fits[i]!;
  terms.likely = likelihood(c.accept[slot]!, c.prompt[slot]!, pool.hours[c.schedule[slot]!]!, wanted.urgency);
  terms.useful = c.useful[slot]!;
  terms.free = c.free[slot]!;
  terms.preferences = preference(
    wanted.formatBit === 0 || (c.formats[slot]! & wanted.formatBit) !== 0,
    same(c.language[slot]!, wanted.language, wanted.unknown[0]),
    sameTeam === undefined ? undefined : !sameTeam,
  );
}

/** Places in the pool, best first: within the band of the best, whose turn it is counts as well. */
function* takeTurns(index: PeopleIndex, pool: Pool, day: number, salt: number): Generator<number, undefined> {
  const keys = turnKeys(index, pool, day);
  const lots = lotsOf(index, pool, day, salt);
  const byId = (a: number, b: number) => (index.ids[pool.slots[a]!]! < index.ids[pool.slots[b]!]! ? -1 : 1);
  const compare = (a: number, b: number) => keys[b]! - keys[a]! || lots[a]! - lots[b]! || byId(a, b);
  // Sorting 30,000 people to show three of them would cost more than all else: the best are picked first.
  const first = smallest(keys.length, 64, compare);
  yield* first;
  const seen = new Set(first);
  const others = Array.from(keys, (_, i) => i).filter((i) => !seen.has(i));
  yield* others.sort(compare);
  return undefined;
}

/** A lot for everybody in the pool, which decides between equals. */
function lotsOf(index: PeopleIndex, pool: Pool, day: number, salt: number): Uint32Array {
  const lots = new Uint32Array(pool.size);
  for (let i = 0; i < pool.size; i++) lots[i] = drawn(index.columns.hash[pool.slots[i]!]!, day, salt);
  return lots;
}

function turnKeys(index: PeopleIndex, pool: Pool, day: number): Float32Array {
  const { shown, shownOn, newcomer } = index.columns;
  const keys = pool.scores.slice(0, pool.size);
  let floor = -BAND;
  for (const key of keys) floor = Math.max(floor, key - BAND);
  let allShown = 0;
  let allScores = 0;
  for (let i = 0; i < pool.size; i++) {
    if (keys[i]! < floor) continue;
    const slot = pool.slots[i]!;
    allShown += decay(shown[slot]!, day - shownOn[slot]!);
    allScores += keys[i]!;
  }
  for (let i = 0; i < pool.size; i++) {
    if (keys[i]! < floor) continue;
    const slot = pool.slots[i]!;
    const fair = (allShown * keys[i]!) / allScores;
    keys[i]! += TURN * turn(decay(shown[slot]!, day - shownOn[slot]!), fair, newcomer[slot] === 1);
  }
  return keys;
}

/** Of the numbers from 0 up to `size`, the `count` smallest by `compare`, sorted. */
function smallest(size: number, count: number, compare: (a: number, b: number) => number): number[] {
  const best: number[] = [];
  for (let i = 0; i < size; i++) {
    if (best.length === count && compare(i, best[count - 1]!) >= 0) continue;
    if (best.length === count) best.pop();
    let at = best.length;
    for (; at > 0 && compare(i, best[at - 1]!) < 0; at--) best[at] = best[at - 1]!;
    best[at] = i;
  }
  return best;
}

function explain(index: PeopleIndex, pool: Pool, i: number, wanted: Wanted): Ranked {
  const terms: Terms = { fit: 0, likely: 0, useful: 0, free: 0, preferences: 0 };
  fillTerms(terms, index, pool, i, numbersOf(index, wanted));
  const slot = pool.slots[i]!;
  return {
    mentorId: index.ids[slot]!,
    score: pool.scores[i]!,
    terms,
    level: pool.levels[i]!,
    hoursInCommon: pool.hours[index.columns.schedule[slot]!]!,
  };
}

/**
 * A topic to rank for; `weight` from 0 to 1, the confidence with which it was understood. `also` are skills that mean
 * the same and count a little less: the workspace has both "Kubernetes" and "k8s".
 */
export type WantedTopic = { skillId: string; weight: number; also?: string[] };
