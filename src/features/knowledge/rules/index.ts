import { isBefore } from '../../../time.ts';
import { roleOf, type Session } from '../../sessions/rules/index.ts';

/** Characters of a question and of an answer. */
export const QUESTION = { min: 10, max: 300 };
export const ANSWER = { min: 20, max: 1500 };
/** Cards of one proposer that may wait for an approval at a time. */
export const MOST_DRAFTS = 3;
/** Versions of one card, so that two people who do not agree talk rather than write. */
const MOST_VERSIONS = 10;
/** Days after a session in which a card can be proposed, while the two remember what was said. */
export const DAYS_TO_PROPOSE = 30;
/** Cards that a search shows above the colleagues. */
export const MOST_OFFERED = 2;

export type CardState = 'open' | 'withdrawn' | 'taken down';

/** One question and its answer from a session of two people. */
export type KnowledgeCard = {
  id: string;
  sessionId: string;
  skillId: string;
  proposerId: string;
  partnerId: string;
  /** Who wrote the words as they are now. */
  editorId: string;
  question: string;
  answer: string;
  /** Counts the texts, from 1. */
  version: number;
  /** The version that each approved last, 0 for none. */
  proposerApproved: number;
  partnerApproved: number;
  state: CardState;
  /** Why an owner took it down, '' otherwise. */
  reason: string;
};

export type Words = { question: string; answer: string };

/** Whether others may see it: nobody ended it, and both approved exactly these words. */
export function isShown(card: Pick<KnowledgeCard, 'state' | 'version' | 'proposerApproved' | 'partnerApproved'>) {
  return card.state === 'open' && card.proposerApproved === card.version && card.partnerApproved === card.version;
}

/** The other of the two. */
export function otherOf(card: Pick<KnowledgeCard, 'proposerId' | 'partnerId'>, memberId: string): string {
  return memberId === card.proposerId ? card.partnerId : card.proposerId;
}

const isOneOf = (card: KnowledgeCard, memberId: string) => [card.proposerId, card.partnerId].includes(memberId);

/** Whether this member approved the words as they are now. */
export function hasApproved(card: KnowledgeCard, memberId: string): boolean {
  const version = memberId === card.proposerId ? card.proposerApproved : card.partnerApproved;
  return isOneOf(card, memberId) && version === card.version;
}

/** The card with this member's approval of the words as they are now. */
export function approved(card: KnowledgeCard, byId: string): KnowledgeCard {
  const mine = byId === card.proposerId ? 'proposerApproved' : 'partnerApproved';
  return { ...card, [mine]: card.version };
}

/** The card with other words, which only their writer approves so far. */
export function changed(card: KnowledgeCard, byId: string, { question, answer }: Words): KnowledgeCard {
  return approved({ ...card, question, answer, version: card.version + 1, editorId: byId }, byId);
}

/** The card after its end: nobody is shown it, and its words are gone. */
export function ended(card: KnowledgeCard, state: Exclude<CardState, 'open'>, reason = ''): KnowledgeCard {
  return { ...card, state, reason, question: '', answer: '' };
}

/** Whether the other of the two hears by message that this member ended the card: who proposed it, or waits for an answer. */
export function isToldOfEnd(card: KnowledgeCard, otherId: string): boolean {
  return otherId === card.proposerId || otherId === card.editorId;
}

/** What one of the two can do with a card; `version` is the text that they saw. */
export type Deed = { do: 'look' | 'withdraw' } | { do: 'approve' | 'change'; version: number };

export const GONE = 'That card is no longer there, so nothing was changed. `/mentor cards` shows what there is.';
const NOT_YOURS = 'That card belongs to the two people of its session, so only they can do that.';
const STALE = 'The words were changed in the meantime, so nothing was decided. `/mentor cards` has the newest ones.';
const OVER: Record<Exclude<CardState, 'open'>, string> = {
  withdrawn: 'This card was withdrawn, and its words are deleted. No one is shown it.',
  'taken down': 'An owner of Bitewise took this card down. No one is shown it.',
};

/** Why this member cannot do that to the card, as a sentence for them; undefined when they can. */
export function cardRefusal(card: KnowledgeCard, deed: Deed, byId: string): string | undefined {
  if (!isOneOf(card, byId)) return NOT_YOURS;
  if (card.state !== 'open') return OVER[card.state];
  if (!('version' in deed)) return undefined;
  if (deed.version !== card.version) return STALE;
  if (deed.do === 'approve') return hasApproved(card, byId) ? 'You approved these words already.' : undefined;
  return card.version < MOST_VERSIONS
    ? undefined
    : `These words were changed ${MOST_VERSIONS - 1} times. Talk it through, then approve the card as it is or withdraw it.`;
}

export type ProposalCheck = {
  session: Session | undefined;
  byId: string;
  now: Temporal.Instant;
  /** Cards of this member that wait for an approval. */
  drafts: number;
  /** Whether the other can be asked: here, and nobody blocked anybody. */
  isPartnerThere: boolean;
};

/** Why this member cannot propose a card from a session now, as a sentence for them; undefined when they can. */
export function proposalRefusal({ session, byId, now, drafts, isPartnerThere }: ProposalCheck): string | undefined {
  if (!session || !roleOf(session, byId)) return 'A card is written by the two people of a session, and only by them.';
  if (session.isQuiet) return 'This talk began with a quiet ask, so nothing of it is shown to others.';
  if (!session.heldAt) return 'A card keeps what came of a talk. Once this session is wrapped up, you can write one.';
  if (!isRecent(session, now))
    return `A card is written in the ${DAYS_TO_PROPOSE} days after a session, while you both remember it well.`;
  if (!isPartnerThere) return 'Your colleague of that session can’t approve a card at the moment, so it has to wait.';
  if (drafts >= MOST_DRAFTS)
    return `You have ${MOST_DRAFTS} cards that wait for an approval, which is as many as can. \`/mentor cards\` shows them; withdraw one, or give it time.`;
  return undefined;
}

export function isRecent({ endedAt }: Pick<Session, 'endedAt'>, now: Temporal.Instant): boolean {
  return endedAt !== undefined && isBefore(now, endedAt.add({ hours: 24 * DAYS_TO_PROPOSE }));
}

/** The month that a moment lies in where `zone` is, as YYYY-MM. */
export function monthOf(zone: string, at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().toString();
}

/** A month, YYYY-MM, as people call it. */
export function monthName(month: string): string {
  return Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).toLocaleString('en-GB', { month: 'long' });
}

/** When a month is over where `zone` is. */
export function endOfMonth(zone: string, month: string): Temporal.Instant {
  const first = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 1 });
  return first.toZonedDateTime(zone).toInstant();
}
