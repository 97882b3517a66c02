import { type Block, escaped, oneLine, section } from '../../../slack/blocks.ts';
import { figure as inWords } from '../../../small-counts.ts';
import { type Access, type Dimension, type Measure, SURE } from '../rules/access.ts';
import type { Figure } from '../rules/figure.ts';
import type { Pairs } from '../rules/pairs.ts';
import type { Topics } from '../rules/topics.ts';
import { minutesText, percent } from './words.ts';

/** Lines of a list, and characters of a name in it: a section of Slack's has 3,000. */
const [MOST, LONGEST] = [12, 40];

const nameOf = (name: string) => escaped(oneLine(name, LONGEST));

function listed<T>(all: T[], line: (one: T) => string): string[] {
  const more = all.length - MOST;
  return [...all.slice(0, MOST).map(line), ...(more > 0 ? [`…and ${more} more.`] : [])];
}

/** What is looked for in vain, and what no one looks for. */
export function topicLines({ short, idle }: Topics): string {
  const wanted = listed(short, ({ name, asks, unmet, offered }) => {
    const how =
      asks === undefined || unmet === undefined ? 'five or more found no one' : `${unmet} of ${asks} asks found no one`;
    return `• ${nameOf(name)}: ${how}; offered by ${inWords(offered)}`;
  });
  const unused = listed(idle, ({ name, offered }) => `• ${nameOf(name)}: offered by ${inWords(offered)}`);
  return [
    '*Skills that are short*',
    ...(wanted.length > 0 ? wanted : ['There’s no topic for which five people or more found no one.']),
    '*Skills that lie idle*',
    ...(unused.length > 0 ? unused : ['There’s no topic that many offer and few look for.']),
  ].join('\n');
}

/** Who talks with whom. */
export function pairLines({ pairs, others }: Pairs): string {
  const lines = listed(pairs, ({ helpers, helped, talks }) =>
    helpers === helped
      ? `• Within ${nameOf(helpers)}: ${talks}`
      : `• ${nameOf(helpers)} helped ${nameOf(helped)}: ${talks}`,
  );
  const rest = others > 0 ? [`All other pairs of departments together: ${others}.`] : [];
  const none = lines.length === 0 ? ['No two departments have five mentors and five mentees in these talks.'] : [];
  return ['*Who talks with whom*', ...lines, ...none, ...rest].join('\n');
}

const titles: Record<Dimension, string> = {
  department: 'By department',
  tenure: 'By time since Bitewise first knew of them',
  location: 'By location',
  level: 'By level',
};

const measureNames: Record<Measure, string> = {
  asked: 'who asks',
  matched: 'who finds someone',
  wait: 'how long they wait',
  putForward: 'who is put forward',
};

/** One section for each way to group people. */
export function accessBlocks(all: Access[]): Block[] {
  return all.map(({ dimension, rows, differences }) =>
    section(
      [
        `*${titles[dimension]}*`,
        ...listed(rows, ({ group, ...of }) => `• ${nameOf(placeOf(group, dimension))}: ${rowText(of)}`),
        rows.length === 0 ? 'Fewer than five people in each, so not told.' : chanceText(differences),
      ].join('\n'),
    ),
  );
}

/** A zone by its city. */
const placeOf = (group: string, dimension: Dimension) =>
  dimension === 'location' ? (group.split('/').at(-1) ?? group).replaceAll('_', ' ') : group;

function rowText({ asked, matched, wait, putForward }: Record<Measure, Figure>): string {
  const share = (name: string, figure: Figure) =>
    figure.is === 'told'
      ? [`${percent(figure.value)} ${name} (${percent(figure.low ?? 0)}–${percent(figure.high ?? 1)})`]
      : [];
  const parts = [
    ...share('asked', asked),
    ...share('of asks found someone', matched),
    ...(wait.is === 'told' ? [`half had someone after ${minutesText(wait.value)}`] : []),
    ...share('of those who offer something were put forward', putForward),
  ];
  return parts.join('; ');
}

/** Whether the differences are more than chance. */
function chanceText(differences: Access['differences']): string {
  const sure = differences.filter(({ chance }) => chance < SURE).map(({ measure }) => measureNames[measure]);
  if (differences.length === 0) return '_There’s too little to say whether groups differ._';
  if (sure.length === 0) return '_The differences are no larger than chance alone would make them._';
  return `_More than chance: ${sure.join(', ')}. The other differences may be chance._`;
}
