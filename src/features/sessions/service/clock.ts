import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { getMembers } from '../../members/service.ts';
import { isMissed } from '../rules/card.ts';
import { hasBegunEarly, withLine } from '../rules/held.ts';
import {
  afterSilence,
  extendedEnd,
  GRACE,
  isSilent,
  isVeiled,
  lastWord,
  type Role,
  roleOf,
  type Session,
  SILENCE,
  whoIsDue,
} from '../rules/index.ts';
import { afterWorkingDays, type Bell, isCurrent } from '../rules/timetable.ts';
import {
  changeSession,
  findLiveIn,
  findLiveThread,
  lockSession,
  markHeard,
  type SessionChange,
} from '../store/index.ts';
import { missed } from './apart.ts';
import { closeByItself, endSession, sessionFor } from './ending.ts';
import { postCard, queueNews, refresh, say, sayWhoDid, scheduleTimers, setTimer, tellBoth } from './queue.ts';

/** Begins the clock. @throws UserError when it runs already, is over, or belongs to others. */
export async function startSession(tx: Tx, id: string, byId: string): Promise<void> {
  const session = await sessionFor(tx, id, 'start', byId);
  // A quiet one has no conversation until now; its clock begins there.
  if (isVeiled(session)) await openNow(tx, session);
  else await begin(tx, await notePress(tx, session, byId), session.openedAt ?? tx.now);
}

/** It is time: the conversation is there from now on, with both names. */
async function openNow(tx: Tx, session: Session): Promise<void> {
  const open = await move(tx, session, { state: 'open', opened_at: iso(tx.now) });
  if (isVeiled(session)) await postCard(tx, open);
  await say(tx, open, 'it is time', tx.now.add({ minutes: session.minutes }));
}

async function begin(tx: Tx, session: Session, openedAt: Temporal.Instant): Promise<void> {
  const endsAt = tx.now.add({ minutes: session.minutes });
  const running = await move(tx, session, {
    state: 'running',
    opened_at: iso(openedAt),
    started_at: iso(tx.now),
    ends_at: iso(endsAt),
    ...(hasBegunEarly(session) ? { began_early: 1 } : {}),
  });
  await say(tx, running, 'begun', endsAt);
}

/** Five minutes more, twice at most. @throws UserError that says why not. */
export async function extendSession(tx: Tx, id: string, byId: string): Promise<void> {
  const session = await notePress(tx, await sessionFor(tx, id, 'extend', byId), byId);
  const endsAt = extendedEnd(session, tx.now);
  const change = { ends_at: iso(endsAt), extensions: session.extensions + 1 };
  await sayWhoDid(tx, await move(tx, session, change), 'extended', byId);
}

/** Changes what the session is, with new timers and a new card. */
export async function move(tx: Tx, session: Session, change: SessionChange): Promise<Session> {
  const moved = await changeSession(tx, session.id, change);
  if (!moved) throw new Error(`Session ${session.id} is gone`);
  await scheduleTimers(tx, moved);
  await refresh(tx, moved);
  return moved;
}

export type Heard = {
  channel: string;
  memberId: string;
  threadTs: string | undefined;
  /** A group DM, where everything belongs to the session, in the thread or beside it. */
  isDirect: boolean;
};

/** The session that a message belongs to, when one of its two people wrote it. */
export async function sessionOfMessage(tx: Tx, heard: Heard): Promise<Session | undefined> {
  const inThread = heard.threadTs ? await findLiveThread(tx, heard.channel, heard.threadTs) : undefined;
  const session = inThread ?? (heard.isDirect && !heard.threadTs ? await findLiveIn(tx, heard.channel) : undefined);
  return session && roleOf(session, heard.memberId) ? session : undefined;
}

/** One of the two used something in the session, which is as good as a word. */
export async function notePress(tx: Tx, session: Session, byId: string): Promise<Session> {
  const role = roleOf(session, byId);
  return (role && (await markHeard(tx, session.id, role))) ?? session;
}

