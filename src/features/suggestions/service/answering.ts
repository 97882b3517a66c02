import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import type { Words } from '../../../jobs/define.ts';
import { iso } from '../../../time.ts';
import { nextWorkingMorning } from '../../members/rules/index.ts';
import { blockedWith, getMember, isOwner, ownersOnly } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { type AnswerForm, isFinal, type Suggestion } from '../rules.ts';
import {
  answeredSuggestions,
  deleteTell,
  findSuggestion,
  lockSuggestion,
  suggestionsIn,
  toTell,
  updateSuggestion,
} from '../store.ts';
import { answeredGroup, answeredPrompt } from './job-kinds.ts';
import { readableBy, touchOwners } from './waiting.ts';

/** Suggestions of one list. */
const SHOWN = 15;
const SHOWN_ANSWERED = 10;

const GONE = 'This suggestion isn’t here anymore. `/mentor suggestions` shows those that are.';
const MEANWHILE = 'Another owner has answered this meanwhile. Close this and open it again to see what they said.';

export type ListShown = { waiting: Suggestion[]; more: number; answered: Suggestion[] };

/** What people suggested, for an owner. @throws UserError when they are none. */
export async function suggestionsFor(tx: Tx, by: string): Promise<ListShown> {
  await ownersOnly(tx, by);
  const waiting = await readableBy(tx, by, await suggestionsIn(tx, 'new'));
  const answered = await readableBy(tx, by, await answeredSuggestions(tx, SHOWN_ANSWERED));
  return { waiting: waiting.slice(0, SHOWN), more: Math.max(0, waiting.length - SHOWN), answered };
}

/** One of them. @throws UserError when they are no owner, or it is not there for them. */
export async function suggestionFor(tx: Tx, by: string, id: string): Promise<Suggestion> {
  await ownersOnly(tx, by);
  return readable(tx, by, await findSuggestion(tx, id));
}

async function readable(tx: Tx, by: string, found: Suggestion | undefined): Promise<Suggestion> {
  const [mine] = found ? await readableBy(tx, by, [found]) : [];
  if (!mine) throw new UserError(GONE);
  return mine;
}

/**
 * Says what becomes of a suggestion; whoever made it is told, once for each answer.
 * @param seen when it was answered last, as the owner saw it
 * @throws UserError when they are no owner, it is gone, or another owner was quicker.
 */
export async function answerSuggestion(tx: Tx, by: string, id: string, seen: string, form: AnswerForm): Promise<void> {
  await ownersOnly(tx, by);
  const before = await readable(tx, by, await lockSuggestion(tx, id));
  const isSame = before.answeredBy === by && before.state === form.state && before.answer === form.answer;
  if (isSame) return;
  if (before.answeredAt !== seen) throw new UserError(MEANWHILE);
  const at = iso(tx.now);
  await updateSuggestion(tx, id, { ...form, answered_by: by, answered_at: at });
  await cancelPrompts(tx, answeredGroup(id));
  await refreshPrompts(tx, answeredGroup(id));
  await touchOwners(tx);
  const readers = before.memberId === undefined ? await toTell(tx, id) : [before.memberId];
  for (const memberId of readers) if (memberId !== by) await tell(tx, before, memberId, at);
}

/**
 * Whoever gave no name reads it on the morning of their next working day: told at once, they would be known by looking
 * up from their desk just after the click.
 */
async function tell(tx: Tx, { id, memberId: name }: Suggestion, memberId: string, at: string): Promise<void> {
  const reader = await getMember(tx, memberId);
  if (!reader) return;
  const dueAt = name === undefined ? nextWorkingMorning(reader, tx.now) : tx.now;
  const schedule = { memberId, key: `${answeredPrompt.name}:${id}:${at}:${memberId}`, dueAt };
  await queuePrompt(tx, answeredPrompt, { id, memberId }, { ...schedule, group: answeredGroup(id) });
}

export type AnsweredShown = Suggestion & { state: AnswerForm['state'] };

/**
 * What whoever suggested something reads, as things stand: without the words of an owner with whom they would rather
 * have nothing to do. Undefined when it is gone.
 */
export async function answeredNow(tx: Tx, id: string, memberId: string): Promise<AnsweredShown | undefined> {
  const now = await findSuggestion(tx, id);
  if (!now || now.state === 'kept' || now.state === 'new') return undefined;
  const { state, answeredBy } = now;
  if (answeredBy === undefined) return { ...now, state, answer: '' };
  const isBlocked = (await blockedWith(tx, memberId, [answeredBy])).has(answeredBy);
  return { ...now, state, ...(isBlocked ? { answer: '', answeredBy: undefined } : {}) };
}

/** Whose words such a message carries, and to whom. */
export async function answerWords(tx: Tx, id: string, memberId: string): Promise<Words> {
  const now = await answeredNow(tx, id, memberId);
  return now?.answeredBy === undefined ? [] : [[now.answeredBy, memberId, 'under way']];
}

/** They have read what becomes of it: where no more is expected, nothing says any more who made a nameless one. */
export async function told(tx: Tx, id: string, memberId: string): Promise<void> {
  const now = await findSuggestion(tx, id);
  if (now && isFinal(now.state)) await deleteTell(tx, id, memberId);
}

/** A suggestion as one of those in it has it: whoever made it (`isOwn`), or an owner; undefined for anybody else. */
export async function suggestionSeenBy(tx: Tx, viewerId: string, id: string) {
  const found = await findSuggestion(tx, id);
  if (!found) return undefined;
  if (found.memberId === viewerId || (await toTell(tx, id)).includes(viewerId)) {
    const now = await answeredNow(tx, id, viewerId);
    return now && { ...now, isOwn: true };
  }
  const [shown] = (await isOwner(tx, viewerId)) ? await readableBy(tx, viewerId, [found]) : [];
  return shown && { ...shown, isOwn: false };
}
