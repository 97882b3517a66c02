import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Urgency } from '../../matching/rules/score.ts';
import { rankMentors } from '../../matching/service/index.ts';
import { type Format, NO_END } from '../../members/rules/index.ts';
import { lockMember, mentorsOffering, requireMember } from '../../members/service.ts';
import { refreshPrompts } from '../../prompts/service/index.ts';
import { spend, whyOver } from '../../quotas/service.ts';
import { hasHelpedWith } from '../../sessions/service/index.ts';
import { noteUse, type SkillRef, skillName } from '../../skills/service/index.ts';
import { CANDIDATES_KEPT, lifetimeOf, MOST_OPEN, NO_QUIET, type Request } from '../rules/index.ts';
import { findRequest, insertRequest, lockRequest, requestsOf } from '../store/index.ts';
import { isSuspended } from '../store/suspension.ts';
import { whyNotAsked } from './askable.ts';
import { showAskedAgain } from './asked-again.ts';
import { advance, clear, showProgress, standingOf } from './cascade.ts';
import { close, endWait } from './closing.ts';
import { groupOf, lifetimeOverJob, progressJob, progressKey } from './job-kinds.ts';
import { mayKnowMore } from './maybe.ts';
export type NewRequest = {
  menteeId: string;
  skillId: string;
  goal: string;
  tried: string;
  minutes: number;
  format: Format;
  urgency: Urgency;
  isAnonymous: boolean;
  mayHint?: boolean;
  isPrivate?: boolean;
  mayNameTopic?: boolean;
  sourceText?: string | undefined;
  sourceLink?: string | undefined;
  /** Asked first. */
  mentorId?: string | undefined;
  /** They do not offer the topic; a search for this text suggested them. */
  maybeFor?: string | undefined;
  /** Who stood on the result card, in that order. */
  shown?: string[] | undefined;
};

/**
 * Opens a request and asks the first colleague. @returns undefined when there is nobody who could be asked.
 * @throws UserError when the asker has one for this skill already, or three in all.
 */
export async function startRequest(tx: Tx, ask: NewRequest): Promise<Request | undefined> {
  const asker = await requireMember(tx, ask.menteeId);
  await lockMember(tx, ask.menteeId);
  const topic = await skillName(tx, ask.skillId);
  await checkRoom(tx, ask, topic);
  const over = ask.mentorId && (await whyOver(tx, asker, 'offer', ask.mentorId));
  if (over) throw new UserError(over);
  const request = await draft(tx, ask, topic);
  const { step } = await standingOf(tx, request, []);
  if (step.do === 'close') return undefined;
  await spend(tx, asker, 'request');
  await noteUse(tx, ask.skillId, ask.menteeId);
  await endWait(tx, ask.menteeId, ask.skillId);
  await insertRequest(tx, rowOf(request));
  await showAskedAgain(tx, request);
  await enqueue(tx, progressJob, { requestId: request.id }, { key: progressKey(request.id), lane: ask.menteeId });
  await planEnd(tx, request);
  await advance(tx, request.id);
  tx.touch(ask.menteeId);
  return findRequest(tx, request.id);
}

async function checkRoom(tx: Tx, { menteeId, skillId, isAnonymous }: NewRequest, topic: string): Promise<void> {
  if (isAnonymous && (await isSuspended(tx, menteeId))) throw new UserError(NO_QUIET);
  const why = await whyNoRoom(tx, menteeId, { id: skillId, name: topic });
  if (why !== undefined) throw new UserError(why);
}

/** Why there is no room for one more request about this, in words for the asker; undefined when there is. */
export async function whyNoRoom(tx: Tx, menteeId: string, skill: SkillRef | undefined): Promise<string | undefined> {
  const open = await requestsOf(tx, menteeId, ['open']);
  if (skill && open.some((r) => r.skillId === skill.id)) {
    return `You already have an open request about ${skill.name}. \`/mentor status\` shows how it is going.`;
  }
  if (open.length < MOST_OPEN) return undefined;
  return `You have ${MOST_OPEN} requests open, which is as many as fit. \`/mentor status\` lets you take one back.`;
}

