/** What was told of a period, when it was first asked for; `to_on` is the first local date that is not in it. */
export type ToldMetricsTable = {
  workspace_id: string;
  from_on: string;
  to_on: string;
  /** Of the definitions. */
  version: number;
  /** JSON of `Metrics`. */
  told: string;
  made_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    told_metrics: ToldMetricsTable;
  }
}
