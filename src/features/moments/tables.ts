import type { DeckName, TurnState } from './rules/index.ts';

export type MomentTable = {
  id: string;
  workspace_id: string;
  channel: string;
  owner_id: string;
  /** JSON array of ISO weekdays. */
  days: string;
  /** Local time, HH:MM, in `zone`. */
  starts_at: string;
  zone: string;
  minutes: number;
  deck: DeckName;
  /** JSON arrays: the lines of an own deck, and local dates. */
  own: string;
  holidays: string;
  skipped: string;
  is_paused: number;
  created_at: string;
  ended_at: string | null;
};

/** Who is willing to host. */
export type MomentHostTable = { workspace_id: string; moment_id: string; member_id: string; since: string };

export type MomentTurnTable = {
  id: string;
  workspace_id: string;
  moment_id: string;
  on_date: string;
  starts_at: string;
  ends_at: string;
  prompt: string;
  host_id: string | null;
  /** JSON array of member ids. */
  declined: string;
  state: TurnState;
  channel: string | null;
  ts: string | null;
  summary_ts: string | null;
  shared: number;
};

/** Who wrote in the thread of a turn. */
export type MomentShareTable = { workspace_id: string; turn_id: string; member_id: string; shared_at: string };

declare module '../../database/schema.ts' {
  interface Schema {
    moment: MomentTable;
    moment_host: MomentHostTable;
    moment_turn: MomentTurnTable;
    moment_share: MomentShareTable;
  }
}
