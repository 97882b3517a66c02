import type { GoalState, NewsKind, QuestionAnswer, QuestionKind } from './rules/index.ts';
export type GoalTable = {
  id: string;
  workspace_id: string;
  member_id: string;
  words: string;
  skill_id: string | null;
  /** Local date of the owner, YYYY-MM-DD. */
  by_on: string | null;
  state: GoalState;
  created_at: string;
  looked_at: string;
  closed_at: string | null;
};

/** Something new that fits a goal. */
export type GoalNewsTable = {
  workspace_id: string;
  goal_id: string;
  member_id: string;
  kind: NewsKind;
  /** Id of the colleague, or of the office hours. */
  subject_id: string;
  noticed_at: string;
  /**
   * The planned date, YYYY-MM-DD, of the message that tells it, and the local date on which it did. A helper of whom the
   * wait list told first has ELSEWHERE and no date.
   */
  told_in: string | null;
  told_on: string | null;
};

/** The latest question of a kind that a member was asked about a skill. */
export type SkillQuestionTable = {
  workspace_id: string;
  member_id: string;
  skill_id: string;
  kind: QuestionKind;
  asked_at: string;
  /** null = not answered yet. */
  answer: QuestionAnswer | null;
  /** The level at which a skill was offered before it was set aside. */
  level: number | null;
  answered_at: string | null;
};

declare module '../../database/schema.ts' {
  interface Schema {
    goal: GoalTable;
    goal_news: GoalNewsTable;
    skill_question: SkillQuestionTable;
  }
}
