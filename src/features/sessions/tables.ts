import type { Generated } from 'kysely';
import type { SessionEnding, SessionState } from './rules/index.ts';

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
  /** 1 = from a quiet ask. */
  is_quiet: Generated<number>;
  /** 1 = held in a group DM whatever the workspace's channel for sessions. */
  is_private: Generated<number>;
  /** 1 = the mentor of a quiet ask gave it back within minutes of learning whose it is. */
  was_handed_back_early: Generated<number>;
  state: SessionState;
  ending: SessionEnding | null;
  channel: string | null;
  root_ts: string | null;
  /** 1 = the channel is the workspace's for sessions, where others can read along. */
  in_channel: Generated<number>;
  opening_question: string;
  planned_for: string | null;
  opened_at: string | null;
  started_at: string | null;
  ends_at: string | null;
  extensions: number;
  mentee_spoke_at: string | null;
  mentor_spoke_at: string | null;
  last_line_at: string | null;
  mentee_lines: Generated<number>;
  mentor_lines: Generated<number>;
  began_early: Generated<number>;
  mentee_word: string | null;
  mentor_word: string | null;
  /** When it was known that it was held, that it was useful (rated 3 or better), and that it was used. */
  held_at: string | null;
  useful_at: string | null;
  used_at: string | null;
  /** 1 = rated less than that. */
  is_useless: Generated<number>;
  ended_at: string | null;
  /** JSON array of {authorId, text}. */
  recap: string | null;
  /** The message in the thread that shows recap and actions. */
  recap_ts: string | null;
  /** JSON array of {line, ts}: the app's lines in the thread that have a button. */
  asking: Generated<string>;
  created_at: string;
};

/** When two people are taken by what has no session yet; `id` is that of whatever it is. */
export type PlannedTimeTable = {
  workspace_id: string;
  id: string;
  one_id: string;
  other_id: string;
  starts_at: string;
  ends_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    session: SessionTable;
    planned_time: PlannedTimeTable;
  }
}
