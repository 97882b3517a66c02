import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { lockMember, requireMember } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { trySpend } from '../../quotas/service.ts';
import { partnerOf } from '../../sessions/rules/index.ts';
import { getSession } from '../../sessions/service/index.ts';
import { anonymityFault, type Hidden } from '../rules/form.ts';
import { cardRefusal, changed, GONE, type KnowledgeCard, otherOf, type Words } from '../rules/index.ts';
import { insertCard, lockCard, saveCard } from '../store/index.ts';
import { decided, groupOf } from './decide.ts';
import { canBeAsked, hiddenOf, hiddenOfCard, whyNotPropose } from './form.ts';
import { approvalPrompt } from './job-kinds.ts';

const TAKEN = 'There’s a card from this session already, and a session has one. `/mentor cards` shows yours.';
const UNCHANGED = 'The words are as they were, so there’s nothing to send. If they suit you, approve the card.';
const NAMED =
  'There’s a name or a mention in the words, and cards don’t name people. Please take it out and send it again.';
const NOT_THERE = 'Your colleague of that session can’t approve other words at the moment, so it has to wait.';

/** Proposes a card; the other is asked to approve it. @returns why it was not sent, or undefined. */
export async function proposeCard(tx: Tx, sessionId: string, byId: string, words: Words): Promise<string | undefined> {
  const by = await requireMember(tx, byId);
  await lockMember(tx, byId);
  const session = await getSession(tx, sessionId);
  const refusal = await whyNotPropose(tx, session, byId);
  if (refusal !== undefined || !session) return refusal ?? GONE;
  const { skillId, mentorId, menteeId } = session;
  if (namesSomebody(words, await hiddenOf(tx, skillId, [mentorId, menteeId]))) return NAMED;
  const over = await trySpend(tx, by, 'card');
  if (over !== undefined) return over;
  const people = { proposerId: byId, partnerId: partnerOf(session, byId), editorId: byId };
  const counts = { version: 1, proposerApproved: 1, partnerApproved: 0 };
  const card: KnowledgeCard = {
    ...{ id: randomUUID(), sessionId, skillId, state: 'open', reason: '' },
    ...people,
    ...words,
    ...counts,
  };
  if (!(await insertCard(tx, card))) return TAKEN;
  await askOther(tx, card);
  return undefined;
}

/** Gives a card other words, which the other has to approve anew. @returns why they were not sent, or undefined. */
export async function changeCard(
  tx: Tx,
  cardId: string,
  version: number,
  byId: string,
  words: Words,
): Promise<string | undefined> {
  const card = await lockCard(tx, cardId);
  const refusal = card ? cardRefusal(card, { do: 'change', version }, byId) : GONE;
  if (refusal !== undefined || !card) return refusal ?? GONE;
  if (words.question === card.question && words.answer === card.answer) return UNCHANGED;
  if (!(await canBeAsked(tx, byId, otherOf(card, byId)))) return NOT_THERE;
  if (namesSomebody(words, await hiddenOfCard(tx, card))) return NAMED;
  const over = await trySpend(tx, await requireMember(tx, byId), 'card');
  if (over !== undefined) return over;
  const next = changed(card, byId, words);
  await saveCard(tx, next);
  await askOther(tx, next);
  return undefined;
}

/** The modal checks the names that it knew; these are the names of now. */
function namesSomebody({ question, answer }: Words, hidden: Hidden): boolean {
  return [question, answer].some((text) => anonymityFault(text, hidden) !== undefined);
}

/** Asks the one who has not approved these words; what was asked about earlier ones says so. */
async function askOther(tx: Tx, card: KnowledgeCard): Promise<void> {
  const { id: cardId, version } = card;
  const memberId = otherOf(card, card.editorId);
  await decided(tx, card);
  const group = groupOf(cardId);
  const schedule = { memberId, key: `${group}:ask:${version}`, dueAt: tx.now, group };
  await queuePrompt(tx, approvalPrompt, { cardId, version, memberId }, schedule);
}
