import type { OutsideMetric, Side } from '../../outside/rules/before-after.ts';
import type { Grain, Unit } from '../../outside/rules/figure.ts';
import { type Finding, within } from './finding.ts';
import type { Words } from './words.ts';

/** Groups that the words name; all are in the table. */
const MOST_NAMED = 3;

/** How figures of other tools were before and after the start: beside each other, with no word of what brought it about. */
export function outsideFindings(metrics: readonly OutsideMetric[], words: Words): Finding[] {
  return metrics.map((one, i) => finding(one, within((metrics.length - i) / (metrics.length + 1)), words));
}

export const valueText = (value: number, unit: Unit, words: Words) => `${words.exact(value)}${unit}`;

const periodsText = (n: number, grain: Grain) => (n === 1 ? `one ${grain}` : `${n} ${grain}s`);
const sideText = ({ mean, periods }: Side, { unit, grain }: OutsideMetric, words: Words) =>
  `${valueText(mean, unit, words)}${periods === 1 ? '' : ' on average'} in ${periodsText(periods, grain)}`;

/** “the start (1 March 2026)”. */
export const startText = (start: string, words: Words) => `the start (${words.day(start)})`;

function finding(one: OutsideMetric, weight: number, words: Words): Finding {
  const { metric, unit, everyone, start } = one;
  const { before, after } = everyone;
  const what = before && after ? changeText(after.mean - before.mean, unit, words) : undefined;
  const parts = [
    ...(before ? [`${sideText(before, one, words)} before ${startText(start, words)}`] : []),
    ...(after ? [`${sideText(after, one, words)} since ${before ? 'then' : startText(start, words)}`] : []),
  ];
  const says = parts.length > 0 ? parts.join(', ') : `only of the time in which Bitewise began`;
  return {
    key: `outside:${metric}`,
    tone: 'plain',
    says: `${metric}${everyone.isMean ? ', mean of its groups' : ''}: ${says}.`,
    figure: figureText(one, words),
    change: what,
    advice: {
      kind: 'talk-about-it',
      about: undefined,
      says: `An association at most: other things changed in that time too, and these figures can’t say that Bitewise brought it about. Ask those who know what else was new.`,
    },
    weight: 22 + weight / 10,
    numbers: undefined,
  };
}

export function changeText(by: number, unit: Unit, words: Words): string {
  const size = unit === '%' ? `${words.exact(Math.abs(by))} percentage points` : words.exact(Math.abs(by));
  if (words.exact(Math.abs(by)) === words.exact(0)) return 'the same before and after';
  return `${size} ${by < 0 ? 'less' : 'more'} than before`;
}

/** What stands beside it: benchmarks, and how groups went. */
function figureText({ unit, groups, benchmarks }: OutsideMetric, words: Words): string {
  const beside = benchmarks.map(({ name, value }) => `${name || 'benchmark'} ${valueText(value, unit, words)}`);
  const both = groups.flatMap(({ name, before, after }) =>
    before && after ? [`${name} ${valueText(before.mean, unit, words)} → ${valueText(after.mean, unit, words)}`] : [],
  );
  const more = both.length - MOST_NAMED;
  return [
    ...(beside.length > 0 ? [`Beside it: ${beside.slice(0, MOST_NAMED).join(', ')}`] : []),
    ...(both.length > 0 ? [`${both.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`] : []),
  ].join('; ');
}
