import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../database/transaction.ts';
import { UserError } from '../../errors.ts';
import { publish } from '../../events.ts';
import { jobKind } from '../../jobs/define.ts';
import { requireMember } from '../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../prompts/service/index.ts';
import { type Action, askAt, remindAt, type Snooze, snoozedTo } from './rules.ts';
import { actionsIn, closeAction, findAction, insertAction, moveAction, openActions } from './store/index.ts';
/** Asks an owner how it went; `round` counts the snoozes before it. */
export const duePrompt = jobKind(
  'follow-ups.due',
  z.object({ actionId: z.string(), round: z.number().int(), isReminder: z.boolean() }),
);
/** Tells the other person of the session that an action is done. */
export const donePrompt = jobKind('follow-ups.done', z.object({ actionId: z.string() }));

export type Agreed = { ownerId: string; when: string; will: string; dueOn: Temporal.PlainDate | string };
type SessionPair = { id: string; mentorId: string; menteeId: string };

const groupOf = (actionId: string) => `action:${actionId}`;

/**
 * Keeps what the two agreed on and plans to ask each owner on the due day.
 * `dueOn` is a local date of the owner, also as YYYY-MM-DD.
 * @throws UserError when the owner is neither of the two, words are missing, or the date lies behind.
 */
export async function agreeActions(tx: Tx, session: SessionPair, agreed: Agreed[]): Promise<Action[]> {
  const actions: Action[] = [];
  for (const item of agreed) actions.push(await agree(tx, session, item));
  return actions;
}

async function agree(tx: Tx, { id: sessionId, mentorId, menteeId }: SessionPair, item: Agreed): Promise<Action> {
  const { ownerId } = item;
  const [when, will] = [item.when.trim(), item.will.trim()];
  if (ownerId !== mentorId && ownerId !== menteeId)
    throw new UserError('An action belongs to one of the two who talked.');
  if (when === '' || will === '') throw new UserError('An action needs both parts: when …, and I will ….');
  const owner = await requireMember(tx, ownerId);
  const dueOn = Temporal.PlainDate.from(item.dueOn);
  if (Temporal.PlainDate.compare(dueOn, tx.now.toZonedDateTimeISO(owner.zone).toPlainDate()) < 0)
    throw new UserError('That due date is in the past. Please choose today or later.');
  const partnerId = ownerId === mentorId ? menteeId : mentorId;
  const start = { state: 'open' as const, snoozes: 0 };
  const action: Action = { id: randomUUID(), sessionId, ownerId, partnerId, when, will, dueOn, ...start };
  await insertAction(tx, action);
  await ask(tx, action);
  tx.touch(ownerId);
  return action;
}

/** A member's open actions, the most urgent first. */
export function actionsOf(tx: Tx, memberId: string): Promise<Action[]> {
  return openActions(tx, memberId);
}

/** Everything that was agreed in one session, in whatever state, the first first. */
export function actionsOfSession(tx: Tx, sessionId: string): Promise<Action[]> {
  return actionsIn(tx, sessionId);
}

/** The owner did it; the partner hears of it once. @throws UserError when it is somebody else's or closed. */
export async function completeAction(tx: Tx, actionId: string, byId: string): Promise<void> {
  const action = await ownOpenAction(tx, actionId, byId);
  await closeAction(tx, actionId, 'done');
  await publish(tx, { actionDone: { actionId } });
  await settle(tx, action);
  const schedule = { memberId: action.partnerId, key: `${groupOf(actionId)}:done`, dueAt: tx.now };
  await queuePrompt(tx, donePrompt, { actionId }, schedule);
}

/** The owner lets it go; nobody is told. @throws UserError when it is somebody else's or closed. */
export async function dropAction(tx: Tx, actionId: string, byId: string): Promise<void> {
  const action = await ownOpenAction(tx, actionId, byId);
  await closeAction(tx, actionId, 'dropped');
  await settle(tx, action);
}

/** Moves the due day. @throws UserError when it is somebody else's or closed. */
export async function snoozeAction(tx: Tx, actionId: string, byId: string, snooze: Snooze): Promise<void> {
  const action = await ownOpenAction(tx, actionId, byId);
  const dueOn = snoozedTo(await requireMember(tx, byId), tx.now, snooze);
  await moveAction(tx, action, dueOn);
  await settle(tx, action);
  await ask(tx, { ...action, dueOn, snoozes: action.snoozes + 1 });
}

async function ownOpenAction(tx: Tx, actionId: string, byId: string): Promise<Action> {
  const action = await findAction(tx, actionId);
  if (!action) throw new UserError('That action is no longer there, so nothing was changed.');
  if (action.ownerId !== byId) throw new UserError('That action is someone else’s, so only they can change it.');
  if (action.state === 'done') throw new UserError('You marked that one as done already. Nothing more to do.');
  if (action.state === 'dropped') throw new UserError('You dropped that one already. Nothing more to do.');
  return action;
}

/** Nothing more is said about this round, and what was said shows the new state. */
async function settle(tx: Tx, { id, ownerId }: Action): Promise<void> {
  await cancelPrompts(tx, groupOf(id));
  await refreshPrompts(tx, groupOf(id));
  tx.touch(ownerId);
}

async function ask(tx: Tx, { id, ownerId, dueOn, snoozes }: Action): Promise<void> {
  const dueAt = askAt(await requireMember(tx, ownerId), dueOn, tx.now);
  const schedule = { memberId: ownerId, key: `${groupOf(id)}:${snoozes}:due`, dueAt, group: groupOf(id) };
  await queuePrompt(tx, duePrompt, { actionId: id, round: snoozes, isReminder: false }, schedule);
}

/** `today` is the owner's date. */
export type ActionNow = { action: Action; owner: string; partner: string; today: Temporal.PlainDate };

/** An action and the names of the two, or undefined when it is gone. */
export async function actionFor(tx: Tx, actionId: string): Promise<ActionNow | undefined> {
  const action = await findAction(tx, actionId);
  if (!action) return undefined;
  const owner = await requireMember(tx, action.ownerId);
  const today = tx.now.toZonedDateTimeISO(owner.zone).toPlainDate();
  return { action, owner: owner.name, partner: (await requireMember(tx, action.partnerId)).name, today };
}

/** Plans the one reminder; called when the owner is asked, so that a pause in between costs nobody their time. */
export async function planReminder(tx: Tx, { id, ownerId, snoozes }: Action): Promise<void> {
  const dueAt = remindAt(await requireMember(tx, ownerId), tx.now);
  const schedule = { memberId: ownerId, key: `${groupOf(id)}:${snoozes}:reminder`, dueAt, group: groupOf(id) };
  await queuePrompt(tx, duePrompt, { actionId: id, round: snoozes, isReminder: true }, schedule);
}
