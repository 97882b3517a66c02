import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { iso } from '../../../time.ts';
import { isEarlyHandBack, isVeiled, partnerOf, type Session, type SessionEnding } from '../rules/index.ts';
import { refusal, type SessionAction } from '../rules/refusals.ts';
import { changeSession, lockSession } from '../store/index.ts';
import { cancelTimers, planShut, queueNews, refresh, sendNote } from './queue.ts';
import { settle } from './settle.ts';

/** The session, held until the transaction ends. @throws UserError when this member cannot do that to it now. */
export async function sessionFor(tx: Tx, id: string, deed: SessionAction, memberId: string): Promise<Session> {
  const session = await lockSession(tx, id);
  if (!session) throw new UserError('That session is no longer here, so nothing was changed.');
  const no = refusal(session, deed, memberId, tx.now);
  if (no) throw new UserError(no);
  return session;
}

/** Ends a session, and decides whether it was held. */
export async function endSession(tx: Tx, session: Session, ending: SessionEnding): Promise<Session> {
  await cancelTimers(tx, session);
  const over = await changeSession(tx, session.id, { state: 'ended', ending, ended_at: iso(tx.now) });
  if (!over) throw new Error(`Session ${session.id} is gone`);
  const ended = await settle(tx, over);
  await refresh(tx, ended);
  await planShut(tx, ended);
  await publish(tx, { sessionEnded: { sessionId: session.id } });
  return ended;
}

/** Not wrapped up: it closes itself, and both can still wrap up from their direct messages, once they are at work. */
export async function closeByItself(tx: Tx, session: Session): Promise<void> {
  const ended = await endSession(tx, session, session.startedAt ? 'time ran out' : 'nobody came');
  await queueNews(tx, ended, ended.menteeId, 'wrap up');
  await queueNews(tx, ended, ended.mentorId, 'wrap up');
}

/** One of the two cannot make it: the mentor hands it back, the mentee cancels it. @throws UserError when it is too late. */
export async function callOff(tx: Tx, id: string, byId: string): Promise<void> {
  const session = await lockSession(tx, id);
  return session?.mentorId === byId ? handBack(tx, id, byId) : cancelSession(tx, id, byId);
}

/** The mentor cannot make it after all. @throws UserError when they cannot hand it back. */
export async function handBack(tx: Tx, id: string, byId: string): Promise<void> {
  const session = await sessionFor(tx, id, 'hand back', byId);
  if (isEarlyHandBack(session, tx.now)) await changeSession(tx, id, { was_handed_back_early: 1 });
  await giveBack(tx, session);
}

/** The mentor of a quiet ask would rather not talk to whoever asked, before they know who that is; that is never counted. */
export async function withdrawVeiled(tx: Tx, id: string, mentorId: string): Promise<void> {
  const session = await lockSession(tx, id);
  const isTheirs = session?.mentorId === mentorId && isVeiled(session);
  if (isTheirs && (session.state === 'planned' || session.state === 'open')) await giveBack(tx, session);
}

/** The mentee no longer needs it. @throws UserError when they cannot cancel. */
export async function cancelSession(tx: Tx, id: string, byId: string): Promise<void> {
  const ended = await endSession(tx, await sessionFor(tx, id, 'cancel', byId), 'cancelled');
  await queueNews(tx, ended, ended.mentorId, 'cancelled');
}

/** A session without its mentor: somebody else is asked, and the mentee hears of it. */
async function giveBack(tx: Tx, session: Session): Promise<void> {
  const ended = await endSession(tx, session, 'handed back');
  await queueNews(tx, ended, ended.menteeId, 'handed back');
}

/** One of the two is not here any more: a running session stops, one that has not begun is given back or cancelled. */
export async function endWithout(tx: Tx, session: Session, memberId: string): Promise<void> {
  const partnerId = partnerOf(session, memberId);
  if (session.state === 'running') {
    const ended = await endSession(tx, session, 'somebody left');
    return sendNote(tx, ended, partnerId, 'partner left');
  }
  if (memberId === session.mentorId) return giveBack(tx, session);
  const ended = await endSession(tx, session, 'cancelled');
  await queueNews(tx, ended, partnerId, 'partner left');
}

/** Slack cannot bring the two together. The mentee, if they are there, is found somebody else, and both hear of it. */
export async function endWithoutPlace(tx: Tx, session: Session, isMenteeThere: boolean): Promise<void> {
  if (isMenteeThere) {
    const ended = await endSession(tx, session, 'handed back');
    await queueNews(tx, ended, ended.menteeId, 'no conversation');
  } else await endSession(tx, session, 'cancelled');
  await queueNews(tx, { ...session, endedAt: tx.now }, session.mentorId, 'no conversation');
}
