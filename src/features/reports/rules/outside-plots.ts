import type { OutsideMetric, Sides } from '../../outside/rules/before-after.ts';
import { changeText, startText, valueText } from './outside.ts';
import { BLUE, ORANGE, type Plot } from './plot.ts';
import type { Words } from './words.ts';

/** Metrics that are drawn, and periods of each, the latest. */
const [MOST_PLOTS, MOST_POINTS] = [6, 36];

/** A line for each metric of which there are two periods or more, with the start and benchmarks in it. */
export function outsidePlots(metrics: readonly OutsideMetric[], words: Words): Plot[] {
  const drawn = metrics.filter(({ everyone }) => everyone.points.length > 1);
  return drawn.slice(0, MOST_PLOTS).map((one, i) => plot(one, i, words));
}

function plot(one: OutsideMetric, nth: number, words: Words): Plot {
  const { metric, unit, start, everyone, benchmarks } = one;
  const points = everyone.points.slice(-MOST_POINTS).map((point) => ({ ...point, when: labelOf(one, point.from) }));
  const title = `${metric}${unit === '%' ? ', in per cent' : ''}`;
  const values = points.map(({ when, value }) => `${when}: ${valueText(value, unit, words)}`);
  const beside = benchmarks.map(({ name, value }) => `${name}: ${valueText(value, unit, words)}`);
  return {
    name: `figures-${nth + 1}`,
    title,
    alt: `${title}, from elsewhere, with ${startText(start, words)}. ${values.join('; ')}.${beside.length > 0 ? ` Beside it: ${beside.join('; ')}.` : ''}`,
    spec: { data: { values: points }, width: 420, height: 200, layer: [...lines(one), ...startRules(one, points)] },
    table: table(one, words),
  };
}

/** A period as it stands under the axis. */
function labelOf({ grain }: OutsideMetric, from: string): string {
  const day = Temporal.PlainDate.from(from);
  if (grain === 'year') return `${day.year}`;
  if (grain === 'quarter') return `${day.year} Q${Math.ceil(day.month / 3)}`;
  if (grain === 'week') return `${day.yearOfWeek} W${String(day.weekOfYear).padStart(2, '0')}`;
  return grain === 'month' ? from.slice(0, 7) : from;
}

function lines({ benchmarks }: OutsideMetric) {
  const x = { field: 'when', type: 'ordinal', sort: null, axis: { title: null, labelAngle: -40, labelOverlap: true } };
  const y = { field: 'value', type: 'quantitative', scale: { zero: false }, axis: { title: null } };
  const beside = benchmarks.slice(0, 2).map(({ name, value }) => ({ name, value }));
  return [
    { mark: { type: 'line', point: { filled: true, size: 60 }, color: BLUE }, encoding: { x, y } },
    ...(beside.length === 0
      ? []
      : [
          {
            data: { values: beside },
            mark: { type: 'rule', strokeDash: [6, 4], color: ORANGE, strokeWidth: 2 },
            encoding: { y: { field: 'value', type: 'quantitative' } },
          },
          {
            data: { values: beside },
            mark: { type: 'text', align: 'left', dx: 4, dy: -8, color: '#1a1a1a' },
            encoding: { x: { value: 0 }, y: { field: 'value', type: 'quantitative' }, text: { field: 'name' } },
          },
        ]),
  ];
}

/** A line where it began: at the first period that reaches beyond that day, where one does. */
function startRules({ start }: OutsideMetric, points: { when: string; from: string; to: string }[]) {
  const at = points.find(({ to }) => to > start);
  if (!at || points[0]!.from > start) return [];
  const marks = [{ when: at.when, says: 'start' }];
  const x = { field: 'when', type: 'ordinal', sort: null };
  return [
    { data: { values: marks }, mark: { type: 'rule', strokeDash: [2, 3], color: '#1a1a1a' }, encoding: { x } },
    {
      data: { values: marks },
      mark: { type: 'text', align: 'left', dx: 4, color: '#1a1a1a' },
      encoding: { x, y: { value: 8 }, text: { field: 'says' } },
    },
  ];
}

function table({ unit, everyone, groups, benchmarks }: OutsideMetric, words: Words): Plot['table'] {
  const row = (name: string, { before, after }: Sides) => [
    name,
    before ? valueText(before.mean, unit, words) : '–',
    after ? valueText(after.mean, unit, words) : '–',
    before && after ? changeText(after.mean - before.mean, unit, words) : '–',
  ];
  return {
    head: ['', 'Before the start', 'Since the start', 'Change'],
    rows: [
      row(everyone.isMean ? 'Mean of all groups' : 'Everyone', everyone),
      ...groups.map((group) => row(group.name, group)),
      ...benchmarks.map(({ name, value }) => [
        `Benchmark: ${name || 'without a name'}`,
        '–',
        valueText(value, unit, words),
        '–',
      ]),
    ],
  };
}
