import type { Content } from '../../../jobs/define.ts';
import { type Block, context, escaped, header, section } from '../../../slack/blocks.ts';
import { FEWEST } from '../../../small-counts.ts';
import { type Definition, definitions, type Key } from '../rules/definitions.ts';
import type { Figure } from '../rules/figure.ts';
import type { Metrics } from '../rules/metrics.ts';
import type { Period } from '../rules/period.ts';
import { accessBlocks, pairLines, topicLines } from './tables.ts';
import { toldText } from './words.ts';

const titles: Record<keyof typeof definitions, string> = {
  people: 'Taking part',
  asking: 'Asking and finding someone',
  talks: 'Talks',
  afterwards: 'What came of them',
  load: 'How helping is shared',
  'other ways': 'Other ways to help each other',
};

/** The figures of a period in words, for one owner. */
export function metricsMessage(period: Period, metrics: Metrics): Content {
  const title = `Figures for ${periodText(period)}`;
  const groups = Object.entries(definitions).map(([group, those]) =>
    section(`*${titles[group as keyof typeof titles]}*\n${groupLines(those, metrics.figures).join('\n')}`),
  );
  const blocks: Block[] = [
    header(title),
    ...groups,
    section(topicLines(metrics.topics)),
    ...(metrics.pairs ? [section(pairLines(metrics.pairs))] : []),
    ...(metrics.access
      ? accessBlocks(metrics.access)
      : [
          context(
            'Figures by department, time here, location and level are told for whole quarters: `/mentor metrics last quarter`.',
          ),
        ]),
    context(
      `Nothing is told of fewer than ${FEWEST} people, and quiet asks aren’t counted. What differs may differ for many reasons: these figures say what happened, not why.`,
    ),
  ];
  return { text: title, blocks };
}

/** “September 2026”, or “July to September 2026”. */
export function periodText({ from, to }: Period): string {
  const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to).subtract({ days: 1 })];
  const month = (date: Temporal.PlainDate) => date.toLocaleString('en-GB', { month: 'long' });
  if (start.year === end.year && start.month === end.month) return `${month(start)} ${start.year}`;
  return `${month(start)}${start.year === end.year ? '' : ` ${start.year}`} to ${month(end)} ${end.year}`;
}

/** A line for each figure that is told, and one for all that are not. */
function groupLines(those: Record<string, Definition>, figures: Metrics['figures']): string[] {
  const all = Object.entries(those).map(([key, definition]) => ({ definition, figure: figures[key as Key] }));
  const named = (is: Figure['is']) =>
    all.filter(({ figure }) => figure.is === is).map(({ definition }) => definition.name.toLowerCase());
  const told = all.flatMap(({ definition, figure }) =>
    figure.is === 'told' ? [`• ${escaped(definition.name)}: ${toldText(definition.unit, figure)}`] : [],
  );
  const why: [string[], string][] = [
    [named('few'), `Not told, since fewer than ${FEWEST} people could be singled out`],
    [named('nothing'), 'Nothing to count'],
    [named('quarters only'), 'Told for whole quarters'],
  ];
  return [
    ...told,
    ...why.flatMap(([names, reason]) => (names.length > 0 ? [`_${reason}:_ ${names.join(', ')}.`] : [])),
  ];
}
