import type { ItemKey, Part, RoundKind, RoundState, Tenure } from './rules/index.ts';

/** One time of asking. `wording` and `version` are those of content/pulse.yml when it opened, '' and 0 before. */
export type PulseRoundTable = {
  workspace_id: string;
  id: string;
  kind: RoundKind;
  state: RoundState;
  version: number;
  /** JSON: what it asked. */
  wording: string;
  /** Half of the people are asked a month after the others. */
  in_halves: number;
  starts_at: string;
  closes_at: string;
  /** How many were asked, and answered; of those who answered nothing else is left when it is closed. */
  asked: number;
  answered: number;
  /** JSON: what owners may read of it; null until it is closed. */
  results: string | null;
  started_by: string | null;
  closed_at: string | null;
};

/** That somebody is asked, and whether they have answered; neither when nor what. It goes when the round closes. */
export type PulseAskedTable = {
  workspace_id: string;
  round_id: string;
  member_id: string;
  wave: number;
  state: 'waiting' | 'asked' | 'answered';
};

/** Answers on their way: one row a round, in which each new one is shuffled among those that wait. */
export type PulseBoxTable = {
  workspace_id: string;
  round_id: string;
  /** JSON arrays, each in an order of its own. */
  ballots: string;
  words: string;
};

/** One person's answers; the id is random, and was given in another transaction than the one in which they answered. */
export type PulseAnswerTable = {
  workspace_id: string;
  id: string;
  round_id: string;
  department: string;
  tenure: Tenure;
  part: Part;
} & Record<ItemKey, number | null>;

/** An answer to the open question, apart from the other answers of whoever wrote it. */
export type PulseWordsTable = { workspace_id: string; id: string; round_id: string; words: string };

declare module '../../database/schema.ts' {
  interface Schema {
    pulse_round: PulseRoundTable;
    pulse_asked: PulseAskedTable;
    pulse_box: PulseBoxTable;
    pulse_answer: PulseAnswerTable;
    pulse_words: PulseWordsTable;
  }
}
