import type { Generated } from 'kysely';
import type { BadgeKey } from './rules/badges.ts';

export type ThanksTable = {
  id: string;
  workspace_id: string;
  session_id: string | null;
  giver_id: string;
  receiver_id: string;
  words: string;
  is_public: number;
  /** When the receiver said yes to a public one. */
  agreed_at: string | null;
  created_at: string;
};

/** One row for each digest that was written or could not be posted. */
export type DigestTable = {
  workspace_id: string;
  /** Local date for which it was planned. */
  week: string;
  /** What it tells ends here; the next one goes on from there. */
  told_until: string;
  /** How often its channel refused it. */
  failures: number;
  posted_at: string | null;
  /** Where it stands. */
  channel: string | null;
  ts: string | null;
};

/** A badge is awarded once: the key of the table says so. */
export type BadgeTable = {
  workspace_id: string;
  member_id: string;
  badge: BadgeKey;
  /** When what it stands for was complete. */
  earned_at: string;
  /** When it was noticed, and told. */
  awarded_at: string;
  /** 1 = it rests on a quiet ask, so nobody else is told of it. */
  is_quiet: Generated<number>;
};

export type RecognitionChoiceTable = {
  workspace_id: string;
  member_id: string;
  on_board: number;
  thanks_shown: number;
};

/** A break that a member took: from when until when nobody asked them. */
export type MemberBreakTable = { workspace_id: string; member_id: string; started_at: string; ends_at: string };

declare module '../../database/schema.ts' {
  interface Schema {
    thanks: ThanksTable;
    digest: DigestTable;
    badge: BadgeTable;
    recognition_choice: RecognitionChoiceTable;
    member_break: MemberBreakTable;
  }
}
