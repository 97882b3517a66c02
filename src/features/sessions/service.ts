import type { Work } from '../../work.ts';
import type { Format } from '../members/rules.ts';
import type { Session, SessionState } from './rules.ts';

export type NewSession = {
  requestId: string;
  offerId: string;
  mentorId: string;
  menteeId: string;
  skillId: string;
  goal: string;
  minutes: number;
  format: Format;
  /** `now`, at an agreed time, or `later`: the two agree on a time in the conversation. */
  at: 'now' | 'later' | Temporal.Instant;
};

/** Opens the conversation of an accepted offer. @returns the id of the session. */
export async function openSession(_work: Work, _session: NewSession): Promise<string> {
  throw new Error('not written yet');
}

/** A session, or undefined when there is none of that id. */
export async function getSession(_work: Work, _id: string): Promise<Session | undefined> {
  return undefined;
}

/** A member's sessions, as mentor or mentee, in any of these states; the newest first. */
export async function sessionsOf(_work: Work, _memberId: string, _states: SessionState[]): Promise<Session[]> {
  return [];
}

/**
 * How many sessions each of these mentors has or had in the week of `now` (Monday to Sunday, their own zone), those that
 * came to nothing left out.
 */
export async function countSessionsInWeek(
  _work: Work,
  mentorIds: string[],
  _now: Temporal.Instant,
): Promise<Map<string, number>> {
  return new Map(mentorIds.map((id) => [id, 0]));
}

/** A member left or paused: what they cannot hold any more is ended decently, and the other person hears of it. */
export async function partnerGone(_work: Work, _memberId: string, _why: 'left' | 'paused'): Promise<void> {}
