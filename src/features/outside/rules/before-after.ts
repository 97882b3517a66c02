import type { Grain, OutsideFigure, Unit } from './figure.ts';

/** One value of a series; dates as in OutsideFigure. */
export type Point = { from: string; to: string; value: number };
/** The mean of the periods on one side of the start. */
export type Side = { mean: number; periods: number };
export type Sides = { before: Side | undefined; after: Side | undefined };

/** A metric from elsewhere, ready to be shown. */
export type OutsideMetric = {
  metric: string;
  unit: Unit;
  grain: Grain;
  /** The day from which it counts as there. */
  start: string;
  /** What the file says of everyone, or else the mean of its groups. */
  everyone: { points: Point[]; isMean: boolean } & Sides;
  groups: ({ name: string } & Sides)[];
  /** The latest of each that is laid beside. */
  benchmarks: (Point & { name: string })[];
};

/** Means before and after; a period in which the start lies is in neither. */
function sidesOf(points: readonly Point[], start: string): Sides {
  return {
    before: sideOf(points.filter(({ to }) => to <= start)),
    after: sideOf(points.filter(({ from }) => from >= start)),
  };
}

function sideOf(points: Point[]): Side | undefined {
  if (points.length === 0) return undefined;
  return { mean: meanOf(points.map(({ value }) => value)), periods: points.length };
}

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** For each period the mean of the groups that have it; periods that some groups lack would compare other groups. */
export function meanPoints(groups: readonly (readonly Point[])[]): Point[] {
  const at = Map.groupBy(groups.flat(), ({ from, to }) => `${from} ${to}`);
  return [...at.values()]
    .filter((points) => points.length === groups.length)
    .map((points) => ({ ...points[0]!, value: meanOf(points.map(({ value }) => value)) }))
    .sort(byDate);
}

export const byDate = (a: Point, b: Point) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

const pointsOf = (figures: readonly OutsideFigure[]): Point[] =>
  figures.map(({ from, to, value }) => ({ from, to, value })).sort(byDate);

/** The figures of one metric before and after the start, a date as in OutsideFigure. */
export function outsideMetric(
  own: readonly [OutsideFigure, ...OutsideFigure[]],
  benchmarks: readonly OutsideFigure[],
  start: string,
): OutsideMetric {
  const [{ metric, unit, grain }] = own;
  const byGroup = Map.groupBy(own, ({ group }) => group);
  const whole = byGroup.get('');
  byGroup.delete('');
  const groups = [...byGroup].sort(([a], [b]) => (a < b ? -1 : 1));
  const points = whole ? pointsOf(whole) : meanPoints(groups.map(([, figures]) => pointsOf(figures)));
  const latest = Map.groupBy(benchmarks, ({ group }) => group);
  return {
    ...{ metric, unit, grain, start },
    everyone: { points, isMean: !whole, ...sidesOf(points, start) },
    groups: groups.map(([name, figures]) => ({ name, ...sidesOf(pointsOf(figures), start) })),
    benchmarks: [...latest].map(([name, figures]) => ({ name, ...pointsOf(figures).at(-1)! })),
  };
}
