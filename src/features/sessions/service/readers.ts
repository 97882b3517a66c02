import { isBefore } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import type { Gate } from '../../prompts/rules.ts';
import { admitAll, isStillThere, whenAllAtWork } from '../../prompts/service/readers.ts';
import { isAtAgreedTime } from '../rules/card.ts';
import { partnerOf, type Session, whoIsDue } from '../rules.ts';

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
  work: Work,
  session: Session,
  message: { kind: string; jobId: string },
  deed?: Deed,
): Promise<Gate> {
  const readers = readersOf(work, session, deed);
  if (!isTalk(work, session)) return admitAll(work, readers, message.kind, message.jobId);
  const at = await whenAllAtWork(work, isCalledTogether(session) ? [] : readers.filter(isAwaitedIn(session)));
  return at?.equals(work.now) ? now : { ok: false, never: true };
}

/** Whom it takes by surprise. */
export function readersOf(work: Work, { mentorId, menteeId }: Session, deed?: Deed): string[] {
  return [mentorId, menteeId].filter((id) => id !== deed?.by || !isStillThere(work, deed.at));
}

function isTalk(work: Work, { state, place, startedAt, endedAt }: Session): boolean {
  if (state === 'open') return place !== undefined;
  const hasJustEnded = state === 'ended' && startedAt !== undefined && endedAt && isStillThere(work, endedAt);
  return state === 'running' || Boolean(hasJustEnded);
}

/** It opened at the time that they agreed on, so that both expect to be written to. */
const isCalledTogether = ({ plannedFor, openedAt }: Session) =>
  plannedFor !== undefined && openedAt !== undefined && !isBefore(openedAt, plannedFor);

/** One of them began, and the other has not been heard. */
const isAwaitedIn = (session: Session) => (id: string) => whoIsDue(session).includes(id);

/** The recap, of which its writer knows: where no moment suits both, it comes when it suits the other. */
export async function admitRecap(work: Work, session: Session, jobId: string, at: Temporal.Instant): Promise<Gate> {
  const by = session.recaps.at(-1)?.authorId ?? session.mentorId;
  const open = await admitToTalk(work, session, { kind: 'sessions.recap', jobId }, { by, at });
  return 'never' in open ? admitAll(work, [partnerOf(session, by)], 'sessions.recap', jobId) : open;
}

/**
 * When the card may be posted, now or later; at an agreed time it comes whatever their hours. `never` = no moment within
 * a week suits both, and it is looked at again at `until`.
 */
export async function whenCard(
  work: Work,
  session: Session,
  jobId: string,
): Promise<{ until: Temporal.Instant; never?: true }> {
  if (isAtAgreedTime(session, work.now)) return { until: work.now };
  const open = session.state === 'open' ? await whenOpen(work, session) : await whenPlanned(work, session, jobId);
  if ('ok' in open && open.ok) return { until: work.now };
  const soon = 'until' in open ? open.until : work.now.add({ minutes: LOOK_AGAIN });
  const { plannedFor } = session;
  const until = plannedFor && isBefore(work.now, plannedFor) && isBefore(plannedFor, soon) ? plannedFor : soon;
  return 'never' in open ? { until, never: true } : { until };
}

/** Who opened it is there, and asked for it; the other has to be at work. */
async function whenOpen(work: Work, session: Session): Promise<Gate> {
  const { openedAt, isQuiet, menteeId, mentorId, createdAt } = session;
  const by = isQuiet ? menteeId : mentorId;
  const readers = readersOf(work, session, { by, at: openedAt ?? createdAt });
  const at = (await whenAllAtWork(work, readers)) ?? (await whenAllAtWork(work, [partnerOf(session, by)]));
  if (at === undefined) return { ok: false, never: true };
  return isBefore(work.now, at) ? { ok: false, until: at } : now;
}

/** Who said yes a moment ago is there. */
async function whenPlanned(work: Work, session: Session, jobId: string): Promise<Gate> {
  const { createdAt: at, plannedFor, menteeId, mentorId } = session;
  const deed = { by: plannedFor ? menteeId : mentorId, at };
  return admitAll(work, readersOf(work, session, deed), 'sessions.card', jobId);
}
