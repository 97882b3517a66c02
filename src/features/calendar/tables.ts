/** How something was when calendars were told of it last. */
export type CalendarEntryTable = {
  workspace_id: string;
  kind: string;
  of_id: string;
  starts_at: string;
  ends_at: string;
  is_off: number;
  /** Raised by one with each change, as calendars expect it. */
  sequence: number;
  /** The sequence of the file that was put into the conversation last; null before the first. */
  sent_sequence: number | null;
};

declare module '../../database/schema.ts' {
  interface Schema {
    calendar_entry: CalendarEntryTable;
  }
}
