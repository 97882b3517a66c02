import type { AdjustmentKind, ReviewState } from './rules/proposals.ts';

/** An owners' look at one quarter of a year; `to_on` is the first local date that is not in it. */
export type ReviewTable = {
  workspace_id: string;
  id: string;
  from_on: string;
  to_on: string;
  state: ReviewState;
  /** When an owner looked at it first. */
  opened_at: string | null;
  /** What everybody is told; the words only until Slack has them. */
  channel: string | null;
  heading: string;
  body: string;
  posted_by: string | null;
  posted_at: string | null;
  created_at: string;
};

/** Something that the owners decided to change. */
export type ReviewAdjustmentTable = {
  workspace_id: string;
  id: string;
  review_id: string;
  /** Once in a review: `own:…`, or the kind with what it answers. */
  key: string;
  kind: AdjustmentKind;
  /** The topic, department or time zone that it is for, '' for none. */
  about: string;
  /** An own one in the owner's words; '' for any other. */
  words: string;
  /** What is compared in the next review, as in Finding.key; '' for nothing. */
  measure: string;
  /** JSON of the figure then, or null where none is told. */
  before: string | null;
  chosen_by: string | null;
  /** When the app did its part, and JSON of the setting before that. */
  done_at: string | null;
  undo: string | null;
  created_at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    review: ReviewTable;
    review_adjustment: ReviewAdjustmentTable;
  }
}
