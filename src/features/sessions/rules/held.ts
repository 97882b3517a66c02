import { type Role, type Session, whoIsDue } from './index.ts';

/**
 * Whether a session was held, so that it counts. Both took part: each wrote, or pressed something in the thread. What
 * cannot be seen counts when one of them says that they talked and the other does not say otherwise. The mentee, whom it
 * was for, has the last word by looking back on it.
 */
export function isHeld(session: Session): boolean {
  const { state, ending, menteeWord, mentorWord } = session;
  if (state !== 'ended' || ending === 'handed back' || ending === 'cancelled') return false;
  if (menteeWord === 'looked back') return true;
  const words = [menteeWord, mentorWord];
  if (words.includes('did not talk')) return false;
  return words.includes('talked') || tookPart(session);
}

/** Whether both wrote or pressed something since it was time to talk. */
export function tookPart(session: Session): boolean {
  const hasBegun = session.openedAt !== undefined || session.ending === 'wrapped up';
  return hasBegun && whoIsDue(session).length === 0;
}

/** Whether its time is over, and nothing tells yet whether they talked. */
export function isUnsure(session: Session, now: Temporal.Instant): boolean {
  return isOver(session, now) && !session.menteeWord && !session.mentorWord && !tookPart(session);
}

/** Whether one of them can still say that they did not talk. What both wrote, and what the mentee made of it, stands. */
export function canBeDenied(session: Session, now: Temporal.Instant): boolean {
  const words = [session.menteeWord, session.mentorWord];
  if (words.includes('looked back') || words.includes('did not talk')) return false;
  return isOver(session, now) && !(session.format === 'thread' && tookPart(session));
}

/** Whether its time is over, or it ended when it had been time to talk. */
export function isOver(session: Session, now: Temporal.Instant): boolean {
  const { state, ending, startedAt, endsAt } = session;
  if (state === 'running') return endsAt !== undefined && Temporal.Instant.compare(endsAt, now) <= 0;
  if (state !== 'ended') return false;
  if (ending === 'somebody left') return startedAt !== undefined;
  return ending === 'wrapped up' || ending === 'time ran out' || ending === 'nobody came';
}

/** Messages of each that make an exchange a conversation while a time is still to come. */
const LINES_OF_EACH = 3;
/** Minutes of silence after which an exchange is a new one. */
const PAUSE_BETWEEN = 30;

/**
 * Two people who talk before the agreed time have begun. A word or two from each is how a time is agreed on; three from
 * each without a longer pause is a conversation.
 */
export function hasBegunEarly({ state, beganEarly, menteeLines, mentorLines }: Session): boolean {
  // Who put it off again after that was only planning, and says so once.
  return state === 'planned' && !beganEarly && menteeLines >= LINES_OF_EACH && mentorLines >= LINES_OF_EACH;
}

/** How many messages of each the exchange has with one more, while a time is still to come. */
export function withLine(session: Session, by: Role, now: Temporal.Instant): Record<Role, number> {
  const last = session.lastLineAt;
  const isNew = !last || Temporal.Instant.compare(last.add({ minutes: PAUSE_BETWEEN }), now) < 0;
  const before = isNew ? { mentee: 0, mentor: 0 } : { mentee: session.menteeLines, mentor: session.mentorLines };
  return { ...before, [by]: before[by] + 1 };
}
