import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { checkReach, requireMember } from '../../members/service.ts';
import { spend } from '../../quotas/service.ts';
import { partnerOf, pickQuestion, remaining, type Session } from '../../sessions/rules/index.ts';
import { getSession, notePress } from '../../sessions/service/index.ts';
import {
  type Deck,
  isRolePlay,
  type Note,
  ownScene,
  type Pick,
  ROLE_PLAY_MINUTES,
  type RolePlay,
  refusal,
  swapped,
  type Technique,
} from '../rules.ts';
import { deleteTechnique, findTechnique, findTechniques, insertTechnique, setOver, updateTechnique } from '../store.ts';
import { decks } from './decks.ts';

const id = z.object({ techniqueId: z.string() });

/** What somebody picked, into the thread. */
export const postJob = jobKind('technique.post', id);
/** The jobs that bring the two messages of a pick into the thread; an edit of one waits for it. */
export const keysOf = (techniqueId: string) => ({
  pick: `technique:${techniqueId}`,
  debrief: `technique:${techniqueId}:debrief`,
});
/** The five minutes of a role-play are over. */
export const overJob = jobKind('technique.over', id);
/** The questions after a role-play. */
export const debriefJob = jobKind('technique.debrief', id);
/** The message of a pick or of those questions again, with the buttons that still do something. */
export const shownAgainJob = jobKind('technique.shown-again', id.extend({ part: z.enum(['pick', 'debrief']) }));

/** A running session of this member. @throws UserError when it is not theirs, or not running. */
async function runningSession(tx: Tx, sessionId: string, byId: string): Promise<Session> {
  const session = await getSession(tx, sessionId);
  const no = refusal(session, byId);
  if (no || !session) throw new UserError(no ?? '');
  await checkReach(tx, byId, partnerOf(session, byId), 'under way');
  return session;
}

/** A running session in which this member uses a technique now, which shows that they are there. */
async function used(tx: Tx, sessionId: string, byId: string): Promise<Session> {
  return notePress(tx, await runningSession(tx, sessionId, byId), byId);
}

/** Says whether this member may choose a technique now. @throws UserError when they may not. */
export async function checkChoice(tx: Tx, sessionId: string, byId: string): Promise<void> {
  await runningSession(tx, sessionId, byId);
}

/** Puts one card of a deck into the thread, a new one while there are any. @throws UserError as `runningSession` does. */
export async function drawCard(tx: Tx, sessionId: string, deck: Deck, byId: string): Promise<void> {
  await used(tx, sessionId, byId);
  const drawn = (await findTechniques(tx, sessionId)).flatMap(({ pick }) => (pick.kind === 'card' ? pick.text : []));
  const techniqueId = randomUUID();
  const text = pickQuestion(decks().cards[deck], drawn, Number.parseInt(techniqueId.slice(0, 8), 16));
  await add(tx, techniqueId, sessionId, byId, { kind: 'card', deck, text });
}

/** What the feedback form begins with. @throws UserError when this member may not give any now. */
export async function feedbackFor(tx: Tx, sessionId: string, byId: string) {
  const session = await runningSession(tx, sessionId, byId);
  return { sessionId, who: (await requireMember(tx, partnerOf(session, byId))).name };
}

/** Puts a note into the thread as its author saw it before. @throws UserError as `runningSession` does. */
export async function giveFeedback(tx: Tx, sessionId: string, byId: string, note: Note): Promise<void> {
  await used(tx, sessionId, byId);
  await add(tx, randomUUID(), sessionId, byId, { kind: 'feedback', note });
}

/** What the choice of a scene needs to know. @throws UserError when this member may not choose now. */
export async function scenesFor(tx: Tx, sessionId: string, byId: string) {
  const session = await runningSession(tx, sessionId, byId);
  const { mentee, mentor } = {
    mentee: await requireMember(tx, session.menteeId),
    mentor: await requireMember(tx, session.mentorId),
  };
  const names = { mentee: mentee.name, mentor: mentor.name };
  return { sessionId, scenes: decks().scenes, names, minutesLeft: remaining(session, tx.now)?.left ?? 0 };
}

export type SceneChoice = { scene?: string | undefined; own: string; practises: 'mentee' | 'mentor' };

/** Begins a role-play. @throws UserError when one is going on, or as `runningSession` does. */
export async function startRolePlay(tx: Tx, sessionId: string, byId: string, chosen: SceneChoice): Promise<void> {
  const session = await used(tx, sessionId, byId);
  const listed = decks().scenes.find(({ name }) => name === chosen.scene);
  const scene = chosen.own === '' ? listed : ownScene(chosen.own);
  if (!scene) throw new UserError('That scene is no longer in the list. Please choose another one.');
  const practiserId = chosen.practises === 'mentor' ? session.mentorId : session.menteeId;
  await addRolePlay(tx, sessionId, byId, { kind: 'role-play', scene, practiserId });
}

