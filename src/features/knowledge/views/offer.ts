import {
  actions,
  type Block,
  button,
  context,
  escaped,
  input,
  type ModalView,
  modal,
  oneLine,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import { QUESTION } from '../rules/index.ts';
import { ids } from './ids.ts';

export type Offered = { id: string; question: string };
export type CardsOffered = { skillId: string; best: Offered[]; total: number };

/** Characters of a question where it stands in a list. */
const MOST_IN_LIST = 150;
/** Rows of a list; a modal holds a hundred blocks. */
const MOST_LISTED = 90;

/** Cards above the colleagues who can be asked: few, short, and never instead of them. */
export function offeredBlocks({ skillId, best, total }: CardsOffered): Block[] {
  if (best.length === 0) return [];
  const all = button(ids.list, `All ${total} cards`, { value: skillId });
  return [
    section('*This may already help*\nKept by colleagues after a talk.', total > best.length ? all : undefined),
    ...best.map(row),
  ];
}

/** One card where somebody is about to ask. */
export function hintBlocks({ best }: CardsOffered): Block[] {
  return best.slice(0, 1).map(({ id, question }) => row({ id, question: `This may already help: ${question}` }));
}

function row({ id, question }: Offered): Block {
  const label = `Read it: ${oneLine(question, 60)}`;
  return section(escaped(oneLine(question, MOST_IN_LIST)), button(ids.read, 'Read it', { value: id, label }));
}

/** All cards of a topic. */
export function listModal({ topic, cards }: { topic: string; cards: Offered[] }): ModalView {
  const left = cards.length - MOST_LISTED;
  return modal({ callbackId: ids.list, title: 'Knowledge cards' }, [
    section(`*${escaped(oneLine(topic, 80))}*\nQuestions and answers that colleagues kept after a talk.`),
    ...(cards.length === 0 ? [section('There are none right now.')] : cards.slice(0, MOST_LISTED).map(row)),
    ...(left > 0 ? [context(`and ${left} more`)] : []),
  ]);
}

export type ReadShown = {
  id: string;
  skillId: string;
  topic: string;
  question: string;
  answer: string;
  /** How many people it helped, where they are not few. */
  helped: number | undefined;
  hasHelped: boolean;
  isOwn: boolean;
  isOwner: boolean;
};

/** A card with its whole text, as anybody reads it. */
export function readModal(card: ReadShown): ModalView {
  const { id, skillId, topic, helped, hasHelped, isOwn, isOwner } = card;
  const ask = { value: JSON.stringify({ skillId, topic }) };
  const isAnswered = isOwn || hasHelped;
  return modal({ callbackId: ids.read, title: 'Knowledge card' }, [
    context(`${escaped(oneLine(topic, 80))} · kept after a talk between two colleagues, who both approved it`),
    ...wordsBlocks(card),
    ...(helped === undefined ? [] : [context(`It helped ${helped} colleagues so far.`)]),
    ...(hasHelped ? [context('You said that it helped. Thank you; no one hears that it was you.')] : []),
    ...(isOwn ? [context('This card is yours.')] : []),
    actions(
      ...(isAnswered ? [] : [button(ids.helped, 'This helped', { value: id, style: 'primary' })]),
      ...(isOwn
        ? [button(ids.own, 'Open my card', { value: id })]
        : [button(ids.askAnyway, 'Ask someone anyway', ask)]),
      ...(isOwner && !isOwn ? [button(ids.openTakeDown, 'Take it down', { value: id })] : []),
      reportButton({ kind: 'card', id }),
    ),
  ]);
}

/** Question and answer as they were written; nothing in them becomes live. */
export function wordsBlocks({ question, answer }: { question: string; answer: string }): Block[] {
  return [section(`*${escaped(oneLine(question, QUESTION.max))}*`), answerBlock(answer)];
}

/** An answer as a quotation, in which what stands between backticks is code. */
function answerBlock(answer: string): Block {
  const elements = answer
    .split(/`([^`\n]+)`/)
    .map((text, i) => ({ type: 'text' as const, text, ...(i % 2 === 1 ? { style: { code: true } } : {}) }))
    .filter(({ text }) => text !== '');
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] };
}

/** Asks an owner why a card is taken down. */
export function takeDownModal(cardId: string): ModalView {
  const form = { callbackId: ids.takeDown, title: 'Take a card down', submit: 'Take it down', metadata: { cardId } };
  return modal(form, [
    section('No one is shown the card any more, and its words are deleted. This can’t be undone.'),
    input('reason', 'Why?', textField({ multiline: true, max: 300 }), {
      hint: 'The two who wrote it read this word for word, and that an owner of Bitewise wrote it.',
    }),
  ]);
}
