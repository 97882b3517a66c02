import type { Audience, BookingState, Place, Rhythm } from './rules/index.ts';

export type OfficeHoursTable = {
  id: string;
  workspace_id: string;
  host_id: string;
  rhythm: Rhythm;
  /** The first local date, YYYY-MM-DD. */
  first_on: string;
  /** Local time, HH:MM, in `zone`. */
  starts_at: string;
  zone: string;
  minutes: number;
  /** null = an open door. */
  slot_minutes: number | null;
  capacity: number;
  place: Place;
  link: string;
  audience: Audience;
  last_on: string | null;
  /** Where they are announced. */
  channel: string | null;
  post_channel: string | null;
  post_ts: string | null;
  created_at: string;
  ended_at: string | null;
};

export type OfficeHoursSkillTable = { workspace_id: string; hours_id: string; skill_id: string };

/** Who may come when only named people may. */
export type OfficeHoursGuestTable = { workspace_id: string; hours_id: string; member_id: string };

/** A date on which they do not take place. */
export type OfficeHoursSkipTable = { workspace_id: string; hours_id: string; on_date: string };

export type BookingTable = {
  id: string;
  workspace_id: string;
  hours_id: string;
  member_id: string;
  on_date: string;
  seat: number;
  starts_at: string;
  ends_at: string;
  skill_id: string;
  goal: string;
  state: BookingState;
  session_id: string | null;
  /** 1 = the host was a leader when it was held. */
  by_leader: number;
  created_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    office_hours: OfficeHoursTable;
    office_hours_skill: OfficeHoursSkillTable;
    office_hours_guest: OfficeHoursGuestTable;
    office_hours_skip: OfficeHoursSkipTable;
    booking: BookingTable;
  }
}
