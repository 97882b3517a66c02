/** How often a member did something on one of their days; `to_id` is '' for all of it, or whom it was for. */
export type QuotaUseTable = {
  workspace_id: string;
  member_id: string;
  kind: string;
  to_id: string;
  /** Local date of the member, YYYY-MM-DD. */
  on_date: string;
  n: number;
};

declare module '../../database/schema.ts' {
  interface Schema {
    quota_use: QuotaUseTable;
  }
}
