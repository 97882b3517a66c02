/** A text that an owner has posted; of one that is posted, Slack alone keeps the words. */
export type LaunchPostTable = {
  id: string;
  workspace_id: string;
  /** Which of the kit. */
  piece: string;
  channel: string;
  /** Local date of the workspace: once a day and channel. */
  on_date: string;
  heading: string;
  body: string;
  by_id: string | null;
  state: 'posting' | 'posted' | 'refused';
  created_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    launch_post: LaunchPostTable;
  }
}
