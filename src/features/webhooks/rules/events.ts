import { areFew } from '../../../small-counts.ts';

/** What a receiver can hear of. */
export const eventTypes = ['session.held', 'action.done', 'outcome.used', 'badge.awarded', 'pulse.closed'] as const;
export type EventType = (typeof eventTypes)[number];

/** Sent by an owner to see whether it arrives. */
export const TEST = 'webhook.test';

/** Days within which something is told that has to do with people. */
export const LONGEST_DELAY = 7;
/** The hour of the UTC day in which whatever is told on that day is sent. */
const HOUR = 6;

/**
 * When something is told: on one of the seven days that follow, drawn by lot, so that nothing says who talked that day.
 * @param draw a whole number from 0 to below what it is given
 */
export function tellAt(now: Temporal.Instant, draw: (below: number) => number): Temporal.Instant {
  const day = now.toZonedDateTimeISO('UTC').startOfDay();
  const minute = draw(60);
  return day.add({ days: 1 + draw(LONGEST_DELAY), hours: HOUR, minutes: minute, seconds: draw(60) }).toInstant();
}

/** What is sent, after Standard Webhooks: the time is that of the day, UTC. */
export function bodyOf(type: string, at: Temporal.Instant, data: Record<string, string>): string {
  const timestamp = at.toZonedDateTimeISO('UTC').startOfDay().toInstant().toString();
  return JSON.stringify({ type, timestamp, data });
}

/**
 * Departments that an event may name: five people or more are in each, and in all that is left over together. Otherwise
 * an event without a department would be about one of those few.
 * @param counts people by department, '' for those without one
 */
export function tellable(counts: ReadonlyMap<string, number>): Set<string> {
  const sorted = [...counts].filter(([key, n]) => key !== '' && !areFew(n)).sort(([, a], [, b]) => b - a);
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const left = () => all - sorted.reduce((sum, [, n]) => sum + n, 0);
  while (sorted.length > 0 && left() > 0 && areFew(left())) sorted.pop();
  return new Set(sorted.map(([key]) => key));
}
