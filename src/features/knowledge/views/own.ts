import {
  actions,
  type Block,
  button,
  context,
  divider,
  escaped,
  input,
  type ModalView,
  modal,
  oneLine,
  section,
  textField,
} from '../../../slack/blocks.ts';
import type { FormMetadata } from '../rules/form.ts';
import { ANSWER, type CardState, QUESTION, type Words } from '../rules/index.ts';
import { ids } from './ids.ts';
import { wordsBlocks } from './offer.ts';

/** A card as one of its two people sees it. */
export type OwnCard = Words & {
  id: string;
  version: number;
  state: CardState;
  reason: string;
  topic: string;
  partner: string;
  /** Whether the words as they are now are this person's. */
  isOwnText: boolean;
  isApproved: boolean;
  isShown: boolean;
};

export const topicOf = ({ topic }: Pick<OwnCard, 'topic'>) => escaped(oneLine(topic, 80));
export const partnerOf = ({ partner }: Pick<OwnCard, 'partner'>) => escaped(oneLine(partner, 80));

/** Cards of one kind that are listed before "and 7 more". */
const MOST = 15;

export type MineShown = { cards: OwnCard[]; sessions: { id: string; topic: string; partner: string }[] };

/** One's own cards and where they stand, and the sessions from which one could be written. */
export function mineModal({ cards, sessions }: MineShown): ModalView {
  return modal({ callbackId: ids.open, title: 'Knowledge cards' }, [
    section(
      'A card keeps a question and its answer from one of your talks for colleagues, without names. It’s shown once you both approved the same words, and either of you can withdraw it at any time.',
    ),
    ...listed(
      'For you to approve',
      cards.filter((card) => !card.isApproved),
    ),
    ...listed(
      'Waiting for the other',
      cards.filter((card) => card.isApproved && !card.isShown),
    ),
    ...listed(
      'Published',
      cards.filter((card) => card.isShown),
    ),
    divider(),
    ...writable(sessions),
  ]);
}

function listed(title: string, cards: OwnCard[]): Block[] {
  if (cards.length === 0) return [];
  const left = cards.length - MOST;
  return [
    section(`*${title}*`),
    ...cards.slice(0, MOST).map((card) => {
      const text = `${escaped(oneLine(card.question, 150))}\n${topicOf(card)}, with ${partnerOf(card)}`;
      const label = `Open: ${oneLine(card.question, 60)}`;
      return section(text, button(ids.own, 'Open', { value: card.id, label }));
    }),
    ...(left > 0 ? [context(`and ${left} more`)] : []),
  ];
}

function writable(sessions: MineShown['sessions']): Block[] {
  const none = 'After your next talk you can write one here, from its wrap-up or after your reflection.';
  if (sessions.length === 0) return [section(`*Write a card*\n${none}`)];
  return [
    section('*Write a card* from one of your recent talks'),
    ...sessions.map((session) => {
      const label = `Write a card: ${oneLine(session.topic, 50)}`;
      const write = button(ids.write, 'Write', { value: session.id, label });
      return section(`${topicOf(session)}, with ${partnerOf(session)}`, write);
    }),
  ];
}

/** One's own card with its words and what can be done. */
export function ownModal(card: OwnCard): ModalView {
  return modal({ callbackId: ids.own, title: 'Knowledge card' }, [
    section(`*${topicOf(card)}*, with ${partnerOf(card)}\nIt ${standing(card)}`),
    ...(card.state === 'open' ? wordsBlocks(card) : []),
    ...(card.state === 'open' ? [actions(...decisions(card))] : []),
    actions(button(ids.open, 'All my cards')),
  ]);
}

/** How a card stands: the rest of a sentence that begins with it. */
export function standing(card: OwnCard): string {
  if (card.state === 'withdrawn') return 'is withdrawn: no one is shown it, and its words are deleted.';
  if (card.state === 'taken down') return 'was taken down by an owner of Bitewise: no one is shown it.';
  if (card.isShown) return 'is published: colleagues who look for this topic are shown it, without your names.';
  if (card.isApproved) return `waits for ${partnerOf(card)}. No one else is shown it.`;
  return `waits for you. The words are ${partnerOf(card)}’s, and others are shown them only if they suit you as well.`;
}

/** What one of the two can do with an open card. */
export function decisions(card: OwnCard) {
  const value = `${card.id} ${card.version}`;
  const change = (label: string) => button(ids.change, label, { value });
  if (card.isApproved) return [change('Change the words'), withdrawButton(card, 'Withdraw')];
  const approve = button(ids.approve, 'Approve', { value, style: 'primary' });
  return [approve, change('Suggest a change'), withdrawButton(card, 'No, thanks')];
}

function withdrawButton(card: OwnCard, label: string) {
  const heard = card.isApproved ? '' : ' No reason is given to anyone.';
  const confirm = {
    title: card.isApproved ? 'Withdraw this card?' : 'No, thanks?',
    text: `No one is shown it, and its words are deleted for good. A session has one card, so it doesn’t come back.${heard}`,
    confirm: card.isApproved ? 'Withdraw it' : 'No, thanks',
    deny: 'Keep it',
  };
  return button(ids.withdraw, label, { value: card.id, confirm });
}

export type CardFormShown = FormMetadata & { partner: string; words: Words; wasShown: boolean };

/** The form for a card's words. */
export function formModal({ to, people, topic, partner, words, wasShown }: CardFormShown): ModalView {
  const named = people.map(({ id, name }) => ({ id, name: oneLine(name, 100) }));
  const metadata: FormMetadata = { to, people: named, topic: oneLine(topic, 100) };
  const options = { callbackId: ids.form, title: 'Knowledge card', submit: 'Send for approval', close: 'Cancel' };
  const next = `${partnerOf({ partner })} reads it next. It’s shown only when you both approved the same words${
    wasShown ? ', so until then it is hidden' : ''
  }.`;
  return modal({ ...options, metadata }, [
    section(`*${topicOf({ topic })}*: one question and its answer, for colleagues who look for this topic. ${next}`),
    context(
      ':bust_in_silhouette: It’s shown without your names. Leave out people, customers, and whatever says who it was or when.',
    ),
    input('question', 'The question', textField({ initial: words.question, ...QUESTION }), {
      hint: `As a colleague would ask it, ${QUESTION.min} to ${QUESTION.max} characters.`,
    }),
    input('answer', 'The answer', textField({ initial: words.answer, multiline: true, ...ANSWER }), {
      hint: `What helped, and what to look at first. ${ANSWER.min} to ${ANSWER.max.toLocaleString('en-GB')} characters.`,
    }),
  ]);
}
