import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { areFew } from '../../../small-counts.ts';
import { nextWorkingMorning } from '../../members/rules/index.ts';
import { blockedWith, isOwner, mayReach, requireMember } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { skillName } from '../../skills/service/index.ts';
import { endOfMonth, isShown, type KnowledgeCard, MOST_OFFERED, monthOf } from '../rules/index.ts';
import { helpedBy, helpsIn, insertHelp } from '../store/helps.ts';
import { findCard, openCardsOf, shownCards } from '../store/index.ts';
import { helpedPrompt } from './job-kinds.ts';

export type Offered = { id: string; question: string };
export type CardsOffered = { skillId: string; best: Offered[]; total: number };

const NOT_SHOWN = 'That card isn’t shown any more. `/mentor` and its topic finds a colleague who knows.';

const isOwn = (card: KnowledgeCard, memberId: string) => [card.proposerId, card.partnerId].includes(memberId);

/** The cards of a skill that others wrote: the best few, and how many there are. */
export async function cardsFor(tx: Tx, skillId: string, readerId: string): Promise<CardsOffered> {
  const cards = (await readable(tx, skillId, readerId)).filter(({ card }) => !isOwn(card, readerId));
  const best = cards.slice(0, MOST_OFFERED).map(({ card: { id, question } }) => ({ id, question }));
  return { skillId, best, total: cards.length };
}

/** The cards of a skill by people whose words may reach this reader. */
async function readable(tx: Tx, skillId: string, readerId: string) {
  const cards = await shownCards(tx, skillId);
  const authors = cards.flatMap(({ card }) => [card.proposerId, card.partnerId]);
  const blocked = await blockedWith(tx, readerId, [...new Set(authors)]);
  return cards.filter(({ card }) => !blocked.has(card.proposerId) && !blocked.has(card.partnerId));
}

export type CardList = { topic: string; cards: Offered[] };

/** All cards of a skill, the reader's own as well. */
export async function cardsOfSkill(tx: Tx, skillId: string, readerId: string): Promise<CardList> {
  const topic = await skillName(tx, skillId).catch(() => undefined);
  if (topic === undefined) throw new UserError('That topic is no longer here. Please search once more with `/mentor`.');
  const cards = (await readable(tx, skillId, readerId)).map(({ card: { id, question } }) => ({ id, question }));
  return { topic, cards };
}

/** A card as anybody reads it, without a word on whose it is. `helped` is undefined for few people. */
export async function readCard(tx: Tx, cardId: string, readerId: string) {
  const card = await shownCard(tx, cardId);
  if (!(await mayRead(tx, card, readerId))) throw new UserError(NOT_SHOWN);
  const people = await helpedBy(tx, cardId);
  return {
    ...{ id: card.id, skillId: card.skillId, question: card.question, answer: card.answer },
    topic: await skillName(tx, card.skillId),
    helped: areFew(people.length) ? undefined : people.length,
    hasHelped: people.includes(readerId),
    isOwn: isOwn(card, readerId),
    isOwner: await isOwner(tx, readerId),
  };
}

/** The words of a card as a reader has them in front of them; undefined when it is not shown to them any more. */
export async function wordsShown(
  tx: Tx,
  cardId: string,
  readerId: string,
): Promise<{ topic: string; words: string[] } | undefined> {
  const card = await findCard(tx, cardId);
  if (!card || !isShown(card) || !(await mayRead(tx, card, readerId))) return undefined;
  return { topic: await skillName(tx, card.skillId), words: [card.question, card.answer] };
}

/** It names nobody, so nothing in it is from somebody who had asked the reader quietly. */
async function mayRead(tx: Tx, card: KnowledgeCard, readerId: string): Promise<boolean> {
  for (const authorId of [card.proposerId, card.partnerId])
    if (!(await mayReach(tx, authorId, readerId, 'under way'))) return false;
  return true;
}

async function shownCard(tx: Tx, cardId: string): Promise<KnowledgeCard> {
  const card = await findCard(tx, cardId);
  if (!card || !isShown(card)) throw new UserError(NOT_SHOWN);
  return card;
}

/** Somebody says that a card helped them; it counts once, and nobody hears who. @throws UserError when it is not shown, or theirs. */
export async function sayHelped(tx: Tx, cardId: string, readerId: string): Promise<void> {
  const card = await shownCard(tx, cardId);
  if (isOwn(card, readerId)) throw new UserError('This card is yours. Whether it helps is for others to say.');
  const { zone } = await getSettings(tx);
  const month = monthOf(zone, tx.now);
  if (!(await insertHelp(tx, cardId, readerId, month))) return;
  for (const memberId of [card.proposerId, card.partnerId]) {
    const dueAt = nextWorkingMorning(await requireMember(tx, memberId), endOfMonth(zone, month));
    const schedule = { memberId, key: `${helpedPrompt.name}:${memberId}:${month}`, dueAt };
    await queuePrompt(tx, helpedPrompt, { memberId, month }, schedule);
  }
}

/** What a member's cards did in a month; `people` is undefined for few. Only cards that are still shown. */
export async function helpOf(
  tx: Tx,
  memberId: string,
  month: string,
): Promise<{ topic: string; people: number | undefined }[]> {
  const cards = (await openCardsOf(tx, memberId)).filter(isShown);
  const helps = await helpsIn(
    tx,
    cards.map((card) => card.id),
    month,
  );
  const told = [];
  for (const { id, skillId } of cards) {
    const n = helps.get(id);
    if (n !== undefined) told.push({ topic: await skillName(tx, skillId), people: areFew(n) ? undefined : n });
  }
  return told;
}
