import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { getMembers } from '../../members/service.ts';
import { isMissed } from '../rules/card.ts';
import { hasBegunEarly, withLine } from '../rules/held.ts';
import { afterWorkingDays, type Bell, isCurrent } from '../rules/timetable.ts';
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
} from '../rules.ts';
import { changeSession, findLiveIn, findLiveThread, lockSession, markHeard, type SessionChange } from '../store.ts';
import { missed } from './apart.ts';
import { closeByItself, endSession, sessionFor } from './ending.ts';
import { arm, postCard, queueNews, refresh, say, sayWhoDid, setTimer, tellBoth } from './queue.ts';

/** Begins the clock. @throws UserError when it runs already, is over, or belongs to others. */
export async function startSession(work: Work, id: string, byId: string): Promise<void> {
  const session = await sessionFor(work, id, 'start', byId);
  // A quiet one has no conversation until now; its clock begins there.
  if (isVeiled(session)) await openNow(work, session);
  else await begin(work, await notePress(work, session, byId), session.openedAt ?? work.now);
}

/** It is time: the conversation is there from now on, with both names. */
async function openNow(work: Work, session: Session): Promise<void> {
  const open = await move(work, session, { state: 'open', opened_at: iso(work.now) });
  if (isVeiled(session)) await postCard(work, open);
  await say(work, open, 'it is time', work.now.add({ minutes: session.minutes }));
}

async function begin(work: Work, session: Session, openedAt: Temporal.Instant): Promise<void> {
  const endsAt = work.now.add({ minutes: session.minutes });
  const running = await move(work, session, {
    state: 'running',
    opened_at: iso(openedAt),
    started_at: iso(work.now),
    ends_at: iso(endsAt),
    ...(hasBegunEarly(session) ? { began_early: 1 } : {}),
  });
  await say(work, running, 'begun', endsAt);
}

/** Five minutes more, twice at most. @throws UserError that says why not. */
export async function extendSession(work: Work, id: string, byId: string): Promise<void> {
  const session = await notePress(work, await sessionFor(work, id, 'extend', byId), byId);
  const endsAt = extendedEnd(session, work.now);
  const change = { ends_at: iso(endsAt), extensions: session.extensions + 1 };
  await sayWhoDid(work, await move(work, session, change), 'extended', byId);
}

/** Changes what the session is, with new timers and a new card. */
export async function move(work: Work, session: Session, change: SessionChange): Promise<Session> {
  const moved = await changeSession(work, session.id, change);
  if (!moved) throw new Error(`Session ${session.id} is gone`);
  await arm(work, moved);
  await refresh(work, moved);
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
export async function sessionOfMessage(work: Work, heard: Heard): Promise<Session | undefined> {
  const inThread = heard.threadTs ? await findLiveThread(work, heard.channel, heard.threadTs) : undefined;
  const session = inThread ?? (heard.isDirect && !heard.threadTs ? await findLiveIn(work, heard.channel) : undefined);
  return session && roleOf(session, heard.memberId) ? session : undefined;
}

/** One of the two used something in the session, which is as good as a word. */
export async function notePress(work: Work, session: Session, byId: string): Promise<Session> {
  const role = roleOf(session, byId);
  return (role && (await markHeard(work, session.id, role))) ?? session;
}

/**
 * Somebody wrote in a session. Once both have when it is time, the clock begins; and once they talk before it is time, it
 * has begun as well.
 */
export async function hear(work: Work, heard: Heard): Promise<void> {
  const found = await sessionOfMessage(work, heard);
  const before = found && (await lockSession(work, found.id));
  const role = before && roleOf(before, heard.memberId);
  if (!role) return;
  const session = (await markHeard(work, before.id, role)) ?? before;
  if (session.state === 'open' && whoIsDue(session).length === 0)
    return begin(work, session, session.openedAt ?? work.now);
  if (session.state === 'planned') await hearEarly(work, session, role);
}

async function hearEarly(work: Work, session: Session, role: Role): Promise<void> {
  const { mentee, mentor } = withLine(session, role, work.now);
  const counts = { mentee_lines: mentee, mentor_lines: mentor, last_line_at: iso(work.now) };
  const talking = (await changeSession(work, session.id, counts)) ?? session;
  if (!hasBegunEarly(talking)) return;
  const words = [talking.menteeSpokeAt ?? work.now, talking.mentorSpokeAt ?? work.now];
  await begin(work, talking, words.sort(Temporal.Instant.compare)[0] ?? work.now);
}

/** Something came due. A bell of an earlier stretch changes nothing. */
export async function ring(work: Work, id: string, bell: Bell, anchor: string): Promise<void> {
  const session = await lockSession(work, id);
  if (session && isCurrent(session, bell, anchor)) await bellRings[bell](work, session);
}

const bellRings: Record<Bell, (work: Work, session: Session) => Promise<void>> = {
  open: (work, session) => (isMissed(session, work.now) ? missed(work, session) : openNow(work, session)),
  async agree(work, session) {
    const due = whoIsDue(session);
    for (const memberId of due.length > 0 ? due : [session.menteeId, session.mentorId]) {
      await queueNews(work, session, memberId, 'agree on a time');
    }
  },
  async forget(work, session) {
    const members = await getMembers(work, [session.menteeId]);
    const [mentee, word] = [members.get(session.menteeId), lastWord(session)];
    const until = mentee && word ? afterWorkingDays(mentee, word, 1) : work.now;
    if (Temporal.Instant.compare(work.now, until) < 0) return setTimer(work, session, 'forget', until);
    const ended = await endSession(work, session, 'nobody came');
    // Without a card there is none to show it to the mentor.
    if (ended.place) await queueNews(work, ended, ended.menteeId, 'closed');
    else await tellBoth(work, ended, 'closed');
  },
  async silence(work, session) {
    if (whoIsDue(session).length > 0) await say(work, session, 'silence', work.now.add({ minutes: SILENCE }));
  },
  async rebook(work, session) {
    const next = afterSilence(session, work.now);
    if (next === 'nothing') return;
    if (next !== 'close') return setTimer(work, session, 'rebook', next.waitUntil);
    await say(work, await endSession(work, session, 'nobody came'), 'rebook');
  },
  async half(work, session) {
    await remind(work, session, 'half', session.endsAt?.subtract({ minutes: 5 }));
  },
  async five(work, session) {
    await remind(work, session, 'five', session.endsAt);
  },
  async end(work, session) {
    await remind(work, session, 'end', session.endsAt?.add({ minutes: GRACE }));
  },
  close: closeByItself,
};

/** A word about the clock, unless nobody has said anything yet: then the question is another. */
async function remind(work: Work, session: Session, what: 'half' | 'five' | 'end', expiresAt?: Temporal.Instant) {
  await refresh(work, session);
  if (!isSilent(session)) await say(work, session, what, expiresAt);
}
