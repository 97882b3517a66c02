/** One Slack team that installed the app. `settings` is JSON (rules.ts knows its shape). */
export type WorkspaceTable = {
  id: string;
  name: string;
  bot_user_id: string;
  settings: string;
  synced_at: string | null;
  /** JSON: people who seem to have left, and what the owners said to it (features/members). */
  departure: string | null;
  /** When the app was taken out of the workspace; null while it is in it. */
  uninstalled_at: string | null;
  created_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    workspace: WorkspaceTable;
  }
}
