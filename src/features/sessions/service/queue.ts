import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind } from '../../../jobs/define.ts';
import { bringForward, cancelGroup, enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { AFTERWARDS, type Line, lines, type Session } from '../rules/index.ts';
import { closedFrom } from '../rules/refusals.ts';
import { anchorOf, type Bell, bells, timetable } from '../rules/timetable.ts';

/** Everything that this feature puts into the queue, and the keys that keep it from being said twice. */

const id = { sessionId: z.string() };

/** Something comes due; `anchor` names the stretch it belongs to (timetable.ts). */
export const timerJob = jobKind('sessions.timer', z.object({ ...id, bell: z.enum(bells), anchor: z.string() }));
/** The card, posted once; `direct` = to a group DM though the workspace has a channel for sessions. */
export const cardJob = jobKind('sessions.card', z.object({ ...id, direct: z.boolean() }));
/** The card again, with the newest state. */
export const cardEditJob = jobKind('sessions.card-edit', z.object(id));

/** One of the app's lines in the thread (rules/lines.ts). */
export const lineJob = jobKind(
  'sessions.line',
  z.object({ ...id, line: z.enum(lines), anchor: z.string(), by: z.string().optional() }),
);

/** A line with a button again, as long as it does something. */
export const lineEditJob = jobKind('sessions.line-edit', z.object({ ...id, line: z.enum(lines), ts: z.string() }));
/** The session is closed for good: what was offered until then goes. */
export const shutJob = jobKind('sessions.shut', z.object(id));

/** Recap and actions in the thread, posted once, and edited when somebody adds to them. */
export const recapJob = jobKind('sessions.recap', z.object(id));
export const recapEditJob = jobKind('sessions.recap-edit', z.object(id));

/** What one of the two hears at once by direct message, because it breaks into what they are in the middle of. */
export const notes = ['partner left'] as const;
export type Note = (typeof notes)[number];
export const noteJob = jobKind('sessions.note', z.object({ ...id, memberId: z.string(), note: z.enum(notes) }));

/** What one of the two hears when it suits them (features/prompts). */
export const tidings = [
  'agreed quietly',
  'picked a time',
  'agree on a time',
  'missed',
  'nobody came',
  'added',
  'closed',
  'wrap up',
  'handed back',
  'cancelled',
  'partner left',
  'left early',
  'no conversation',
] as const;
export type Tidings = (typeof tidings)[number];
export const newsPrompt = jobKind('sessions.news', z.object({ ...id, memberId: z.string(), tidings: z.enum(tidings) }));

/** Timers and prompts that go when the session moves on. */
const groupOf = (session: Session) => `session:${session.id}`;

/** The direct messages about a session show how it is now. */
export const showNews = (tx: Tx, session: Session) => refreshPrompts(tx, groupOf(session));

/** Plans the timers anew for what the session is now. */
export async function scheduleTimers(tx: Tx, session: Session): Promise<void> {
  await cancelTimers(tx, session);
  const mentee = await requireMember(tx, session.menteeId);
  for (const ring of timetable(session, tx.now, mentee)) {
    await setTimer(tx, session, ring.bell, ring.at, ring);
  }
}

/**
 * One more timer of the same stretch. Its job has no key: those of earlier plans are cancelled with the group.
 * @param more `isOnce` = not again in this stretch.
 */
export async function setTimer(
  tx: Tx,
  session: Session,
  bell: Bell,
  runAt: Temporal.Instant,
  { expiresAt, isOnce }: { expiresAt?: Temporal.Instant | undefined; isOnce?: boolean } = {},
): Promise<void> {
  const payload = { sessionId: session.id, bell, anchor: anchorOf(session) };
  const key = isOnce ? { key: `${groupOf(session)}:${bell}:${payload.anchor}` } : {};
  await enqueue(tx, timerJob, payload, {
    ...{ runAt, group: groupOf(session) },
    ...key,
    ...(expiresAt ? { expiresAt } : {}),
  });
}

export async function cancelTimers(tx: Tx, session: Session): Promise<void> {
  await cancelGroup(tx, groupOf(session));
  await cancelPrompts(tx, groupOf(session));
}

export async function postCard(tx: Tx, session: Session, direct = false): Promise<void> {
  const [key = '', directKey = ''] = cardKeys(session.id);
  const payload = { sessionId: session.id, direct };
  await enqueue(tx, cardJob, payload, { key: direct ? directKey : key, lane: session.id });
}

/** A time was picked that comes sooner than the card would. */
export async function hurryCard(tx: Tx, { id, plannedFor }: Session): Promise<void> {
  if (plannedFor) await bringForward(tx, cardKeys(id), plannedFor);
}

/** The jobs that may bring a session its card; what is said in its thread waits for them. */
export const cardKeys = (sessionId: string) => [`session:${sessionId}:card`, `session:${sessionId}:card:direct`];
export const recapKey = (sessionId: string) => `session:${sessionId}:recap`;

/** Shows the newest state wherever the session is seen: on its card, in news of it, and in both Homes. */
export async function refresh(tx: Tx, session: Session): Promise<void> {
  await showNews(tx, session);
  await enqueue(tx, cardEditJob, { sessionId: session.id }, { lane: `edit:${session.id}` });
  for (const said of session.asking)
    await enqueue(tx, lineEditJob, { sessionId: session.id, ...said }, { lane: `edit:${session.id}` });
  tx.touch(session.menteeId);
  tx.touch(session.mentorId);
}

/** Says something in the thread, once for this stretch. */
export async function say(tx: Tx, session: Session, what: Line, expiresAt?: Temporal.Instant): Promise<void> {
  const anchor = what === 'silence' ? openingOf(session) : anchorOf(session);
  const payload = { sessionId: session.id, line: what, anchor };
  const key = `${groupOf(session)}:${what}:${anchor || iso(tx.now)}`;
  await enqueue(tx, lineJob, payload, { key, lane: session.id, ...(expiresAt ? { expiresAt } : {}) });
}

/** From then on nothing of it can be added to or planned anew. */
export async function planShut(tx: Tx, session: Session): Promise<void> {
  const runAt = closedFrom(session);
  if (!runAt) return;
  await enqueue(tx, shutJob, { sessionId: session.id }, { key: `${groupOf(session)}:shut:${iso(runAt)}`, runAt });
}

/** Says in the thread what one of the two did. */
export async function sayWhoDid(tx: Tx, session: Session, what: Line, by: string): Promise<void> {
  await enqueue(
    tx,
    lineJob,
    { sessionId: session.id, line: what, anchor: anchorOf(session), by },
    { lane: session.id },
  );
}

/** One opening has one nudge, whether it comes before or after the clock began. */
const openingOf = ({ openedAt, createdAt }: Session) => iso(openedAt ?? createdAt);

export async function postRecap(tx: Tx, session: Session, isFirst: boolean): Promise<void> {
  const { id: sessionId } = session;
  if (isFirst) await enqueue(tx, recapJob, { sessionId }, { key: recapKey(sessionId), lane: sessionId });
  else await enqueue(tx, recapEditJob, { sessionId }, { lane: `edit:${sessionId}` });
}

/** A direct message to somebody who is in the session right now. */
export async function sendNote(tx: Tx, session: Session, memberId: string, what: Note): Promise<void> {
  const key = `${groupOf(session)}:${what}:${memberId}:${iso(session.endedAt ?? tx.now)}`;
  await enqueue(tx, noteJob, { sessionId: session.id, memberId, note: what }, { key, lane: memberId });
}

/** The same to both of the two. */
export async function tellBoth(tx: Tx, session: Session, what: Tidings): Promise<void> {
  for (const memberId of [session.menteeId, session.mentorId]) await queueNews(tx, session, memberId, what);
}

/** Something to tell somebody who may be busy elsewhere. */
export async function queueNews(tx: Tx, session: Session, memberId: string, what: Tidings): Promise<void> {
  const stretch = what === 'added' ? tx.now : (session.endedAt ?? session.plannedFor ?? session.createdAt);
  const key = `${groupOf(session)}:${what}:${memberId}:${iso(stretch)}`;
  const picked = what === 'picked a time' ? session.plannedFor : undefined;
  const expiresAt = what === 'wrap up' ? session.endedAt?.add({ hours: 24 * AFTERWARDS }) : picked;
  const schedule = { memberId, key, dueAt: tx.now, group: groupOf(session), ...(expiresAt ? { expiresAt } : {}) };
  await queuePrompt(tx, newsPrompt, { sessionId: session.id, memberId, tidings: what }, schedule);
}
