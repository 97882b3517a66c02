import { UserError } from '../../../errors.ts';
import type { Work } from '../../../work.ts';
import { isOwner, requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service.ts';
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
} from '../rules.ts';
import { deleteHelps } from '../store/helps.ts';
import { findCard, lockCard, openCardsOf, saveCard } from '../store.ts';
import { news, takenDown } from './kinds.ts';
/** Everything that is said about one card. */
export const groupOf = (cardId: string) => `knowledge:${cardId}`;

/** The card, held until the transaction ends. @throws UserError when this member cannot do that to it now. */
export async function cardFor(work: Work, cardId: string, deed: Deed, byId: string): Promise<KnowledgeCard> {
  const card = await lockCard(work, cardId);
  const refusal = card ? cardRefusal(card, deed, byId) : GONE;
  if (refusal !== undefined || !card) throw new UserError(refusal ?? GONE);
  return card;
}

/** Approves exactly these words; once both have, the card is shown. @throws UserError when they were changed or ended. */
export async function approveCard(work: Work, cardId: string, version: number, byId: string): Promise<void> {
  const card = approved(await cardFor(work, cardId, { do: 'approve', version }, byId), byId);
  await saveCard(work, card, isShown(card));
  await decided(work, card);
  if (isShown(card)) await tell(work, card, otherOf(card, byId), 'published');
}

/** Ends a card for good: nobody is shown it, and its words are deleted. @throws UserError when it is not theirs. */
export async function withdrawCard(work: Work, cardId: string, byId: string): Promise<void> {
  const card = await cardFor(work, cardId, { do: 'withdraw' }, byId);
  await end(work, ended(card, 'withdrawn'));
  const otherId = otherOf(card, byId);
  if (isToldOfEnd(card, otherId)) await tell(work, card, otherId, 'not published');
}

/** Withdraws every card of somebody whose data is deleted. */
export async function withdrawCardsOf(work: Work, memberId: string): Promise<void> {
  for (const card of await openCardsOf(work, memberId)) await withdrawCard(work, card.id, memberId);
}

/** Ends a card that is shown, and tells both why. @throws UserError when they are no owner, or it is not shown. */
export async function takeDown(work: Work, cardId: string, byId: string, reason: string): Promise<void> {
  if (!(await isOwner(work, byId))) throw new UserError('Only the owners of Bitewise can take a card down.');
  const card = await lockCard(work, cardId);
  if (!card || !isShown(card))
    throw new UserError('That card is not shown any more, so there is nothing to take down.');
  await end(work, ended(card, 'taken down', reason));
  for (const memberId of [card.proposerId, card.partnerId]) {
    const schedule = { memberId, key: `${groupOf(cardId)}:taken-down:${memberId}`, dueAt: work.now };
    await queuePrompt(work, takenDown, { cardId, memberId }, schedule);
  }
}

async function end(work: Work, card: KnowledgeCard): Promise<void> {
  await saveCard(work, card);
  await deleteHelps(work, card.id);
  await decided(work, card);
}

/** What was to be said about the card is out of date, and what was said shows how it stands now. */
export async function decided(work: Work, card: KnowledgeCard): Promise<void> {
  await cancelPrompts(work, groupOf(card.id));
  await refreshPrompts(work, groupOf(card.id));
  work.touch(card.proposerId);
  work.touch(card.partnerId);
}

async function tell(work: Work, card: KnowledgeCard, memberId: string, what: 'published' | 'not published') {
  const group = groupOf(card.id);
  const schedule = { memberId, key: `${group}:${what}:${card.version}:${memberId}`, dueAt: work.now, group };
  await queuePrompt(work, news, { cardId: card.id, memberId }, schedule);
}

/** A card as one of its two people sees it. */
export type OwnCard = Awaited<ReturnType<typeof seenBy>>;

/** @throws UserError when it is not theirs, or ended. */
export async function ownCard(work: Work, cardId: string, byId: string): Promise<OwnCard> {
  return seenBy(work, await cardFor(work, cardId, { do: 'look' }, byId), byId);
}

/** How a card stands now for one of its two people, ended or not; undefined when it is not there any more. */
export async function cardNow(work: Work, cardId: string, memberId: string): Promise<OwnCard | undefined> {
  const card = await findCard(work, cardId);
  return card && seenBy(work, card, memberId);
}

export async function seenBy(work: Work, card: KnowledgeCard, memberId: string) {
  const topic = await skillName(work, card.skillId);
  const partner = (await requireMember(work, otherOf(card, memberId))).name;
  const { id, version, question, answer, state, reason } = card;
  const isOwnText = card.editorId === memberId;
  const standing = { isApproved: hasApproved(card, memberId), isShown: isShown(card) };
  return { id, version, question, answer, state, reason, topic, partner, isOwnText, ...standing };
}
