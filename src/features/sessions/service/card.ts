import type { Tx } from '../../../database/transaction.ts';
import { publish } from '../../../events.ts';
import type { Destination, Posted } from '../../../jobs/define.ts';
import { isBefore, iso } from '../../../time.ts';
import { getMember } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import type { Merge } from '../../skills/service/index.ts';
import { needsCard } from '../rules/card.ts';
import type { Line, Session } from '../rules/index.ts';
import { isAsking } from '../rules/lines.ts';
import { isLongAgo } from '../rules/refusals.ts';
import { changeSession, liveAbout, lockSession, moveSessions } from '../store/index.ts';
import { endWithoutPlace } from './ending.ts';
import { postCard, postRecap, refresh, scheduleTimers, showNews } from './queue.ts';

/** Where a session is held: in the workspace's channel for sessions if there is one, else, or in private, in a group DM. */
export async function sessionsPlace(tx: Tx, session: Session, direct: boolean): Promise<Destination> {
  const { sessionsChannel } = await getSettings(tx);
  if (sessionsChannel && !direct && !session.isPrivate) return { channel: sessionsChannel };
  return { users: [session.menteeId, session.mentorId] };
}

/** Slack has the card: the time of the two begins. What happened to the session in the meantime is shown at once. */
export async function cardPosted(tx: Tx, id: string, posted: Posted): Promise<void> {
  const before = await lockSession(tx, id);
  const isOpen = before?.state === 'open' && before.startedAt === undefined;
  const opened = isOpen ? { opened_at: iso(tx.now) } : {};
  const { sessionsChannel } = await getSettings(tx);
  const place = { channel: posted.channel, root_ts: posted.ts, in_channel: posted.channel === sessionsChannel ? 1 : 0 };
  const session = await changeSession(tx, id, { ...place, ...opened });
  if (!session) return;
  await publish(tx, { sessionPlaced: { sessionId: id } });
  // Until now they said that it is on its way, and to the mentor of a quiet ask not whose it is.
  if (session.isQuiet) await showNews(tx, session);
  if (session.state === 'ended') await refresh(tx, session);
  else await scheduleTimers(tx, session);
}

/**
 * Slack cannot post the card: out of the channel into a group DM, and where that fails too, the session ends.
 * @returns whether what the two found, before the card could come, has no place now.
 */
export async function cardRefused(tx: Tx, id: string, direct: boolean): Promise<boolean> {
  const session = await lockSession(tx, id);
  if (!session || session.place || !needsCard(session)) return false;
  const { sessionsChannel } = await getSettings(tx);
  if (sessionsChannel && !direct && !session.isPrivate) {
    await postCard(tx, session, true);
    return false;
  }
  // What they found was to stand in its thread.
  if (session.state === 'ended') return true;
  const mentee = await getMember(tx, session.menteeId);
  await endWithoutPlace(tx, session, mentee !== undefined && !mentee.isDeactivated && !mentee.unreachable);
  return false;
}

/** Sessions about the first of two skills are about the second, and the cards of those that are not over name it. */
export async function renameSessions(tx: Tx, merge: Merge): Promise<void> {
  const live = await liveAbout(tx, merge.fromId);
  await moveSessions(tx, merge);
  for (const session of live) await refresh(tx, session);
}

/** @param madeAt when it was put on its way; what became known since is shown at once. */
export async function recapPosted(tx: Tx, id: string, ts: string, madeAt: Temporal.Instant): Promise<void> {
  const session = await changeSession(tx, id, { recap_ts: ts });
  if (session?.heldAt && isBefore(madeAt, session.heldAt)) await postRecap(tx, session, false);
  // The card says from now on where it is.
  if (session) await refresh(tx, session);
}

/** A line is in the thread; what happened meanwhile is shown at once on one with a button. */
export async function linePosted(tx: Tx, id: string, line: Line, ts: string): Promise<void> {
  if (line === 'picked a time') await publish(tx, { sessionTimeSaid: { sessionId: id } });
  const session = await lockSession(tx, id);
  if (!session || !isAsking(line)) return;
  const asking = [...session.asking, { line, ts }];
  const said = await changeSession(tx, id, { asking: JSON.stringify(asking) });
  if (said) await refresh(tx, said);
}

/** Closed for good: the card and all that was said of it lose what they offered until then. */
export async function shutSession(tx: Tx, id: string): Promise<void> {
  const session = await lockSession(tx, id);
  if (session && isLongAgo(session, tx.now)) await refresh(tx, session);
}
