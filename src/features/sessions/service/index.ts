import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { isBefore, iso } from '../../../time.ts';
import { type Away, type Format, isMissed } from '../../members/rules/index.ts';
import {
  handBacksSince,
  isVeiled,
  partnerShown,
  pickQuestion,
  restsFromQuietUntil,
  type Session,
  type SessionState,
} from '../rules/index.ts';
import { type Talk, talkOf } from '../rules/talk.ts';
import {
  earlyHandBacks,
  findSession,
  findSessionFrom,
  findSessionsOf,
  insertSession,
  lockSession,
} from '../store/index.ts';
import { endSession, endWithout } from './ending.ts';
import { noteFullWeek } from './load.ts';
import { openingQuestions } from './questions.ts';
import { postCard, scheduleTimers, showNews, tellBoth } from './queue.ts';

export { actionsOfSession as agreedIn } from '../../follow-ups/service.ts';
export { peopleInSession } from '../store/history.ts';
export {
  cardPosted,
  cardRefused,
  linePosted,
  recapPosted,
  renameSessions,
  sessionsPlace,
  shutSession,
} from './card.ts';
export { extendSession, notePress, onMessage, onTimer, sessionOfMessage, startSession } from './clock.ts';
export { checkEligible, checkUnderWay, eligibleOf, type Meeting, whoIsTaken } from './eligible.ts';
export { callOff, cancelSession, handBack, withdrawVeiled } from './ending.ts';
export { countSessionsInWeek, hasHelpedWith, peopleHelped } from './load.ts';
export {
  cardEditJob,
  cardJob,
  cardKeys,
  lineEditJob,
  lineJob,
  newsPrompt,
  noteJob,
  recapEditJob,
  recapJob,
  recapKey,
  shutJob,
  timerJob,
} from './queue.ts';
export { betweenTheTwo, showSession } from './show.ts';
export { freeTime, planTime, sessionTimes, timesPlanned } from './taken.ts';
export { pickTime, suggestTime } from './times.ts';
export { lookedBack, sayNotTalked, sayTalked } from './words.ts';
export { wrapUp, wrapUpOf } from './wrap-up.ts';

export type NewSession = {
  requestId: string;
  offerId: string;
  mentorId: string;
  menteeId: string;
  skillId: string;
  goal: string;
  minutes: number;
  format: Format;
  /** From a quiet ask: the mentor reads whose it is when it opens. Default: no. */
  isQuiet?: boolean;
  /** In a group DM whatever the workspace's channel for sessions; a quiet one always is. Default: no. */
  isPrivate?: boolean;
  /** `now`, at an agreed time, or `later`: the two agree on a time in the conversation. */
  at: 'now' | 'later' | Temporal.Instant;
  /** Both knew that it would be now: they booked it. */
  isAgreed?: boolean;
};

/** Opens the conversation of an accepted offer: its card goes to both. @returns the id of the session. */
export async function openSession(tx: Tx, { at, isAgreed = false, ...given }: NewSession): Promise<string> {
  const id = randomUUID();
  const plannedFor = typeof at !== 'string' && isBefore(tx.now, at) ? at : undefined;
  const isNow = at !== 'later' && plannedFor === undefined;
  await insertSession(tx, {
    ...columnsOf(given),
    id,
    state: isNow ? 'open' : 'planned',
    opening_question: await chooseQuestion(tx, id, given),
    planned_for: plannedFor ? iso(plannedFor) : isAgreed ? iso(tx.now) : null,
    opened_at: isNow ? iso(tx.now) : null,
    extensions: 0,
  });
  const session = await lockSession(tx, id);
  if (!session) throw new Error(`Session ${id} could not be added`);
  await noteFullWeek(tx, session.mentorId, plannedFor ?? tx.now);
  await scheduleTimers(tx, session);
  if (isVeiled(session)) await tellBoth(tx, session, 'agreed quietly');
  else await postCard(tx, session);
  tx.touch(session.menteeId);
  tx.touch(session.mentorId);
  return id;
}

