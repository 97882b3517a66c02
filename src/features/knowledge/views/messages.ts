import type { Content } from '../../../jobs/define.ts';
import { actions, type Block, button, context, escaped, oneLine, quote, section } from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import { monthName } from '../rules/index.ts';
import { ids } from './ids.ts';
import { wordsBlocks } from './offer.ts';
import { decisions, type OwnCard, partnerOf, standing, topicOf } from './own.ts';

/** Puts the words of a card before the one who has not approved them, or says how it stands by now. */
export function approvalNote(card: OwnCard, version: number): Content {
  if (card.state !== 'open' || card.isApproved) return standingNote(card);
  if (card.version !== version) return newerNote(card);
  const text =
    version === 1
      ? `${partnerOf(card)} would like to keep something from your talk about ${topicOf(card)} for colleagues.`
      : `${partnerOf(card)} suggests other words for your card about ${topicOf(card)}.`;
  return {
    text,
    blocks: [
      section(`*A knowledge card?* ${text}`),
      ...wordsBlocks(card),
      context(
        'It’s shown without your names, only in this workspace, and only if you approve these very words. Either of you can withdraw it at any time.',
      ),
      actions(...decisions(card), reportOn(card)),
    ],
  };
}

function newerNote(card: OwnCard): Content {
  const text = `The words of your card about ${topicOf(card)} were changed since.`;
  return { text, blocks: [section(text), actions(openButton(card), reportOn(card))] };
}

/** How a card stands: after a decision, and as news of one. */
export function standingNote(card: OwnCard): Content {
  const text = `Your card about ${topicOf(card)}, from your talk with ${partnerOf(card)}, ${standing(card)}`;
  const open = card.state === 'open' ? [openButton(card)] : [];
  return { text, blocks: [section(text), actions(...open, reportOn(card))] };
}

const reportOn = ({ id }: OwnCard) => reportButton({ kind: 'card', id });
const openButton = ({ id }: OwnCard) => button(ids.own, 'Open the card', { value: id });

/** Tells one of the two that their card was taken down, and why. */
export function takenDownNote(card: OwnCard): Content {
  const text = `An owner of Bitewise took down your card about ${topicOf(card)}, from your talk with ${partnerOf(card)}. No one is shown it any more.`;
  const why: Block[] = card.reason === '' ? [] : [context('What they say:'), quote(card.reason)];
  return { text, blocks: [section(text, reportOn(card)), ...why] };
}

/** Cards that one message names. */
const MOST_LINES = 10;

export type Help = { topic: string; people: number | undefined };

/** Tells an author what their cards did in a month, YYYY-MM; few people are not counted. */
export function helpedNote(helps: Help[], month: string): Content {
  const lines = helps.slice(0, MOST_LINES).map(({ topic, people }) => {
    const whom = people === undefined ? 'someone' : `${people} people`;
    return `Your card about *${escaped(oneLine(topic, 80))}* helped ${whom} in ${monthName(month)}.`;
  });
  const left = helps.length - lines.length;
  const more = left > 0 ? [context(`and ${left} more`)] : [];
  return { text: `Your knowledge cards helped in ${monthName(month)}.`, blocks: [section(lines.join('\n')), ...more] };
}

/** After a card's words were sent off. */
export function sentNote(): Content {
  const text = 'Sent. Your colleague reads it when it suits them, and decides whether it may be shown.';
  return { text, blocks: [section(text, button(ids.open, 'My cards'))] };
}
