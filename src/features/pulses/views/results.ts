import {
  actions,
  type Block,
  button,
  context,
  dateText,
  escaped,
  type ModalView,
  modal,
  oneLine,
  quote,
  section,
} from '../../../slack/blocks.ts';
import type { Change, Figure } from '../rules/figures.ts';
import type { ItemKey, RoundKind } from '../rules/index.ts';
import { changeSince, type GroupResult } from '../rules/results.ts';
import type { ResultsShown } from '../rules/shown.ts';
import type { Dimension } from '../rules/suppression.ts';
import { ids } from './ids.ts';
import { answeredText, rateText } from './words.ts';

/** Groups, and answers to the open question, that one modal shows. */
const MOST_GROUPS = 40;
const MOST_ANSWERS = 40;

const labels: Record<Dimension, string> = { department: 'By department', tenure: 'By time here', part: 'By part' };

/** What is told of a round: of everybody, or by groups of one dimension. */
export function resultsModal(shown: ResultsShown, dimension?: Dimension): ModalView {
  const title = dimension ? labels[dimension] : 'Results';
  return modal({ callbackId: dimension ? ids[dimension] : ids.results, title }, [
    section(`*Pulse of ${dateText(shown.from, '{date_long_pretty}')}:* ${answeredText(shown.people, shown.rate)}.`),
    ...(dimension ? byGroups(shown) : everybody(shown)),
    context(HOW),
    context(shown.before ? COMPARED : NOT_COMPARED[shown.kind]),
  ]);
}

const HOW =
  'Averages on 1 to 5, with the range that the average of many such answers is likely in (95%). They’re rounded, and what could tell about fewer than five people, also by subtracting, is left out: a group that you miss here was too small, or would have given another away.';
const COMPARED =
  'Changes are those since the baseline. “Likely more than chance” means that chance alone rarely makes such a change; it doesn’t say what made it. With many groups, some will look so by chance.';
const NOT_COMPARED: Record<RoundKind, string> = {
  baseline: 'Later pulses are compared with this one.',
  quarter: 'There’s no baseline to compare it with.',
  newcomers: 'What newcomers said in their first week. It isn’t compared with the others’ baseline.',
};

function everybody(shown: ResultsShown): Block[] {
  const { id, wording, groups, dimensions, hasWords } = shown;
  const lines = wording.items.map(({ key, says }) => section(`*${escaped(says)}*\n${sentence(shown, groups[0], key)}`));
  const more = [
    ...dimensions.map((one) => button(ids[one], labels[one], { value: id })),
    ...(hasWords ? [button(ids.words, 'Open question', { value: id })] : []),
  ];
  return more.length > 0 ? [...lines, actions(...more)] : lines;
}

function byGroups(shown: ResultsShown): Block[] {
  const { groups, wording } = shown;
  const parts = groups.slice(0, MOST_GROUPS).map((group) => {
    const lines = wording.items
      .filter(({ key }) => group.items[key])
      .map(({ key, says }) => `• ${escaped(oneLine(says, 120))} ${sentence(shown, group, key)}`);
    return section(`*${nameOf(group)}*\n${lines.join('\n')}`);
  });
  return groups.length > MOST_GROUPS ? [...parts, context('More groups than fit here; the largest are shown.')] : parts;
}

const fixed: Record<string, string> = {
  'tenure:before': 'Here before Bitewise',
  'tenure:since': 'Joined since Bitewise began',
  'tenure:new': 'Joined in the last 90 days',
  'part:asker': 'Asked colleagues in the last 90 days',
  'part:helper': 'Helped colleagues in the last 90 days',
  'part:both': 'Asked and helped in the last 90 days',
  'part:neither': 'Neither asked nor helped in the last 90 days',
  'department:': 'No department named',
};

const nameOf = ({ dimension, group, name }: GroupResult) =>
  fixed[`${dimension}:${group}`] ?? escaped(oneLine(name, 60));

function sentence({ before }: ResultsShown, group: GroupResult | undefined, key: ItemKey): string {
  const figure = group?.items[key];
  if (!group || !figure) return 'Not shown: too few people answered it, or it would give others away.';
  return [figureText(figure), changeText(changeSince(before, group, key))].filter(Boolean).join(' ');
}

/** “Average 3.8 (3.4 to 4.2); about 70% agree.” */
function figureText({ mean, end, half, agree }: Figure): string {
  const share = agree === undefined ? '' : `; ${rateText(agree)} agree`;
  if (end) return `Average ${mean.toFixed(1)} or ${end === 'high' ? 'more' : 'less'}${share}.`;
  const low = Math.max(1, mean - half).toFixed(1);
  const high = Math.min(5, mean + half).toFixed(1);
  return `Average ${mean.toFixed(1)} (${low} to ${high})${share}.`;
}

function changeText(change: Change | undefined): string {
  if (!change) return '';
  const { by, isClear } = change;
  if (by === 0) return 'The same as in the baseline.';
  const way = `${by > 0 ? 'Up' : 'Down'} ${Math.abs(by).toFixed(1)} since the baseline`;
  return `${way}, ${isClear ? 'likely more than chance' : 'no more than chance explains'}.`;
}

/** Answers to the open question, in no order. */
export function wordsModal({ question, words }: { question: string; words: string[] }): ModalView {
  return modal({ callbackId: ids.words, title: 'Open question' }, [
    section(`*${escaped(question)}*`),
    ...words.slice(0, MOST_ANSWERS).map(quote),
    ...(words.length > MOST_ANSWERS ? [context('The others don’t fit here.')] : []),
    context('In no order. Please don’t try to find out who wrote what.'),
  ]);
}
