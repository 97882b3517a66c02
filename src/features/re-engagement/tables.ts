import type { RoundState } from './rules.ts';

/** The invitations after one quiet week; `week` is its Monday, YYYY-MM-DD. */
export type MomentumRoundTable = {
  workspace_id: string;
  week: string;
  state: RoundState;
  /** Conversations in it, and in a usual week. */
  talks: number;
  usual: number;
  /** How many people would be invited. */
  people: number;
  /** When it goes on by itself; null until an owner has been told. */
  goes_at: string | null;
  decided_by: string | null;
  created_at: string;
};

/** That somebody was invited, so that they are not again too soon. */
export type InvitationTable = {
  workspace_id: string;
  member_id: string;
  week: string;
  /** The last moment at which it may reach them. */
  may_come_until: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    momentum_round: MomentumRoundTable;
    invitation: InvitationTable;
  }
}
