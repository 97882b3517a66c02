/** The workspace's own, or what others have, to lay beside it. */
export const figureKinds = ['own', 'benchmark'] as const;
export type FigureKind = (typeof figureKinds)[number];

export type Grain = 'year' | 'quarter' | 'month' | 'week' | 'day';
export type Unit = '' | '%';

/** A figure that was brought from another tool. Dates are local; `to` is the first one that is not in the period. */
export type OutsideFigure = {
  metric: string;
  /** '' for everyone. */
  group: string;
  grain: Grain;
  from: string;
  to: string;
  value: number;
  unit: Unit;
};

/** Characters of the name of a metric or a group. */
export const MOST_NAME = 60;

/** One name for all ways to write it. */
export const nameKey = (name: string) => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

/** What one figure is: another one of the same takes its place. */
export const figureKey = ({ metric, group, from, to }: Pick<OutsideFigure, 'metric' | 'group' | 'from' | 'to'>) =>
  JSON.stringify([nameKey(metric), nameKey(group), from, to]);
