import { type Definition, definitions, type Key } from '../../metrics/rules/definitions.ts';
import type { Metrics } from '../../metrics/rules/metrics.ts';
import type { Period } from '../../metrics/rules/period.ts';
import type { Words } from './words.ts';

/** One figure over some months, in words and as a line of bars. */
export type Trend = {
  name: string;
  /** The last month that is told, such as “78% in September 2026”. */
  now: string;
  /** One bar a month, the oldest first; a dot for a month of which nothing is told. */
  bars: string;
  /** The first month that is told, where it is another one. */
  first: string | undefined;
};

/** A month, and what was told of it. */
export type Month = { period: Period; metrics: Pick<Metrics, 'figures'> | undefined };

const BARS = '▁▂▃▄▅▆▇█';
const UNTOLD = '·';

/** The five figures of Home: they take part, find someone, soon, to some use, which lasts. */
const five: [Key, string][] = [
  ['active30', 'People who took part'],
  ['matched', 'Asks that found someone'],
  ['waitMedian', 'Half had someone after'],
  ['useful', 'Rated talks that were useful'],
  ['used', 'Used it two weeks later'],
];

const units: Record<string, Definition> = Object.assign({}, ...Object.values(definitions));

/** How five figures went, as they were told month by month; those of which no month is told are left out. */
export function trendsOf(months: readonly Month[], words: Words): Trend[] {
  return five.flatMap(([key, name]) => {
    const values = months.map(({ metrics }) => {
      const figure = metrics?.figures[key];
      return figure?.is === 'told' ? figure.value : undefined;
    });
    const told = values.flatMap((value, i) => (value === undefined ? [] : [{ value, period: months[i]!.period }]));
    const [first, last] = [told[0], told.at(-1)];
    if (!first || !last) return [];
    const says = ({ value, period }: typeof last) =>
      `${words.value(units[key]!.unit, value)} in ${words.period(period)}`;
    return [{ name, now: says(last), bars: barsOf(values), first: first === last ? undefined : says(first) }];
  });
}

/** Bars from the lowest to the highest of the values; all of one height where they do not differ. */
export function barsOf(values: readonly (number | undefined)[]): string {
  const told = values.filter((value) => value !== undefined);
  const [low, high] = [Math.min(...told), Math.max(...told)];
  const heightOf = (value: number) =>
    high === low ? 3 : Math.round(((value - low) / (high - low)) * (BARS.length - 1));
  return values.map((value) => (value === undefined ? UNTOLD : BARS[heightOf(value)])).join('');
}
