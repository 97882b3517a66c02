import { type Block, button, section } from '../../../slack/blocks.ts';
import { ids } from './ids.ts';
export type CardCounts = { toApprove: number; shown: number };

/** Knowledge cards in App Home. */
export function cardsHome({ toApprove, shown }: CardCounts): Block[] {
  const lines = [
    ...(toApprove > 0 ? [`${cards(toApprove)} for you to approve`] : []),
    ...(shown > 0 ? [`${cards(shown)} of yours published`] : []),
  ];
  const text = lines.length > 0 ? lines.join(' · ') : 'Keep what came of a talk for colleagues, without names.';
  return [section(`*Knowledge cards*\n${text}`, button(ids.open, 'See my cards'))];
}

const cards = (n: number) => (n === 1 ? '1 card' : `${n} cards`);
