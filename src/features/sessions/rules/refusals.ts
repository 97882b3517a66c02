import { canBeDenied, isOver } from './held.ts';
import { AFTERWARDS, isVeiled, MOST_EXTENSIONS, roleOf, type Session } from './index.ts';

/** What somebody can ask of a session by a button. */
export type SessionAction =
  | 'start'
  | 'extend'
  | 'wrap up'
  | 'pick a time'
  | 'hand back'
  | 'cancel'
  | 'talked'
  | 'did not talk';

const NOT_YOURS =
  'These buttons belong to the two people of this session. `/mentor` and a topic finds a colleague for you.';
const OVER = 'This session is over, so that button no longer does anything. `/mentor` and a topic starts a new one.';
const TOO_LATE = `This session ended more than ${AFTERWARDS} days ago and is closed for good. \`/mentor\` and a topic starts a new one.`;

/** Why this member cannot do this to the session now, as a sentence for them; undefined when they can. */
export function refusal(
  session: Session,
  deed: SessionAction,
  memberId: string,
  now: Temporal.Instant,
): string | undefined {
  if (!roleOf(session, memberId)) return NOT_YOURS;
  return refusals[deed](session, memberId, now);
}

const NOTHING_TO_SAY = 'Whether you talked can be said once the time of the session is over, if it wasn’t called off.';

type Refusal = (session: Session, memberId: string, now: Temporal.Instant) => string | undefined;

const refusals: Record<SessionAction, Refusal> = {
  start: (session, memberId) => {
    const { state } = session;
    if (isVeiled(session) && memberId !== session.menteeId && state !== 'ended')
      return 'This was asked quietly, so the conversation opens at the agreed time, or when your colleague opens it.';
    if (state === 'running') return 'The clock is already running. The card says when it ends.';
    return state === 'ended' ? OVER : undefined;
  },
  extend: ({ state, extensions }) => {
    if (state === 'ended') return OVER;
    if (state !== 'running') return 'The clock hasn’t begun. Press Start first, and add minutes when you need them.';
    return extensions < MOST_EXTENSIONS
      ? undefined
      : 'Five minutes were added twice, and that is the most. Wrap up, and plan another session for the rest.';
  },
  'wrap up': (session, _memberId, now) => {
    if (isVeiled(session)) return 'This conversation hasn’t opened, so there’s nothing to wrap up.';
    if (session.state === 'planned' && session.plannedFor)
      return 'This session hasn’t begun, so there’s nothing to wrap up. Press Start if you’re talking already.';
    if (session.state !== 'ended') return undefined;
    if (!canLookBack(session)) return 'This session didn’t take place, so there’s nothing to wrap up.';
    return isLongAgo(session, now) ? TOO_LATE : undefined;
  },
  'pick a time': (session, _memberId, now) => {
    if (session.state === 'running')
      return session.beganEarly ? undefined : 'You’re talking already. Wrap up first, and plan another session then.';
    if (session.state !== 'ended') return undefined;
    if (session.ending !== 'nobody came') return OVER;
    return isLongAgo(session, now) ? TOO_LATE : undefined;
  },
  'hand back': (session, memberId) => {
    if (memberId !== session.mentorId) return 'Handing back is for the mentor. You can press Cancel instead.';
    return begun(session, 'handed back');
  },
  cancel: (session, memberId) => {
    if (memberId !== session.menteeId) return 'Cancelling is for the person who asked. You can hand it back instead.';
    return begun(session, 'cancelled');
  },
  talked: (session, _memberId, now) => {
    if (!isOver(session, now)) return NOTHING_TO_SAY;
    return isLongAgo(session, now) ? TOO_LATE : undefined;
  },
  'did not talk': (session, _memberId, now) => {
    if (isLongAgo(session, now)) return TOO_LATE;
    if (canBeDenied(session, now)) return undefined;
    return isOver(session, now)
      ? 'One of you has already said how it went, or you both wrote in it, so there’s nothing left to say here.'
      : NOTHING_TO_SAY;
  },
};

/** A session that was, or may well have been, a conversation. */
export function canLookBack({ ending, startedAt }: Session): boolean {
  if (ending === 'somebody left') return startedAt !== undefined;
  return ending === 'wrapped up' || ending === 'time ran out' || ending === 'nobody came';
}

function begun({ state }: Session, done: string): string | undefined {
  if (state === 'ended') return OVER;
  return state === 'running' ? `The session has begun, so it can’t be ${done}. Wrap up ends it.` : undefined;
}

/** When a session that ended is closed for good: nothing more can be said of it or planned from it. */
export const closedFrom = ({ endedAt }: Session) => endedAt?.add({ hours: 24 * AFTERWARDS });

export function isLongAgo(session: Session, now: Temporal.Instant): boolean {
  const from = closedFrom(session);
  return from !== undefined && Temporal.Instant.compare(now, from) >= 0;
}

/** Whether a button for this would do anything for one of the two. */
export function canDo(session: Session, deed: 'wrap up' | 'pick a time', now: Temporal.Instant): boolean {
  return refusals[deed](session, session.menteeId, now) === undefined;
}