/** The same scene the other way round. @throws UserError when one is going on, or as `runningSession` does. */
export async function swapRoles(tx: Tx, techniqueId: string, byId: string): Promise<void> {
  const { session, played } = await rolePlay(tx, techniqueId, byId);
  await notePress(tx, session, byId);
  await addRolePlay(tx, session.id, byId, swapped(session, played));
  await showAgain(tx, played, 'debrief');
}

/** The two are done before the time is up. @throws UserError when it is over already, or as `runningSession` does. */
export async function stopRolePlay(tx: Tx, techniqueId: string, byId: string): Promise<void> {
  await notePress(tx, (await rolePlay(tx, techniqueId, byId)).session, byId);
  if (!(await endRolePlay(tx, techniqueId)))
    throw new UserError('This role-play is over already. Its three questions are further down in the thread.');
}

async function rolePlay(tx: Tx, techniqueId: string, byId: string): Promise<{ session: Session; played: RolePlay }> {
  const played = await findTechnique(tx, techniqueId);
  if (!played || !isRolePlay(played)) throw new UserError('That role-play is no longer here, so nothing was changed.');
  return { session: await runningSession(tx, played.sessionId, byId), played };
}

async function addRolePlay(tx: Tx, sessionId: string, byId: string, pick: Pick): Promise<void> {
  if (await add(tx, randomUUID(), sessionId, byId, pick)) return;
  throw new UserError('You’re in the middle of a role-play. Press “We’re done” under it first.');
}

async function add(tx: Tx, techniqueId: string, sessionId: string, byId: string, pick: Pick): Promise<boolean> {
  await spend(tx, await requireMember(tx, byId), 'technique');
  if (!(await insertTechnique(tx, { id: techniqueId, sessionId, byId, pick }))) return false;
  await enqueue(tx, postJob, { techniqueId }, { key: keysOf(techniqueId).pick, lane: sessionId });
  return true;
}

/** It is in the thread: the five minutes begin. The words of a note are Slack's from here on, and not kept. */
export async function posted(tx: Tx, techniqueId: string, messageTs: string): Promise<void> {
  const technique = await findTechnique(tx, techniqueId);
  if (technique?.pick.kind === 'feedback') await deleteTechnique(tx, techniqueId);
  await updateTechnique(tx, techniqueId, { message_ts: messageTs });
  if (!technique || !isRolePlay(technique)) return;
  // It ended while this was on its way.
  if (technique.isOver) return showAgain(tx, technique, 'pick');
  const endsAt = endFrom(tx.now);
  await updateTechnique(tx, techniqueId, { ends_at: iso(endsAt) });
  await enqueue(tx, overJob, { techniqueId }, { key: `technique:${techniqueId}:over`, runAt: endsAt });
}

/** It never got into the thread. */
export async function notPosted(tx: Tx, techniqueId: string): Promise<void> {
  await deleteTechnique(tx, techniqueId);
}

/** When a role-play that begins now is over. */
export const endFrom = (now: Temporal.Instant) => now.add({ minutes: ROLE_PLAY_MINUTES });

/** Ends a role-play and asks its three questions. @returns false when it was over before. */
export async function endRolePlay(tx: Tx, techniqueId: string): Promise<boolean> {
  const played = await findTechnique(tx, techniqueId);
  if (!played || !(await setOver(tx, techniqueId))) return false;
  await enqueue(tx, debriefJob, { techniqueId }, { key: keysOf(techniqueId).debrief, lane: played.sessionId });
  await showAgain(tx, played, 'pick');
  return true;
}

/** The questions after a role-play are in the thread. */
export async function debriefPosted(tx: Tx, techniqueId: string, debriefTs: string): Promise<void> {
  await updateTechnique(tx, techniqueId, { debrief_ts: debriefTs });
}

/** The session has ended: a role-play ends with it, without questions, and no button is left that does nothing. */
export async function sessionEnded(tx: Tx, sessionId: string): Promise<void> {
  for (const technique of await findTechniques(tx, sessionId)) {
    await showAgain(tx, technique, 'pick');
    if (!isRolePlay(technique)) continue;
    await setOver(tx, technique.id);
    await showAgain(tx, technique, 'debrief');
  }
}

async function showAgain(tx: Tx, { id: techniqueId }: Technique, part: 'pick' | 'debrief'): Promise<void> {
  await enqueue(tx, shownAgainJob, { techniqueId, part }, { lane: `edit:technique:${techniqueId}` });
}

/** What is to be said in the thread, with the session it belongs to; undefined when either is gone. */
export async function inSession(
  tx: Tx,
  techniqueId: string,
): Promise<{ technique: Technique; session: Session; isLatestScene: boolean } | undefined> {
  const technique = await findTechnique(tx, techniqueId);
  const session = technique && (await getSession(tx, technique.sessionId));
  if (!session) return undefined;
  const latest = (await findTechniques(tx, session.id)).findLast(isRolePlay);
  return { technique, session, isLatestScene: latest?.id === techniqueId };
}
