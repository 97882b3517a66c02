/** What a workspace, or an Enterprise organisation for several of its workspaces, gave when it added the app. */
export type InstallationTable = {
  /** The team, `T…`, or the organisation, `E…`. */
  workspace_id: string;
  name: string;
  bot_user_id: string;
  /** 1 = of an organisation. */
  is_enterprise: number;
  /** JSON with the tokens, sealed (key-ring.ts). */
  sealed_tokens: string;
  /** When the token ends, where Slack renews it. */
  expires_at: string | null;
  /** Until when one process has its renewal in hand. */
  refreshing_until: string | null;
  installed_at: string;
};

/** A workspace that has the app, and by which installation. */
export type InstalledWorkspaceTable = { workspace_id: string; installation_id: string };

declare module '../../database/schema.ts' {
  interface Schema {
    installation: InstallationTable;
    installed_workspace: InstalledWorkspaceTable;
  }
}
