/** One Slack team that installed the app. `settings` is JSON (settings/rules.ts knows its shape). */
export type WorkspaceTable = {
  id: string;
  name: string;
  bot_user_id: string;
  settings: string;
  synced_at: string | null;
  created_at: string;
};

export type MemberTable = {
  workspace_id: string;
  id: string;
  name: string;
  title: string;
  zone: string;
  locale: string;
  is_bot: number;
  is_guest: number;
  is_deactivated: number;
  is_owner: number;
  work_start: string;
  work_end: string;
  /** JSON array of ISO weekdays, 1 = Monday. */
  work_days: string;
  capacity: number;
  /** JSON array of formats. */
  formats: string;
  usual_minutes: number;
  paused_until: string | null;
  /** JSON array of prompt kinds that this person muted. */
  mutes: string;
  in_digest: number;
  /** Slack's error code when a direct message could not be delivered for good. */
  unreachable: string | null;
  home_opened_at: string | null;
  profile_saved_at: string | null;
  created_at: string;
};

export type MemberBlockTable = { workspace_id: string; member_id: string; blocked_id: string };

export type SkillTable = { id: string; workspace_id: string; key: string; name: string; created_at: string };

export type MemberSkillTable = {
  workspace_id: string;
  member_id: string;
  skill_id: string;
  kind: 'offers' | 'wants';
  level: number;
  added_at: string;
};
