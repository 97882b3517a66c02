import { isBefore } from '../../../time.ts';
import type { Session } from './index.ts';

/** A stretch of time; its end is exclusive. */
export type Span = { startsAt: Temporal.Instant; endsAt: Temporal.Instant };

/** Whether two stretches of time have a moment in common. */
export function overlap(a: Span, b: Span): boolean {
  return isBefore(a.startsAt, b.endsAt) && isBefore(b.startsAt, a.endsAt);
}

/** The time that a session takes of its two people; undefined while it is to be agreed, and once it is over. */
export function spanOf({ state, plannedFor, openedAt, startedAt, endsAt, minutes }: Session): Span | undefined {
  if (state === 'ended') return undefined;
  if (state === 'running' && startedAt && endsAt) return { startsAt: startedAt, endsAt };
  const startsAt = openedAt ?? plannedFor;
  return startsAt && { startsAt, endsAt: startsAt.add({ minutes }) };
}
