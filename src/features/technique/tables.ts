/** What somebody put into the thread of a session. One session has one role-play at a time; an index sees to it. */
export type TechniqueTable = {
  id: string;
  workspace_id: string;
  session_id: string;
  by_id: string;
  kind: string;
  /** JSON of rules' `pick`. */
  pick: string;
  ends_at: string | null;
  over_at: string | null;
  message_ts: string | null;
  debrief_ts: string | null;
  created_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    technique: TechniqueTable;
  }
}
