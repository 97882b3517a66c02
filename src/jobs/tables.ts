export type JobTable = {
  /** Sorts by the order in which jobs were made. */
  id: string;
  workspace_id: string;
  /** What makes it the same job: unique within the workspace for as long as the row is kept. */
  key: string;
  kind: string;
  /** Jobs of one lane (a channel or person) are done one after the other, in the order of `due_at`. */
  lane: string | null;
  /** What is cancelled together. */
  grp: string | null;
  payload: string;
  /** When it should happen. */
  due_at: string;
  /** When it may be claimed: `due_at`, later the end of a back-off. */
  run_at: string;
  /** End of the lease of the instance that has it in hand. */
  held_until: string | null;
  expires_at: string | null;
  /** Counts claims and fences writes of those who lost theirs. */
  attempt: number;
  failures: number;
  /** When it first could not be done; undone jobs are given up by this age, however late they were begun. */
  tried_at: string | null;
  /** 1 = the message may have been sent. */
  phase: number;
  sent_at: string | null;
  /** JSON: where a message went, or was about to go. */
  ref: string | null;
  outcome: JobOutcome | null;
  error: string | null;
  finished_at: string | null;
};

export type InboxTable = { workspace_id: string; key: string; at: string };

export type JobOutcome = 'done' | 'skipped' | 'expired' | 'cancelled' | 'dead' | 'unknown';

export type Job = Readonly<JobTable>;

declare module '../database/schema.ts' {
  interface Schema {
    job: JobTable;
    inbox: InboxTable;
  }
}
