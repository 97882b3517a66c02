import type { SessionEnding, SessionState } from './rules.ts';

export type SessionTable = {
  id: string;
  workspace_id: string;
  request_id: string;
  offer_id: string;
  mentor_id: string;
  mentee_id: string;
  skill_id: string;
  goal: string;
  minutes: number;
  format: string;
  state: SessionState;
  ending: SessionEnding | null;
  channel: string | null;
  root_ts: string | null;
  opening_question: string;
  planned_for: string | null;
  opened_at: string | null;
  started_at: string | null;
  ends_at: string | null;
  extensions: number;
  mentee_spoke_at: string | null;
  mentor_spoke_at: string | null;
  ended_at: string | null;
  /** JSON array of {authorId, text}. */
  recap: string | null;
  /** The message in the thread that shows recap and actions. */
  recap_ts: string | null;
  created_at: string;
};
