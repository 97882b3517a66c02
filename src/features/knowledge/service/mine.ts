import type { Tx } from '../../../database/transaction.ts';
import { requireMember } from '../../members/service.ts';
import { partnerOf } from '../../sessions/rules/index.ts';
import { sessionsOf } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import { hasApproved, isRecent, isShown } from '../rules/index.ts';
import { openCardsOf, sessionsWithCard } from '../store/index.ts';
import { type OwnCard, seenBy } from './decide.ts';

/** Sessions from which a card could be written that are listed. */
const MOST_SESSIONS = 5;

export type Mine = {
  cards: OwnCard[];
  sessions: { id: string; topic: string; partner: string }[];
};

/** A member's cards, and recent sessions from which they could write one. */
export async function mineOf(tx: Tx, memberId: string): Promise<Mine> {
  const cards = [];
  for (const card of await openCardsOf(tx, memberId)) cards.push(await seenBy(tx, card, memberId));
  return { cards, sessions: await recentSessions(tx, memberId) };
}

async function recentSessions(tx: Tx, memberId: string): Promise<Mine['sessions']> {
  const recent = (await sessionsOf(tx, memberId, ['ended'])).filter((s) => s.heldAt && isRecent(s, tx.now));
  const taken = await sessionsWithCard(
    tx,
    recent.map((session) => session.id),
  );
  const sessions = [];
  for (const session of recent.filter(({ id }) => !taken.has(id)).slice(0, MOST_SESSIONS)) {
    const partner = (await requireMember(tx, partnerOf(session, memberId))).name;
    sessions.push({ id: session.id, topic: await skillName(tx, session.skillId), partner });
  }
  return sessions;
}

/** How many cards wait for a member's word, wait for the other's, and are shown. */
export async function countCards(tx: Tx, memberId: string) {
  const cards = await openCardsOf(tx, memberId);
  return {
    toApprove: cards.filter((card) => !hasApproved(card, memberId)).length,
    shown: cards.filter(isShown).length,
  };
}
