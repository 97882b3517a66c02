import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { isOwner, requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import {
  approved,
  cardRefusal,
  type Deed,
  ended,
  GONE,
  hasApproved,
  isShown,
  isToldOfEnd,
  type KnowledgeCard,
  otherOf,
} from '../rules/index.ts';
import { deleteHelps } from '../store/helps.ts';
import { findCard, lockCard, openCardsOf, saveCard } from '../store/index.ts';
import { newsPrompt, takenDownPrompt } from './job-kinds.ts';
/** Everything that is said about one card. */
export const groupOf = (cardId: string) => `knowledge:${cardId}`;

/** The card, held until the transaction ends. @throws UserError when this member cannot do that to it now. */
export async function cardFor(tx: Tx, cardId: string, deed: Deed, byId: string): Promise<KnowledgeCard> {
  const card = await lockCard(tx, cardId);
  const refusal = card ? cardRefusal(card, deed, byId) : GONE;
  if (refusal !== undefined || !card) throw new UserError(refusal ?? GONE);
  return card;
}

/** Approves exactly these words; once both have, the card is shown. @throws UserError when they were changed or ended. */
export async function approveCard(tx: Tx, cardId: string, version: number, byId: string): Promise<void> {
  const card = approved(await cardFor(tx, cardId, { do: 'approve', version }, byId), byId);
  await saveCard(tx, card, isShown(card));
  await decided(tx, card);
  if (isShown(card)) await tell(tx, card, otherOf(card, byId), 'published');
}

/** Ends a card for good: nobody is shown it, and its words are deleted. @throws UserError when it is not theirs. */
export async function withdrawCard(tx: Tx, cardId: string, byId: string): Promise<void> {
  const card = await cardFor(tx, cardId, { do: 'withdraw' }, byId);
  await end(tx, ended(card, 'withdrawn'));
  const otherId = otherOf(card, byId);
  if (isToldOfEnd(card, otherId)) await tell(tx, card, otherId, 'not published');
}

/** Withdraws every card of somebody whose data is deleted. */
export async function withdrawCardsOf(tx: Tx, memberId: string): Promise<void> {
  for (const card of await openCardsOf(tx, memberId)) await withdrawCard(tx, card.id, memberId);
}

/** Ends a card that is shown, and tells both why. @throws UserError when they are no owner, or it is not shown. */
export async function takeDown(tx: Tx, cardId: string, byId: string, reason: string): Promise<void> {
  if (!(await isOwner(tx, byId))) throw new UserError('Only the owners of Bitewise can take a card down.');
  const card = await lockCard(tx, cardId);
  if (!card || !isShown(card)) throw new UserError('That card isn’t shown any more, so there’s nothing to take down.');
  await end(tx, ended(card, 'taken down', reason));
  for (const memberId of [card.proposerId, card.partnerId]) {
    const schedule = { memberId, key: `${groupOf(cardId)}:taken-down:${memberId}`, dueAt: tx.now };
    await queuePrompt(tx, takenDownPrompt, { cardId, memberId }, schedule);
  }
}

async function end(tx: Tx, card: KnowledgeCard): Promise<void> {
  await saveCard(tx, card);
  await deleteHelps(tx, card.id);
  await decided(tx, card);
}

/** What was to be said about the card is out of date, and what was said shows how it stands now. */
export async function decided(tx: Tx, card: KnowledgeCard): Promise<void> {
  await cancelPrompts(tx, groupOf(card.id));
  await refreshPrompts(tx, groupOf(card.id));
  tx.touch(card.proposerId);
  tx.touch(card.partnerId);
}

async function tell(tx: Tx, card: KnowledgeCard, memberId: string, what: 'published' | 'not published') {
  const group = groupOf(card.id);
  const schedule = { memberId, key: `${group}:${what}:${card.version}:${memberId}`, dueAt: tx.now, group };
  await queuePrompt(tx, newsPrompt, { cardId: card.id, memberId }, schedule);
}

/** A card as one of its two people sees it. */
export type OwnCard = Awaited<ReturnType<typeof seenBy>>;

/** @throws UserError when it is not theirs, or ended. */
export async function ownCard(tx: Tx, cardId: string, byId: string): Promise<OwnCard> {
  return seenBy(tx, await cardFor(tx, cardId, { do: 'look' }, byId), byId);
}

/** How a card stands now for one of its two people, ended or not; undefined when it is not there any more. */
export async function cardNow(tx: Tx, cardId: string, memberId: string): Promise<OwnCard | undefined> {
  const card = await findCard(tx, cardId);
  return card && seenBy(tx, card, memberId);
}

export async function seenBy(tx: Tx, card: KnowledgeCard, memberId: string) {
  const topic = await skillName(tx, card.skillId);
  const partner = (await requireMember(tx, otherOf(card, memberId))).name;
  const { id, version, question, answer, state, reason } = card;
  const isOwnText = card.editorId === memberId;
  const standing = { isApproved: hasApproved(card, memberId), isShown: isShown(card) };
  return { id, version, question, answer, state, reason, topic, partner, isOwnText, ...standing };
}