async function draft(tx: Tx, ask: NewRequest, topic: string): Promise<Request> {
  const asker = await requireMember(tx, ask.menteeId);
  const { mentorId, shown = [], maybeFor: _, ...rest } = ask;
  const ranked = (await rankMentors(tx, ask, CANDIDATES_KEPT)).map((match) => match.memberId);
  const isAskable = mentorId !== undefined && (await whyNotAsked(tx, ask, mentorId)) === undefined;
  const chosenId = isAskable && (await mayChoose(tx, ask, mentorId, ranked)) ? mentorId : undefined;
  // Being shown changes whose turn it is, and the asker should get the order that they saw.
  const seen = shown.filter((id) => ranked.includes(id));
  const candidates = [...new Set([...(chosenId ? [chosenId] : []), ...seen, ...ranked])];
  return {
    ...rest,
    ...seenByOthers(ask),
    ...{ id: randomUUID(), topic, state: 'open', chosenId, candidates },
    ...{ progress: undefined, createdAt: tx.now, expiresAt: lifetimeOf(asker, tx.now) },
  };
}

/** What others may see of an ask. Of a quiet one nothing that could lead back to its asker, whatever was ticked. */
function seenByOthers(ask: NewRequest) {
  const { isAnonymous, isPrivate = false, mayHint = false, mayNameTopic = false, sourceText, sourceLink } = ask;
  if (!isAnonymous) return { isPrivate, mayHint, mayNameTopic, sourceText, sourceLink };
  // A message that it is about says, one click on, who wrote it.
  return { isPrivate: true, mayHint: false, mayNameTopic: false, sourceText: undefined, sourceLink: undefined };
}

/** Whoever was picked must be somebody whom the asker could have picked. */
async function mayChoose(tx: Tx, ask: NewRequest, mentorId: string, ranked: string[]): Promise<boolean> {
  if (ranked.includes(mentorId)) return true;
  if (ask.maybeFor !== undefined)
    return (await mayKnowMore(tx, ask.maybeFor, ask.menteeId)).some((one) => one.id === mentorId);
  const offering = await mentorsOffering(tx, [ask.skillId]);
  if (offering.some((held) => held.memberId === mentorId)) return true;
  return hasHelpedWith(tx, mentorId, ask.menteeId, ask.skillId);
}

export function rowOf(request: Request) {
  return {
    id: request.id,
    mentee_id: request.menteeId,
    skill_id: request.skillId,
    goal: request.goal,
    tried: request.tried,
    minutes: request.minutes,
    format: request.format,
    urgency: request.urgency,
    is_anonymous: request.isAnonymous ? 1 : 0,
    may_hint: request.mayHint ? 1 : 0,
    is_private: request.isPrivate ? 1 : 0,
    may_name_topic: request.mayNameTopic ? 1 : 0,
    source_text: request.sourceText ?? null,
    source_link: request.sourceLink ?? null,
    state: request.state,
    chosen_id: request.chosenId ?? null,
    candidates: JSON.stringify(request.candidates),
    progress_channel: null,
    progress_ts: null,
    created_at: iso(request.createdAt),
    expires_at: request.expiresAt ? iso(request.expiresAt) : null,
    closed_at: null,
    waited_minutes: null,
  };
}

/** The request closes by itself at the end of its lifetime. */
export async function planEnd(tx: Tx, request: Request): Promise<void> {
  if (!request.expiresAt || request.expiresAt.equals(NO_END)) return;
  const schedule = { runAt: request.expiresAt, group: groupOf(request.id) };
  await enqueue(tx, lifetimeOverJob, { requestId: request.id }, schedule);
}

/** The asker takes a request back, or leaves its wait list. @throws UserError when it is not theirs or not open. */
export async function cancelRequest(tx: Tx, requestId: string, by: string): Promise<Request> {
  const request = await lockRequest(tx, requestId);
  if (!request) throw new UserError('This request is no longer there, so nothing was changed.');
  if (request.menteeId !== by) throw new UserError('Only the person who asked can take a request back.');
  if (request.state === 'matched')
    throw new UserError('Someone has accepted this already. You can cancel in your conversation.');
  if (!(await close(tx, request, ['open', 'waiting'], 'cancelled'))) {
    throw new UserError('This request is closed already, so nothing was changed.');
  }
  await clear(tx, requestId);
  await refreshPrompts(tx, groupOf(requestId));
  await showProgress(tx, request);
  return request;
}
