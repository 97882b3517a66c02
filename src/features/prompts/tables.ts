/** One unprompted thing to say to one person; due ones of the same morning share a message. */
export type PromptTable = {
  id: string;
  workspace_id: string;
  member_id: string;
  kind: string;
  key: string;
  grp: string | null;
  payload: string;
  due_at: string;
  expires_at: string | null;
  state: 'due' | 'sent' | 'dropped';
  /** Id of the job whose message carries it. */
  bundle: string | null;
  channel: string | null;
  ts: string | null;
  sent_at: string | null;
  /** How often it could not be rendered. */
  failures: number | null;
  /** The name under which it is said apart from others, since one of them spoilt their message. */
  apart: string | null;
};

/** One unprompted message that reached a person, counted against the daily budget. */
export type ContactTable = {
  id: string;
  workspace_id: string;
  member_id: string;
  local_date: string;
  kind: string;
  at: string;
};

declare module '../../database/schema.ts' {
  interface Schema {
    prompt: PromptTable;
    contact: ContactTable;
  }
}
