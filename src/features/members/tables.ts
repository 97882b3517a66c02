export type MemberTable = {
  workspace_id: string;
  id: string;
  name: string;
  /** The short name that Slack gave the account, '' where it is not known. */
  handle: string;
  title: string;
  /** IANA zone, '' where Slack gave none that is known here: then the workspace's counts. */
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
  /** JSON of OtherHours, '' for none. */
  other_hours: string;
  capacity: number;
  /** JSON array of formats. */
  formats: string;
  usual_minutes: number;
  paused_until: string | null;
  /** JSON array of prompt kinds that this person muted. */
  mutes: string;
  in_digest: number;
  /** As they named it, '' for none. */
  department: string;
  /** Slack's error code when a direct message could not be delivered for good. */
  unreachable: string | null;
  home_opened_at: string | null;
  profile_saved_at: string | null;
  /** When the directory named this person last; null for one whom we met before the directory did. */
  seen_at: string | null;
  /** When a reading of the directory called them deactivated, while that waits for its end or for an owner. */
  said_gone_at: string | null;
  /** When they had their data deleted; null again once they come back. */
  erased_at: string | null;
  /** When they left the workspace; null while they are in it. */
  left_at: string | null;
  created_at: string;
};

export type MemberBlockTable = { workspace_id: string; member_id: string; blocked_id: string };
/**
 * Somebody no longer gets the questions of a colleague who had asked quietly. They never learn who that is, so that
 * this stands apart from the people whom they named themselves, and each is known by what it was made for.
 */
export type QuietBlockTable = {
  workspace_id: string;
  for_id: string;
  member_id: string;
  blocked_id: string;
  made_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    member: MemberTable;
    member_block: MemberBlockTable;
    quiet_block: QuietBlockTable;
  }
}
