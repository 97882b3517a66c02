import { publish } from '../../../events.ts';
import type { Destination, Posted } from '../../../jobs/define.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { getMember } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { needsCard } from '../rules/card.ts';
import { isAsking } from '../rules/lines.ts';
import { isLongAgo } from '../rules/refusals.ts';
import type { Line, Session } from '../rules.ts';
import { changeSession, lockSession } from '../store.ts';
import { endWithoutPlace } from './ending.ts';
import { arm, postCard, refresh } from './queue.ts';

/** Where a session is held: in the workspace's channel for sessions if there is one, else, or in private, in a group DM. */
export async function sessionsPlace(work: Work, session: Session, direct: boolean): Promise<Destination> {
  const { sessionsChannel } = await getSettings(work);
  if (sessionsChannel && !direct && !session.isPrivate) return { channel: sessionsChannel };
  return { users: [session.menteeId, session.mentorId] };
}

/** Slack has the card: the time of the two begins. What happened to the session in the meantime is shown at once. */
export async function cardPosted(work: Work, id: string, posted: Posted): Promise<void> {
  const before = await lockSession(work, id);
  const isOpen = before?.state === 'open' && before.startedAt === undefined;
  const opened = isOpen ? { opened_at: iso(work.now) } : {};
  const session = await changeSession(work, id, { channel: posted.channel, root_ts: posted.ts, ...opened });
  if (!session) return;
  await publish(work, { sessionPlaced: { sessionId: id } });
  if (session.state === 'ended') await refresh(work, session);
  else await arm(work, session);
}

/**
 * Slack cannot post the card: out of the channel into a group DM, and where that fails too, the session ends.
 * @returns whether what the two found, before the card could come, has no place now.
 */
export async function cardRefused(work: Work, id: string, direct: boolean): Promise<boolean> {
  const session = await lockSession(work, id);
  if (!session || session.place || !needsCard(session)) return false;
  const { sessionsChannel } = await getSettings(work);
  if (sessionsChannel && !direct && !session.isPrivate) {
    await postCard(work, session, true);
    return false;
  }
  // What they found was to stand in its thread.
  if (session.state === 'ended') return true;
  const mentee = await getMember(work, session.menteeId);
  await endWithoutPlace(work, session, mentee !== undefined && !mentee.isDeactivated && !mentee.unreachable);
  return false;
}

export async function recapPosted(work: Work, id: string, ts: string): Promise<void> {
  const session = await changeSession(work, id, { recap_ts: ts });
  // The card says from now on where it is.
  if (session) await refresh(work, session);
}

/** A line with a button is in the thread; what happened meanwhile is shown at once. */
export async function linePosted(work: Work, id: string, line: Line, ts: string): Promise<void> {
  const session = await lockSession(work, id);
  if (!session || !isAsking(line)) return;
  const asking = [...session.asking, { line, ts }];
  const said = await changeSession(work, id, { asking: JSON.stringify(asking) });
  if (said) await refresh(work, said);
}

/** Closed for good: the card and all that was said of it lose what they offered until then. */
export async function shutSession(work: Work, id: string): Promise<void> {
  const session = await lockSession(work, id);
  if (session && isLongAgo(session, work.now)) await refresh(work, session);
}
