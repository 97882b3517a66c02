import { isBefore } from '../../../time.ts';
import type { Session } from './index.ts';

/** Whether its card still has something to say: what was wrapped up before it could come stands in its thread. */
export function needsCard({ state, ending }: Session): boolean {
  return state !== 'ended' || ending === 'wrapped up';
}

/** Whether an agreed time is over before anybody could be told that it has come. */
export function isMissed({ plannedFor, minutes }: Session, now: Temporal.Instant): boolean {
  return plannedFor !== undefined && Temporal.Instant.compare(now, plannedFor.add({ minutes })) >= 0;
}

/** Whether the time on which they agreed is now, so that they expect to hear of it whatever their hours. */
export function isAtAgreedTime(session: Session, now: Temporal.Instant): boolean {
  const { plannedFor } = session;
  return plannedFor !== undefined && !isBefore(now, plannedFor) && !isMissed(session, now);
}
