import { areFew } from '../../../small-counts.ts';
import { type Definition, definitions, type Key } from '../../metrics/rules/definitions.ts';
import type { Figure } from '../../metrics/rules/figure.ts';
import type { Metrics } from '../../metrics/rules/metrics.ts';
import type { Period } from '../../metrics/rules/period.ts';
import type { Results } from '../../pulses/rules/results.ts';
import { csvOf, type Value } from './csv.ts';
import { columns, meanings, type Table } from './dictionary.ts';

/** What was told of a period; `grain` says how long it is. */
export type Told = { grain: 'month' | 'quarter'; period: Period; metrics: Metrics };
/** What was told of a closed round of the pulse. `startsOn` and `closedOn` are dates of the workspace. */
export type Round = { kind: string; startsOn: string; closedOn: string; says: Map<string, string>; results: Results };

const defined = new Map<Key, Definition>(
  Object.values(definitions).flatMap((group) => Object.entries(group) as [Key, Definition][]),
);

const lastDay = ({ to }: Period) => Temporal.PlainDate.from(to).subtract({ days: 1 }).toString();
const spanOf = ({ grain, period }: Told): Value[] => [period.from, lastDay(period), grain];

/** To six places: what is told has no more in it. */
const number = (n: number | undefined): Value => (n === undefined ? undefined : Number(n.toFixed(6)));

function figureOf(figure: Figure): Value[] {
  if (figure.is !== 'told') return [figure.is === 'few' ? 'fewer than five' : figure.is, ...Array(5).fill(undefined)];
  return ['told', number(figure.value), number(figure.low), number(figure.high), figure.of, figure.left];
}

/** Months are told of everybody; what is told by group is of quarters. */
function metricRows(told: Told): Value[][] {
  const { metrics } = told;
  const whole = [...defined].map(([key, { name, unit }]) => [
    ...[...spanOf(told), 'everyone', '', key, name, unit],
    ...figureOf(metrics.figures[key]),
  ]);
  const units = { asked: 'share', matched: 'share', wait: 'minutes', putForward: 'share' } as const;
  const names = { asked: 'Asked', matched: 'Match rate', wait: 'Half had someone after', putForward: 'Put forward' };
  const grouped = (metrics.access ?? []).flatMap(({ dimension, rows }) =>
    rows.flatMap((row) =>
      (['asked', 'matched', 'wait', 'putForward'] as const).map((key) => [
        ...[...spanOf(told), dimension, row.group, `access_${key}`, names[key], units[key]],
        ...figureOf(row[key]),
      ]),
    ),
  );
  return [...whole, ...grouped];
}

const people = (n: number): Value => (areFew(n) ? (n === 0 ? 0 : 'fewer than five') : n);

function skillRows(told: Told): Value[][] {
  const { short, idle } = told.metrics.topics;
  return [
    ...short.map(({ name, asks, unmet, offered }) => [...spanOf(told), 'short', name, asks, unmet, people(offered)]),
    ...idle.map(({ name, offered }) => [...spanOf(told), 'idle', name, undefined, undefined, people(offered)]),
  ];
}

function talkRows(told: Told): Value[][] {
  const { pairs } = told.metrics;
  if (!pairs) return [];
  const named = pairs.pairs.map(({ helpers, helped, talks }) => [...spanOf(told), helpers, helped, talks]);
  return pairs.others > 0 ? [...named, [...spanOf(told), 'all others', 'all others', pairs.others]] : named;
}

function actionRows(told: Told): Value[][] {
  const { stepsAgreed, stepsDone } = told.metrics.figures;
  const closed = stepsDone.is === 'told' ? stepsDone.of : undefined;
  const done = stepsDone.is === 'told' && closed !== undefined ? Math.round(stepsDone.value * closed) : undefined;
  const agreed = stepsAgreed.is === 'told' ? stepsAgreed.value : undefined;
  return [
    [...spanOf(told), agreed, closed, done, closed === undefined || done === undefined ? undefined : closed - done],
  ];
}

function pulseRows({ kind, startsOn, closedOn, says, results }: Round): Value[][] {
  return results.groups.flatMap(({ dimension, name, items }) =>
    Object.entries(items).map(([key, { people: least, mean, end, half, agree }]) => [
      ...[kind, startsOn, closedOn, results.rate, dimension === 'all' ? 'everyone' : dimension, name],
      ...[
        key,
        says.get(key) ?? '',
        least,
        mean,
        end === 'high' ? 'or more' : end === 'low' ? 'or less' : '',
        half,
        agree,
      ],
    ]),
  );
}

/** Every file of an export, by its name. All of it is made of what was told already, so that it tells nothing more. */
export function filesOf(told: readonly Told[], rounds: readonly Round[]): Map<string, string> {
  const rows: Record<Table, Value[][]> = {
    metrics: told.flatMap(metricRows),
    pulse: rounds.flatMap(pulseRows),
    skills: told.flatMap(skillRows),
    sessions: told.flatMap(talkRows),
    actions: told.flatMap(actionRows),
    dictionary: [
      ...meanings,
      ...[...defined].map(([key, { sentence, formula, cannotSay }]) => [
        ...['metrics.csv', key, 'metric', `${sentence} Formula: ${formula}. What it can’t say: ${cannotSay}`],
      ]),
    ],
  };
  return new Map(
    Object.entries(rows).map(([name, those]) => [
      `${name}.csv`,
      csvOf(
        columns[name as Table].map(([c]) => c),
        those,
      ),
    ]),
  );
}
