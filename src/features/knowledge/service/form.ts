import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { mayReach, requireMember } from '../../members/service.ts';
import { partnerOf, type Session } from '../../sessions/rules/index.ts';
import { getSession } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import type { FormMetadata, Hidden } from '../rules/form.ts';
import {
  ANSWER,
  cardRefusal,
  GONE,
  isShown,
  type KnowledgeCard,
  otherOf,
  proposalRefusal,
  QUESTION,
  type Words,
} from '../rules/index.ts';
import { findCard, findCardOf, openCardsOf } from '../store/index.ts';
import { cardFor } from './decide.ts';
/** What the form starts with, who reads it next, and what it must not give away. */
export type CardForm = FormMetadata & { partner: string; words: Words; wasShown: boolean };

/**
 * The form for a new card, begun with what the two wrote about the session; or the id of the card that there is.
 * @throws UserError when this member cannot propose one.
 */
export async function newCard(tx: Tx, sessionId: string, byId: string): Promise<CardForm | { cardId: string }> {
  const before = await findCardOf(tx, sessionId);
  if (before) {
    const refusal = cardRefusal(before, { do: 'look' }, byId);
    if (refusal !== undefined) throw new UserError(refusal);
    return { cardId: before.id };
  }
  const session = await getSession(tx, sessionId);
  const refusal = await whyNotPropose(tx, session, byId);
  if (refusal !== undefined || !session) throw new UserError(refusal ?? GONE);
  const partner = (await requireMember(tx, partnerOf(session, byId))).name;
  const hidden = await hiddenOf(tx, session.skillId, [session.mentorId, session.menteeId]);
  return { to: { sessionId }, ...hidden, partner, words: beginning(session, byId), wasShown: false };
}

/** What was written before, where it fits: the goal, and what this member found, or else the other. */
function beginning({ goal, recaps }: Session, byId: string): Words {
  const found = recaps.find((recap) => recap.authorId === byId) ?? recaps[0];
  const fitting = (text: string, max: number) => (text.length <= max ? text : '');
  return { question: fitting(goal, QUESTION.max), answer: fitting(found?.text ?? '', ANSWER.max) };
}

/** The form for other words. @throws UserError when this member cannot change the card as they saw it. */
export async function changeForm(tx: Tx, cardId: string, version: number, byId: string): Promise<CardForm> {
  const card = await cardFor(tx, cardId, { do: 'change', version }, byId);
  const hidden = await hiddenOfCard(tx, card);
  const partner = (await requireMember(tx, otherOf(card, byId))).name;
  const words = { question: card.question, answer: card.answer };
  return { to: { cardId, version }, ...hidden, partner, words, wasShown: isShown(card) };
}

/** Whether this member could propose a card from a session, and there was none. */
export async function mayPropose(tx: Tx, sessionId: string, memberId: string): Promise<boolean> {
  if (await findCardOf(tx, sessionId)) return false;
  return (await whyNotPropose(tx, await getSession(tx, sessionId), memberId)) === undefined;
}

/** Why this member cannot propose a card from this session now, or undefined. */
export async function whyNotPropose(tx: Tx, session: Session | undefined, byId: string) {
  const partnerId = session && partnerOf(session, byId);
  const drafts = (await openCardsOf(tx, byId)).filter((card) => card.proposerId === byId && !isShown(card)).length;
  const isPartnerThere = partnerId !== undefined && (await canBeAsked(tx, byId, partnerId));
  return proposalRefusal({ session, byId, now: tx.now, drafts, isPartnerThere });
}

/** Whether one of the two can be asked by the other: they are here, and neither would rather not meet the other. */
export async function canBeAsked(tx: Tx, byId: string, partnerId: string): Promise<boolean> {
  const partner = await requireMember(tx, partnerId);
  if (partner.isDeactivated || partner.erasedAt !== undefined || partner.unreachable !== undefined) return false;
  return mayReach(tx, byId, partnerId);
}

/** The two between whom a card's words go. */
export async function cardBetween(tx: Tx, cardId: string): Promise<[string, string][]> {
  const card = await findCard(tx, cardId);
  return card ? [[card.proposerId, card.partnerId]] : [];
}

export const hiddenOfCard = (tx: Tx, card: KnowledgeCard) =>
  hiddenOf(tx, card.skillId, [card.proposerId, card.partnerId]);

/** What the words of these two about this skill must not give away. */
export async function hiddenOf(tx: Tx, skillId: string, memberIds: string[]): Promise<Hidden> {
  const people = [];
  for (const id of memberIds) people.push({ id, name: (await requireMember(tx, id)).name });
  return { people, topic: await skillName(tx, skillId) };
}