/** What a session takes over from what it came of. */
const columnsOf = (given: Omit<NewSession, 'at' | 'isAgreed'>) => ({
  request_id: given.requestId,
  offer_id: given.offerId,
  mentor_id: given.mentorId,
  mentee_id: given.menteeId,
  skill_id: given.skillId,
  goal: given.goal,
  minutes: given.minutes,
  format: given.format,
  is_quiet: given.isQuiet ? 1 : 0,
  is_private: given.isPrivate || given.isQuiet ? 1 : 0,
});

async function chooseQuestion(tx: Tx, id: string, { menteeId, mentorId }: Pair): Promise<string> {
  const before = await findSessionsOf(tx, menteeId, ['planned', 'open', 'running', 'ended']);
  const asked = before.filter((s) => [s.mentorId, s.menteeId].includes(mentorId)).map((s) => s.openingQuestion);
  return pickQuestion(openingQuestions(), asked, Number.parseInt(id.slice(0, 8), 16));
}

type Pair = Pick<NewSession, 'menteeId' | 'mentorId'>;

/** A session, or undefined when there is none of that id. */
export function getSession(tx: Tx, id: string): Promise<Session | undefined> {
  return findSession(tx, id);
}

/** Whether the session of an accepted offer has opened, so that its two people know each other. */
export async function hasOpened(tx: Tx, offerId: string): Promise<boolean> {
  const session = await findSessionFrom(tx, offerId);
  return session !== undefined && partnerShown(session, session.mentorId) !== undefined;
}

/** What was said of the session of this offer depends on what becomes of its request: it shows how that is now. */
export async function searchChanged(tx: Tx, offerId: string): Promise<void> {
  const session = await findSessionFrom(tx, offerId);
  if (session) await showNews(tx, session);
}

/** Where the conversation of an accepted offer is; undefined where none was accepted. */
export async function talkFrom(tx: Tx, offerId: string): Promise<Talk | undefined> {
  const session = await findSessionFrom(tx, offerId);
  return session && talkOf(session, tx.workspaceId);
}

/** A member's sessions, as mentor or mentee, in any of these states; the newest first. */
export function sessionsOf(tx: Tx, memberId: string, states: SessionState[]): Promise<Session[]> {
  return findSessionsOf(tx, memberId, states);
}

/** Those of these mentors who are not offered quiet asks for now, each with until when. */
export async function restingFromQuiet(tx: Tx, mentorIds: string[]): Promise<Map<string, Temporal.Instant>> {
  const handBacks = await earlyHandBacks(tx, mentorIds, handBacksSince(tx.now));
  const resting = new Map<string, Temporal.Instant>();
  for (const id of new Set(handBacks.map((one) => one.mentorId))) {
    const own = handBacks.filter((one) => one.mentorId === id).map((one) => one.at);
    const until = restsFromQuietUntil(own, tx.now);
    if (until) resting.set(id, until);
  }
  return resting;
}

/** One of two people would rather not hear from the other: what they planned is off. What runs is theirs to end. */
export async function talkersParted(tx: Tx, byId: string, otherId: string): Promise<void> {
  for (const { id } of await findSessionsOf(tx, byId, ['planned', 'open'])) {
    const session = await lockSession(tx, id);
    if (!session || ![session.mentorId, session.menteeId].includes(otherId)) continue;
    // It would tell the mentor who asked quietly: it does not open when its time comes.
    if (isVeiled(session) && session.mentorId === byId) continue;
    if (session.state === 'planned' || session.state === 'open') await endSession(tx, session, 'cancelled');
  }
}

/**
 * A member is away: what they cannot hold is ended decently, and the other person hears of it. A session at an agreed
 * time after the pause stands, and one that runs is left to the two.
 */
export async function partnerGone(tx: Tx, memberId: string, away: Away): Promise<void> {
  for (const { id } of await findSessionsOf(tx, memberId, ['planned', 'open', 'running'])) {
    const session = await lockSession(tx, id);
    if (!session || session.state === 'ended') continue;
    const isLeftToThem = away !== 'left' && session.state === 'running';
    const at = session.state === 'planned' ? session.plannedFor : undefined;
    if (!isLeftToThem && isMissed(away, at)) await endWithout(tx, session, memberId);
  }
}
