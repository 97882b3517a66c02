import type { Tx } from '../../../database/transaction.ts';
import { actionsOfSession, agreeActions } from '../../follow-ups/service.ts';
import { addWorkingDays } from '../../members/rules/index.ts';
import { requireMember } from '../../members/service.ts';
import { spend } from '../../quotas/service.ts';
import { skillName } from '../../skills/service/index.ts';
import { type Session, withRecap } from '../rules/index.ts';
import { DUE_AFTER, divide, type Step, type WrapUp } from '../rules/wrap-up.ts';
import { changeSession } from '../store/index.ts';
import { notePress } from './clock.ts';
import { endSession, sessionFor } from './ending.ts';
import { cancelTimers, postRecap, refresh, sayWhoDid } from './queue.ts';
import { settle } from './settle.ts';
import { keepWord } from './words.ts';

/** @throws UserError when this member cannot wrap the session up. */
export async function wrapUpOf(tx: Tx, id: string, byId: string) {
  const session = await sessionFor(tx, id, 'wrap up', byId);
  const names = await namesOf(tx, session);
  const agreed = await actionsOfSession(tx, id);
  return { session, byId, topic: await skillName(tx, session.skillId), names, agreed };
}

/** The names of the two. */
async function namesOf(tx: Tx, session: Session): Promise<{ mentor: string; mentee: string }> {
  const mentor = await requireMember(tx, session.mentorId);
  const mentee = await requireMember(tx, session.menteeId);
  return { mentor: mentor.name, mentee: mentee.name };
}

/**
 * Ends the session, or adds to the wrap-up of one that ended: the writer's recap stands beside the other's, new actions
 * are added while there is room, and nothing is kept twice.
 * @returns the actions for which there was no room. @throws UserError when this member cannot wrap it up.
 */
export async function wrapUp(tx: Tx, id: string, byId: string, given: WrapUp): Promise<Step[]> {
  const found = await sessionFor(tx, id, 'wrap up', byId);
  await spend(tx, await requireMember(tx, byId), 'wrap-up');
  const before = await tellingOf(tx, found, byId, given);
  const isFirst = before.ending !== 'wrapped up';
  const ended = isFirst ? await close(tx, before) : await settle(tx, before);
  const steps = await Promise.all(given.steps.map((step) => toAction(tx, ended, step)));
  const { fit, unfit } = divide(await actionsOfSession(tx, id), steps);
  await agreeActions(tx, ended, fit);
  const recaps = withRecap(ended.recaps, byId, given.recap);
  const recap = JSON.stringify(recaps);
  const isNews = fit.length > 0 || recap !== JSON.stringify(ended.recaps);
  await changeSession(tx, id, { recap });
  if (isFirst || isNews) await postRecap(tx, ended, isFirst && ended.recapTs === undefined);
  if (!isFirst && isNews) await sayWhoDid(tx, ended, 'added', byId);
  if (!isFirst && isNews) await refresh(tx, ended);
  return unfit.map(({ step }) => step);
}

/** What a wrap-up tells of whether they talked: the mentee says so; of the mentor it shows that they were there. */
async function tellingOf(tx: Tx, session: Session, byId: string, { recap, steps }: WrapUp): Promise<Session> {
  const hasWords = recap.trim() !== '' || steps.length > 0;
  if (byId === session.menteeId) return keepWord(tx, session, byId, hasWords ? 'looked back' : 'talked');
  return session.state === 'ended' ? session : notePress(tx, session, byId);
}

/** Ends it now; one that closed itself before counts as wrapped up from here on. */
async function close(tx: Tx, session: Session): Promise<Session> {
  if (session.state !== 'ended') return endSession(tx, session, 'wrapped up');
  await cancelTimers(tx, session);
  const wrapped = await settle(tx, (await changeSession(tx, session.id, { ending: 'wrapped up' })) ?? session);
  await refresh(tx, wrapped);
  return wrapped;
}

async function toAction(tx: Tx, session: Session, step: Step) {
  const ownerId = step.owner === 'mentor' ? session.mentorId : session.menteeId;
  const owner = await requireMember(tx, ownerId);
  const today = tx.now.toZonedDateTimeISO(owner.zone).toPlainDate();
  const chosen = step.dueOn ?? addWorkingDays(owner, tx.now, DUE_AFTER);
  // A date that is still today somewhere may be yesterday for its owner.
  const dueOn = Temporal.PlainDate.compare(chosen, today) < 0 ? today : chosen;
  return { ownerId, when: step.when, will: step.will, dueOn, step };
}
