import { type Access, dimensions } from '../../src/features/metrics/rules/access.ts';
import { definitions, type Key } from '../../src/features/metrics/rules/definitions.ts';
import type { Figure } from '../../src/features/metrics/rules/figure.ts';
import { metricsMessage } from '../../src/features/metrics/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const QUARTER = { from: '2026-07-01', to: '2026-10-01' };
const many: Figure = { is: 'told', value: 0.123, low: 0.1, high: 98_765, of: 1_234_567, left: 2 };
const keys = Object.values(definitions).flatMap((group) => Object.keys(group)) as Key[];
const all = (figure: Figure) => Object.fromEntries(keys.map((key) => [key, figure])) as Record<Key, Figure>;

const access = (words: Words): Access[] =>
  dimensions.map((dimension) => ({
    dimension,
    rows: Array.from({ length: 30 }, (_, i) => ({
      group: `${i} ${words(100)}`,
      ...{ asked: many, matched: many, wait: { ...many, value: 150 }, putForward: many },
    })),
    differences: [
      { measure: 'asked', chance: 0.001 },
      { measure: 'wait', chance: 0.8 },
    ],
  }));

const full = (words: Words) => ({
  figures: all(many),
  access: access(words),
  pairs: {
    pairs: Array.from({ length: 30 }, (_, i) => ({ helpers: words(100), helped: `${i} ${words(100)}`, talks: 99_999 })),
    others: 99_999,
  },
  topics: {
    short: Array.from({ length: 30 }, () => ({ name: words(60), asks: 99_999, unmet: 99_999, offered: 99_999 })),
    idle: Array.from({ length: 30 }, () => ({ name: words(60), offered: 99_999 })),
  },
});

const NONE = { access: undefined, pairs: undefined, topics: { short: [], idle: [] } };

export const samples: Sample[] = [
  { name: 'figures, all there are', surface: 'message', build: (words) => metricsMessage(QUARTER, full(words)) },
  ...(['few', 'nothing', 'quarters only'] as const).map((is): Sample => {
    const build = () => metricsMessage({ from: '2026-09-01', to: '2026-10-01' }, { figures: all({ is }), ...NONE });
    return { name: `figures, ${is}`, surface: 'message', build };
  }),
];
