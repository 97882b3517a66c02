import type { Ending, NewcomerState, PairState } from './rules/index.ts';

/** Who would welcome a newcomer. */
export type BuddyWillingTable = { workspace_id: string; member_id: string; since: string };

export type BuddyNewcomerTable = {
  workspace_id: string;
  member_id: string;
  /** Local date. */
  starts_on: string;
  begins_at: string;
  state: NewcomerState;
  has_changed: number;
  /** When the owners were told that nobody was found. */
  noted_at: string | null;
  ended_at: string | null;
};

export type BuddyPairTable = {
  id: string;
  workspace_id: string;
  newcomer_id: string;
  buddy_id: string;
  state: PairState;
  ending: Ending | null;
  asked_at: string;
  answer_by: string;
  accepted_at: string | null;
  told_at: string | null;
  channel: string | null;
  closed_at: string | null;
};

export type BuddyCheckInTable = {
  workspace_id: string;
  newcomer_id: string;
  day: number;
  asked_at: string;
  /** Index of the answer. */
  choice: number | null;
  /** Kept only until it is in the message of the two. */
  line: string;
  lined_at: string | null;
};

declare module '../../database/schema.ts' {
  interface Schema {
    buddy_willing: BuddyWillingTable;
    buddy_newcomer: BuddyNewcomerTable;
    buddy_pair: BuddyPairTable;
    buddy_check_in: BuddyCheckInTable;
  }
}
