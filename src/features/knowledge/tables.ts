import type { CardState } from './rules/index.ts';

export type KnowledgeCardTable = {
  id: string;
  workspace_id: string;
  session_id: string;
  skill_id: string;
  proposer_id: string;
  partner_id: string;
  editor_id: string;
  question: string;
  answer: string;
  /** Counts the texts, from 1. */
  version: number;
  /** The version that each approved last, 0 for none. */
  proposer_approved: number;
  partner_approved: number;
  state: CardState;
  reason: string;
  /** When both had approved it last; it orders cards and is shown to nobody. */
  published_at: string | null;
  changed_at: string;
};

/** Whom a card helped, once each. Of when it was only the month is kept, YYYY-MM. */
export type KnowledgeHelpTable = { workspace_id: string; card_id: string; member_id: string; month: string };

declare module '../../database/schema.ts' {
  interface Schema {
    knowledge_card: KnowledgeCardTable;
    knowledge_help: KnowledgeHelpTable;
  }
}
