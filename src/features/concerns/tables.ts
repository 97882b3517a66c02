/** A report of a concern. The words of what it is about are not copied: they are read where they are kept. */
export type ConcernTable = {
  id: string;
  workspace_id: string;
  reporter_id: string;
  /** Null where it is about nobody in particular. */
  reported_id: string | null;
  about_kind: string | null;
  about_id: string | null;
  kind: string;
  words: string;
  /** 1 = whoever reported does not know whom: they had asked quietly. */
  is_quiet: number;
  /** 1 = the readers may know who reported; 1 = they may read what it is about. */
  is_named: number;
  shows_content: number;
  /** The reporter's own message about it. */
  receipt_channel: string | null;
  receipt_ts: string | null;
  created_at: string;
  /** When it was clear that nobody could be reached with it. */
  lost_at: string | null;
  read_at: string | null;
  closed_at: string | null;
};

/** What went to one of its readers. */
export type ConcernCopyTable = {
  workspace_id: string;
  concern_id: string;
  reader_id: string;
  state: 'sending' | 'there' | 'lost';
  channel: string | null;
  ts: string | null;
  sent_at: string;
};

/** Who did what about it, never changed; `by_id` is null for the app and for whoever reported. */
export type ConcernEventTable = {
  id: string;
  workspace_id: string;
  concern_id: string;
  by_id: string | null;
  what: string;
  at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    concern: ConcernTable;
    concern_copy: ConcernCopyTable;
    concern_event: ConcernEventTable;
  }
}
