import { corrected } from '../../metrics/rules/statistics.ts';
import { type Change, changeOf, type Figure } from '../../pulses/rules/figures.ts';
import type { ItemKey } from '../../pulses/rules/index.ts';
import { type Advice, type Finding, SURE_ENOUGH, within } from './finding.ts';
import { chanceOfDistance, errorOf } from './statistics.ts';
import type { Words } from './words.ts';

/** What everybody answered to one statement in the last pulse of a period, and in the baseline. */
export type PulseItem = { key: ItemKey; says: string; now: Figure; baseline: Figure | undefined };

const advice: Record<ItemKey, Omit<Advice, 'about'>> = {
  engaged: { kind: 'talk-about-it', says: 'Talk with teams about what takes energy; Bitewise alone won’t change it.' },
  worth: {
    kind: 'look-closer',
    says: 'Read what people wrote in the pulse about the talks, and adjust their length or topics.',
  },
  unstuck: { kind: 'invite-helpers', says: 'Invite helpers for what people get stuck on.' },
  teams: {
    kind: 'talk-about-it',
    says: 'Invite people of different teams to a moment, or to each other’s office hours.',
  },
  safe: {
    kind: 'ask-leaders',
    says: 'Ask a leader to tell openly what they asked about, and remind people of quiet asks.',
  },
  knows: { kind: 'invite-helpers', says: 'Invite people to list what they know, and to save knowledge cards.' },
};

/** Statements whose average is another than in the baseline by more than chance and by more than rounding. */
export function pulseFindings(items: PulseItem[], words: Words): Finding[] {
  const compared = items.flatMap((item) => {
    const change = item.baseline && changeOf(item.now, item.baseline);
    return change ? [{ item, change }] : [];
  });
  const chances = corrected(compared.map(({ change }) => chanceOf(change)));
  return compared.flatMap(({ item, change }, i) =>
    change.isClear && chances[i]! < SURE_ENOUGH ? [finding(item, change, words)] : [],
  );
}

/** Averages are rounded, so each may lie up to half a tenth beside. */
const chanceOf = ({ by, half }: Change) =>
  half === 0 ? 1 : chanceOfDistance(Math.max(0, Math.abs(by) - 0.1) / errorOf(half));

function finding({ key, says, now }: PulseItem, { by, half }: Change, words: Words): Finding {
  const isWorse = by < 0;
  return {
    key: `pulse:${key}`,
    tone: isWorse ? 'worry' : 'good',
    says: `People agree ${isWorse ? 'less' : 'more'} than in the baseline: “${says}”`,
    figure: `${words.fine(now.mean)} on 1 to 5 (likely ${words.fine(now.mean - now.half)}–${words.fine(now.mean + now.half)})`,
    change: `${words.fine(Math.abs(by))} ${isWorse ? 'lower' : 'higher'} than in the baseline (likely ${words.fine(Math.abs(by) - half)}–${words.fine(Math.abs(by) + half)})`,
    advice: isWorse
      ? { ...advice[key], about: undefined }
      : { kind: 'keep-going', about: undefined, says: 'Tell people so, and keep going.' },
    weight: (isWorse ? 72 : 42) + within(Math.abs(by) / 10),
    numbers: undefined,
  };
}
