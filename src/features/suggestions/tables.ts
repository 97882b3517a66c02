import type { SuggestionState } from './rules.ts';

/** Something that the app or the programme could do better, in a member's words; without `member_id` it has no name. */
export type SuggestionTable = {
  workspace_id: string;
  /** Random. */
  id: string;
  member_id: string | null;
  words: string;
  state: SuggestionState;
  /** What an owner says to it, '' for nothing. */
  answer: string;
  answered_by: string | null;
  answered_at: string | null;
  /** Of a nameless one: the Monday after it came and, once owners can read it, when that began. */
  created_at: string;
};

/** Who is told what becomes of a nameless one, until they are. Nothing that an owner reads is made of it. */
export type SuggestionTellTable = { workspace_id: string; suggestion_id: string; member_id: string };

declare module '../../database/schema.ts' {
  interface Schema {
    suggestion: SuggestionTable;
    suggestion_tell: SuggestionTellTable;
  }
}
