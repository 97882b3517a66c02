import type { Metrics } from '../../metrics/rules/metrics.ts';
import type { Period } from '../../metrics/rules/period.ts';
import type { OutsideMetric } from '../../outside/rules/before-after.ts';
import { figureFindings } from './figures.ts';
import type { Finding } from './finding.ts';
import { outsideFindings } from './outside.ts';
import { type PulseItem, pulseFindings } from './pulse.ts';
import { shortages } from './shortages.ts';
import { unequalAccess } from './unequal.ts';
import type { Words } from './words.ts';

/** What is told of a period, and of as long a one before it where there is one. */
export type Material = {
  period: Period;
  metrics: Metrics;
  before: { period: Period; metrics: Metrics } | undefined;
  pulse: PulseItem[];
  /** What owners brought from other tools, up to the end of the period. */
  outside: OutsideMetric[];
};

/** All that the period shows, what matters most first. It is made of told figures alone, so it tells of nobody. */
export function findingsIn({ period, metrics, before, pulse, outside }: Material, words: Words): Finding[] {
  const brought = outsideFindings(outside, words);
  if (isEmpty(metrics)) return [nothing(words.period(period)), ...brought];
  const all = [
    ...shortages(metrics, words),
    ...unequalAccess(metrics.access, words),
    ...figureFindings({ period, metrics }, before, words),
    ...pulseFindings(pulse, words),
  ];
  if (all.length === 0) return [nothing(words.period(period)), ...brought];
  return [...all, ...brought].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
}

/** Nobody asked and nothing took place that is told. */
function isEmpty({ figures: { asks, talks }, topics }: Metrics): boolean {
  const isNothing = (figure: typeof asks) => figure.is !== 'told' || figure.value === 0;
  return isNothing(asks) && isNothing(talks) && topics.short.length === 0;
}

const nothing = (period: string): Finding => ({
  key: 'nothing',
  tone: 'plain',
  says: `In ${period} too little took place for anything to be told: it would be about fewer than five people.`,
  figure: '',
  change: undefined,
  advice: {
    kind: 'tell-people',
    about: undefined,
    says: 'Tell people what Bitewise is for and how to ask: `/mentor launch` has posts for it.',
  },
  weight: 0,
  numbers: undefined,
});
