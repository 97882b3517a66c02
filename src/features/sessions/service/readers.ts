import type { Tx } from '../../../database/transaction.ts';
import { isBefore } from '../../../time.ts';
import type { Gate } from '../../prompts/rules.ts';
import { admitAll, isStillThere, whenAllAtWork } from '../../prompts/service/readers.ts';
import { isAtAgreedTime } from '../rules/card.ts';
import { partnerOf, type Session, whoIsDue } from '../rules/index.ts';

/** Minutes after which it is looked at again, where no moment suits both: they may agree on a time meanwhile. */
const LOOK_AGAIN = 60;
const now: Gate = { ok: true };

/** Who did what is to be said, and when: while they are still there, it is no surprise to them. */
type Deed = { by: string; at: Temporal.Instant };

/**
 * Asks for what is said in the conversation, which notifies both: at once while they talk or just did, or at the time
 * that they agreed on; else the gates of both are asked. `never` = one of them, who did not come, is off work.
 */
export async function admitToTalk(
  tx: Tx,
  session: Session,
  message: { kind: string; jobId: string },
  deed?: Deed,
): Promise<Gate> {
  const readers = readersOf(tx, session, deed);
  if (!isTalk(tx, session)) return admitAll(tx, readers, message.kind, message.jobId);
  const at = await whenAllAtWork(tx, isCalledTogether(session) ? [] : readers.filter(isAwaitedIn(session)));
  return at?.equals(tx.now) ? now : { ok: false, never: true };
}

/** Whom it takes by surprise. */
export function readersOf(tx: Tx, { mentorId, menteeId }: Session, deed?: Deed): string[] {
  return [mentorId, menteeId].filter((id) => id !== deed?.by || !isStillThere(tx, deed.at));
}

function isTalk(tx: Tx, { state, place, startedAt, endedAt }: Session): boolean {
  if (state === 'open') return place !== undefined;
  const hasJustEnded = state === 'ended' && startedAt !== undefined && endedAt && isStillThere(tx, endedAt);
  return state === 'running' || Boolean(hasJustEnded);
}

/** It opened at the time that they agreed on, so that both expect to be written to. */
const isCalledTogether = ({ plannedFor, openedAt }: Session) =>
  plannedFor !== undefined && openedAt !== undefined && !isBefore(openedAt, plannedFor);

/** One of them began, and the other has not been heard. */
const isAwaitedIn = (session: Session) => (id: string) => whoIsDue(session).includes(id);

/** The recap, of which its writer knows: where no moment suits both, it comes when it suits the other. */
export async function admitRecap(tx: Tx, session: Session, jobId: string, at: Temporal.Instant): Promise<Gate> {
  const by = session.recaps.at(-1)?.authorId ?? session.mentorId;
  const open = await admitToTalk(tx, session, { kind: 'sessions.recap', jobId }, { by, at });
  return 'never' in open ? admitAll(tx, [partnerOf(session, by)], 'sessions.recap', jobId) : open;
}

/**
 * When the card may be posted, now or later; at an agreed time it comes whatever their hours. `never` = no moment within
 * a week suits both, and it is looked at again at `until`.
 */
export async function whenCard(
  tx: Tx,
  session: Session,
  jobId: string,
): Promise<{ until: Temporal.Instant; never?: true }> {
  if (isAtAgreedTime(session, tx.now)) return { until: tx.now };
  const open = session.state === 'open' ? await whenOpen(tx, session) : await whenPlanned(tx, session, jobId);
  if ('ok' in open && open.ok) return { until: tx.now };
  const soon = 'until' in open ? open.until : tx.now.add({ minutes: LOOK_AGAIN });
  const { plannedFor } = session;
  const until = plannedFor && isBefore(tx.now, plannedFor) && isBefore(plannedFor, soon) ? plannedFor : soon;
  return 'never' in open ? { until, never: true } : { until };
}

/** Who opened it is there, and asked for it; the other has to be at work. */
async function whenOpen(tx: Tx, session: Session): Promise<Gate> {
  const { openedAt, isQuiet, menteeId, mentorId, createdAt } = session;
  const by = isQuiet ? menteeId : mentorId;
  const readers = readersOf(tx, session, { by, at: openedAt ?? createdAt });
  const at = (await whenAllAtWork(tx, readers)) ?? (await whenAllAtWork(tx, [partnerOf(session, by)]));
  if (at === undefined) return { ok: false, never: true };
  return isBefore(tx.now, at) ? { ok: false, until: at } : now;
}

/** Who said yes a moment ago is there. */
async function whenPlanned(tx: Tx, session: Session, jobId: string): Promise<Gate> {
  const { createdAt: at, plannedFor, menteeId, mentorId } = session;
  const deed = { by: plannedFor ? menteeId : mentorId, at };
  return admitAll(tx, readersOf(tx, session, deed), 'sessions.card', jobId);
}
