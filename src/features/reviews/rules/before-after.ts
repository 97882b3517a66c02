import { z } from 'zod';
import { type Definition, definitions, type Key } from '../../metrics/rules/definitions.ts';
import type { Figure } from '../../metrics/rules/figure.ts';
import type { Metrics } from '../../metrics/rules/metrics.ts';
import { wilson } from '../../metrics/rules/statistics.ts';

/** A figure as it was told, with its interval (95 per cent) where it has one. */
const measured = z.object({
  unit: z.enum(['count', 'share', 'minutes', 'hours', 'index']),
  value: z.number(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type Measured = z.infer<typeof measured>;

const all: Record<string, Definition> = Object.assign({}, ...Object.values(definitions));

/** Figures that an own adjustment can be followed by. */
export const followed = [
  'matched',
  'waitMedian',
  'asks',
  'talks',
  'useful',
  'used',
  'active90',
  'retained',
] as const satisfies Key[];

export const figureName = (key: string) => all[key]?.name ?? '';

/** What a key of a finding measures in these figures; undefined where nothing is told of it. */
export function measureIn({ figures, topics, access }: Metrics, key: string): Measured | undefined {
  const [what = '', second = '', dimension, ...rest] = key.split(':');
  if (what === 'figure') return toldOf(all[second]?.unit, figures[second as Key]);
  if (what === 'short') return shortage(topics, key.slice('short:'.length));
  if (what !== 'access') return undefined;
  const rows = access?.find((one) => one.dimension === dimension)?.rows;
  const row = rows?.find(({ group }) => group === rest.join(':'));
  return toldOf(second === 'wait' ? 'minutes' : 'share', row?.[second as 'wait']);
}

function toldOf(unit: Definition['unit'] | undefined, figure: Figure | undefined): Measured | undefined {
  if (unit === undefined || figure?.is !== 'told') return undefined;
  const { value, low, high } = figure;
  return { unit, value, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

/** The share of asks about a topic that found no one. */
function shortage({ short }: Metrics['topics'], topic: string): Measured | undefined {
  const found = short.find(({ name }) => name === topic);
  if (found?.asks === undefined || found.unmet === undefined || found.asks === 0) return undefined;
  const [low, high] = wilson(found.unmet, found.asks);
  return { unit: 'share', value: found.unmet / found.asks, low, high };
}

/** What was kept; an unreadable one is nothing. */
export function readMeasured(stored: string | null): Measured | undefined {
  try {
    return stored === null ? undefined : measured.parse(JSON.parse(stored));
  } catch {
    return undefined;
  }
}

/**
 * Whether two figures differ by more than chance: their intervals do not touch, which is stricter than a test. Undefined
 * where one of them has none.
 */
export function differs(before: Measured, now: Measured): boolean | undefined {
  if (before.low === undefined || now.low === undefined) return undefined;
  const [was, is] = [before.high ?? Infinity, now.high ?? Infinity];
  return now.low > was || before.low > is;
}
