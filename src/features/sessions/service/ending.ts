import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { type Deed, refusal } from '../rules/refusals.ts';
import { isEarlyHandBack, isVeiled, partnerOf, type Session, type SessionEnding } from '../rules.ts';
import { changeSession, lockSession } from '../store.ts';
import { disarm, planShut, queueNews, refresh, sendNote } from './queue.ts';
import { settle } from './settle.ts';

/** The session, held until the transaction ends. @throws UserError when this member cannot do that to it now. */
export async function sessionFor(work: Work, id: string, deed: Deed, memberId: string): Promise<Session> {
  const session = await lockSession(work, id);
  if (!session) throw new UserError('That session is no longer here, so nothing was changed.');
  const no = refusal(session, deed, memberId, work.now);
  if (no) throw new UserError(no);
  return session;
}

/** Ends a session, and decides whether it was held. */
export async function endSession(work: Work, session: Session, ending: SessionEnding): Promise<Session> {
  await disarm(work, session);
  const over = await changeSession(work, session.id, { state: 'ended', ending, ended_at: iso(work.now) });
  if (!over) throw new Error(`Session ${session.id} is gone`);
  const ended = await settle(work, over);
  await refresh(work, ended);
  await planShut(work, ended);
  await publish(work, { sessionEnded: { sessionId: session.id } });
  return ended;
}

/** Not wrapped up: it closes itself, and both can still wrap up from their direct messages, once they are at work. */
export async function closeByItself(work: Work, session: Session): Promise<void> {
  const ended = await endSession(work, session, session.startedAt ? 'time ran out' : 'nobody came');
  await queueNews(work, ended, ended.menteeId, 'wrap up');
  await queueNews(work, ended, ended.mentorId, 'wrap up');
}

/** One of the two cannot make it: the mentor hands it back, the mentee cancels it. @throws UserError when it is too late. */
export async function callOff(work: Work, id: string, byId: string): Promise<void> {
  const session = await lockSession(work, id);
  return session?.mentorId === byId ? handBack(work, id, byId) : cancelSession(work, id, byId);
}

/** The mentor cannot make it after all. @throws UserError when they cannot hand it back. */
export async function handBack(work: Work, id: string, byId: string): Promise<void> {
  const session = await sessionFor(work, id, 'hand back', byId);
  if (isEarlyHandBack(session, work.now)) await changeSession(work, id, { was_handed_back_early: 1 });
  await giveBack(work, session);
}

/** The mentor of a quiet ask would rather not talk to whoever asked, before they know who that is; that is never counted. */
export async function withdrawVeiled(work: Work, id: string, mentorId: string): Promise<void> {
  const session = await lockSession(work, id);
  const isTheirs = session?.mentorId === mentorId && isVeiled(session);
  if (isTheirs && (session.state === 'planned' || session.state === 'open')) await giveBack(work, session);
}

/** The mentee no longer needs it. @throws UserError when they cannot cancel. */
export async function cancelSession(work: Work, id: string, byId: string): Promise<void> {
  const ended = await endSession(work, await sessionFor(work, id, 'cancel', byId), 'cancelled');
  await queueNews(work, ended, ended.mentorId, 'cancelled');
}

/** A session without its mentor: somebody else is asked, and the mentee hears of it. */
async function giveBack(work: Work, session: Session): Promise<void> {
  const ended = await endSession(work, session, 'handed back');
  await queueNews(work, ended, ended.menteeId, 'handed back');
}

/** One of the two is not here any more: a running session stops, one that has not begun is given back or cancelled. */
export async function endWithout(work: Work, session: Session, memberId: string): Promise<void> {
  const partnerId = partnerOf(session, memberId);
  if (session.state === 'running') {
    const ended = await endSession(work, session, 'somebody left');
    return sendNote(work, ended, partnerId, 'partner left');
  }
  if (memberId === session.mentorId) return giveBack(work, session);
  const ended = await endSession(work, session, 'cancelled');
  await queueNews(work, ended, partnerId, 'partner left');
}

/** Slack cannot bring the two together. The mentee, if they are there, is found somebody else, and both hear of it. */
export async function endWithoutPlace(work: Work, session: Session, isMenteeThere: boolean): Promise<void> {
  if (isMenteeThere) {
    const ended = await endSession(work, session, 'handed back');
    await queueNews(work, ended, ended.menteeId, 'no conversation');
  } else await endSession(work, session, 'cancelled');
  await queueNews(work, { ...session, endedAt: work.now }, session.mentorId, 'no conversation');
}
