import type { Consent, NewsletterState, Source } from './rules/index.ts';
/** The newsletter about one month; `month` is YYYY-MM. */
export type NewsletterTable = {
  workspace_id: string;
  month: string;
  state: NewsletterState;
  heading: string;
  opening: string;
  closing: string;
  /** The owner who changed heading, opening or closing last. */
  words_by: string | null;
  /** JSON arrays of story ids: those that were picked, and those of them that are in. */
  offered: string;
  stories: string;
  /** JSON, as they were when the draft was made. */
  figures: string;
  has_figures: number;
  has_technique: number;
  /** The owner who posted or skipped it. */
  decided_by: string | null;
  channel: string | null;
  ts: string | null;
  /** How often its channel refused it. */
  failures: number;
  created_at: string;
  posted_at: string | null;
};

/** Words of one person about one session that the newsletter may tell once the other one has agreed. */
export type StoryTable = {
  id: string;
  workspace_id: string;
  session_id: string;
  author_id: string;
  partner_id: string;
  source: Source;
  words: string;
  /** 1 = with the author's name. */
  is_named: number;
  version: number;
  /** The partner's. */
  answer: Consent | null;
  /** The month of the newsletter that told it. */
  told_in: string | null;
  created_at: string;
  answered_at: string | null;
};

declare module '../../database/schema.ts' {
  interface Schema {
    story: StoryTable;
    newsletter: NewsletterTable;
  }
}
