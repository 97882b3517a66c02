import { areFew } from '../../../small-counts.ts';

/** A use of somebody's help, as the mentee said. */
export type Use = { mentorId: string; menteeId: string };

/** Somebody on the board: `place` starts at 1, and equals share it. */
export type Placed = { memberId: string; place: number; people: number };

export type Standing = Placed & { score: number };

/** Named from the top. */
const TOP = 10;
/** Named before oneself. */
const AHEAD = 2;
/** Repeats with one person that still count, so that sums of halves stay exact. */
const MOST_REPEATS = 20;

/**
 * Who helped more different people with an outcome comes first: the first time with a person weighs 1, the next ½, then
 * ¼ and so on. Only `may` appear. Equals are ordered by id, so that the order is the same every time.
 */
export function standings(uses: Use[], may: (memberId: string) => boolean): Standing[] {
  const scored = [...pairs(uses)]
    .filter(([memberId, people]) => may(memberId) && !areFew(people.size))
    .map(([memberId, people]) => ({ memberId, people: people.size, score: sum([...people.values()].map(weight)) }))
    .sort((a, b) => b.score - a.score || (a.memberId < b.memberId ? -1 : 1));
  const firstOf = new Map<number, number>();
  for (const [i, { score }] of scored.entries()) if (!firstOf.has(score)) firstOf.set(score, i + 1);
  return scored.map((one, i) => ({ ...one, place: firstOf.get(one.score) ?? i + 1 }));
}

/** How often each mentee used the help of each mentor; help to oneself is none. */
function pairs(uses: Use[]): Map<string, Map<string, number>> {
  const counted = new Map<string, Map<string, number>>();
  for (const { mentorId, menteeId } of uses) {
    if (mentorId === menteeId) continue;
    const people = counted.get(mentorId) ?? new Map<string, number>();
    counted.set(mentorId, people.set(menteeId, (people.get(menteeId) ?? 0) + 1));
  }
  return counted;
}

const weight = (times: number) => 2 - 2 ** (1 - Math.min(times, MOST_REPEATS));
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

export type BoardShown = {
  /** At most ten; nobody is shown as the last. */
  top: Placed[];
  /** The two directly ahead of the viewer and the viewer, without places, when the viewer is not among the top. */
  near: { memberId: string; people: number }[];
};

/** The part of the board that one member sees: the top and, from further down, those just ahead of them. */
export function seenBy(all: Standing[], viewerId: string): BoardShown {
  const lowest = all.at(-1)?.score;
  const isEven = all[0]?.score === lowest;
  const top = all.filter((one) => isEven || one.score !== lowest).slice(0, TOP);
  const own = all.findIndex((one) => one.memberId === viewerId);
  const near = own < top.length ? [] : all.slice(Math.max(own - AHEAD, top.length), own + 1);
  return {
    top: top.map(({ memberId, place, people }) => ({ memberId, place, people })),
    near: near.map(({ memberId, people }) => ({ memberId, people })),
  };
}

/** The calendar quarter of a moment in `zone`: when it began, and its months as "January to March 2026". */
export function quarterOf(zone: string, now: Temporal.Instant): { start: Temporal.Instant; label: string } {
  const date = now.toZonedDateTimeISO(zone).toPlainDate();
  const first = date.with({ month: date.month - ((date.month - 1) % 3), day: 1 });
  const month = (d: Temporal.PlainDate) => d.toLocaleString('en-GB', { month: 'long' });
  const label = `${month(first)} to ${month(first.add({ months: 2 }))} ${first.year}`;
  return { start: first.toZonedDateTime(zone).toInstant(), label };
}
