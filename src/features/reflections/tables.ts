import type { OutcomeAnswer, Role, TimeSaved } from './rules.ts';

export type ReflectionTable = {
  id: string;
  workspace_id: string;
  session_id: string;
  author_id: string;
  partner_id: string;
  role: Role;
  /** The question as it was asked. */
  question: string;
  /** 1 to 5, asked of mentees only. */
  usefulness: number | null;
  answer: string | null;
  differently: string | null;
  created_at: string;
  answered_at: string | null;
};

export type OutcomeTable = {
  workspace_id: string;
  session_id: string;
  mentee_id: string;
  mentor_id: string;
  answer: OutcomeAnswer;
  detail: string;
  /** What the mentee thinks that it saved them; null where they did not say. */
  time_saved: TimeSaved | null;
  answered_at: string;
  /** When the mentee was asked once more, after "not yet". */
  asked_again_at: string | null;
};

declare module '../../database/schema.ts' {
  interface Schema {
    reflection: ReflectionTable;
    outcome: OutcomeTable;
  }
}