/**
 * Somebody wrote in a session. Once both have when it is time, the clock begins; and once they talk before it is time, it
 * has begun as well.
 */
export async function onMessage(tx: Tx, heard: Heard): Promise<void> {
  const found = await sessionOfMessage(tx, heard);
  const before = found && (await lockSession(tx, found.id));
  const role = before && roleOf(before, heard.memberId);
  if (!role) return;
  const session = (await markHeard(tx, before.id, role)) ?? before;
  if (session.state === 'open' && whoIsDue(session).length === 0) return begin(tx, session, session.openedAt ?? tx.now);
  if (session.state === 'planned') await hearEarly(tx, session, role);
}

async function hearEarly(tx: Tx, session: Session, role: Role): Promise<void> {
  const { mentee, mentor } = withLine(session, role, tx.now);
  const counts = { mentee_lines: mentee, mentor_lines: mentor, last_line_at: iso(tx.now) };
  const talking = (await changeSession(tx, session.id, counts)) ?? session;
  if (!hasBegunEarly(talking)) return;
  const words = [talking.menteeSpokeAt ?? tx.now, talking.mentorSpokeAt ?? tx.now];
  await begin(tx, talking, words.sort(Temporal.Instant.compare)[0] ?? tx.now);
}

/** Something came due. A bell of an earlier stretch changes nothing. */
export async function onTimer(tx: Tx, id: string, bell: Bell, anchor: string): Promise<void> {
  const session = await lockSession(tx, id);
  if (session && isCurrent(session, bell, anchor)) await bellRings[bell](tx, session);
}

const bellRings: Record<Bell, (tx: Tx, session: Session) => Promise<void>> = {
  open: (tx, session) => (isMissed(session, tx.now) ? missed(tx, session) : openNow(tx, session)),
  async agree(tx, session) {
    const due = whoIsDue(session);
    for (const memberId of due.length > 0 ? due : [session.menteeId, session.mentorId]) {
      await queueNews(tx, session, memberId, 'agree on a time');
    }
  },
  async forget(tx, session) {
    const members = await getMembers(tx, [session.menteeId]);
    const [mentee, word] = [members.get(session.menteeId), lastWord(session)];
    const until = mentee && word ? afterWorkingDays(mentee, word, 1) : tx.now;
    if (Temporal.Instant.compare(tx.now, until) < 0) return setTimer(tx, session, 'forget', until);
    const ended = await endSession(tx, session, 'nobody came');
    // Without a card there is none to show it to the mentor.
    if (ended.place) await queueNews(tx, ended, ended.menteeId, 'closed');
    else await tellBoth(tx, ended, 'closed');
  },
  async silence(tx, session) {
    if (whoIsDue(session).length > 0) await say(tx, session, 'silence', tx.now.add({ minutes: SILENCE }));
  },
  async rebook(tx, session) {
    const next = afterSilence(session, tx.now);
    if (next === 'nothing') return;
    if (next !== 'close') return setTimer(tx, session, 'rebook', next.waitUntil);
    await say(tx, await endSession(tx, session, 'nobody came'), 'rebook');
  },
  async half(tx, session) {
    await remind(tx, session, 'half', session.endsAt?.subtract({ minutes: 5 }));
  },
  async five(tx, session) {
    await remind(tx, session, 'five', session.endsAt);
  },
  async end(tx, session) {
    await remind(tx, session, 'end', session.endsAt?.add({ minutes: GRACE }));
  },
  close: closeByItself,
};

/** A word about the clock, unless nobody has said anything yet: then the question is another. */
async function remind(tx: Tx, session: Session, what: 'half' | 'five' | 'end', expiresAt?: Temporal.Instant) {
  await refresh(tx, session);
  if (!isSilent(session)) await say(tx, session, what, expiresAt);
}
