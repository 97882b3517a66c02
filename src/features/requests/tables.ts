import type { Generated } from 'kysely';
import type { OfferState, RequestState } from './rules/index.ts';

export type RequestTable = {
  id: string;
  workspace_id: string;
  mentee_id: string;
  skill_id: string;
  goal: string;
  tried: string;
  minutes: number;
  format: string;
  urgency: string;
  is_anonymous: number;
  /** 1 = once it was of use, the words of the goal lead others to whoever helped. */
  may_hint: Generated<number>;
  /** 1 = they talk in a private message; 1 = the topic may be named in public. */
  is_private: Generated<number>;
  may_name_topic: Generated<number>;
  source_text: string | null;
  source_link: string | null;
  state: RequestState;
  /** The colleague whom the asker picked. */
  chosen_id: string | null;
  /** JSON array of mentor ids, best first, still to be asked. */
  candidates: string;
  progress_channel: string | null;
  progress_ts: string | null;
  created_at: string;
  expires_at: string | null;
  closed_at: string | null;
  /** Working minutes of the asker until the first yes, or until it closed without; null where nothing was measured. */
  waited_minutes: number | null;
};

export type OfferTable = {
  id: string;
  workspace_id: string;
  request_id: string;
  mentor_id: string;
  state: OfferState;
  offered_at: string;
  answer_by: string;
  answered_at: string | null;
  proposed_for: string | null;
  channel: string | null;
  ts: string | null;
};

/** A colleague of whom somebody on a wait list was told. */
export type ToldHelperTable = { workspace_id: string; request_id: string; helper_id: string; told_at: string };

/** Somebody may not ask quietly for now; `for_id` is what it was decided for, and ends it. */
export type QuietSuspensionTable = { workspace_id: string; for_id: string; member_id: string; suspended_at: string };

declare module '../../database/schema.ts' {
  interface Schema {
    quiet_suspension: QuietSuspensionTable;
    request: RequestTable;
    offer: OfferTable;
    told_helper: ToldHelperTable;
  }
}
