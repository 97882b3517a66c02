/** A deletion that is still being carried out: messages in Slack are edited after the commit. */
export type ErasureTable = {
  id: string;
  workspace_id: string;
  member_id: string;
  former_id: string;
  /** JSON of `Around`. */
  places: string;
  asked_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    erasure: ErasureTable;
  }
}
