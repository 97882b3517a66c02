import type { FigureKind, Grain, Unit } from './rules/figure.ts';

/** A figure that an owner brought from another tool; `to_on` is the first date that is not in its period. */
export type OutsideFigureTable = {
  workspace_id: string;
  kind: FigureKind;
  metric: string;
  /** '' for everyone. */
  group_name: string;
  grain: Grain;
  from_on: string;
  to_on: string;
  value: number;
  unit: Unit;
  added_at: string;
};

/** The day from which “since the start” counts, where an owner said one. */
export type OutsideStartTable = { workspace_id: string; on_date: string };

declare module '../../database/schema.ts' {
  interface Schema {
    outside_figure: OutsideFigureTable;
    outside_start: OutsideStartTable;
  }
}
