import { isBefore } from '../../../time.ts';

/** Goals that a member keeps at a time: what fits into a head beside the work (ours). */
export const MOST_GOALS = 3;
/** Characters of a goal in its owner's words. */
export const LONGEST_GOAL = 200;

export type GoalState = 'open' | 'done' | 'let go';

/** Something that a member wants to learn, in their own words. */
export type Goal = {
  id: string;
  memberId: string;
  words: string;
  /** The skill that it is about, where one was understood or named. */
  skill: { id: string; name: string } | undefined;
  /** The local date by which they want to have got there. */
  byOn: Temporal.PlainDate | undefined;
  state: GoalState;
  createdAt: Temporal.Instant;
  /** When its owner wrote it, changed it, or said that it still fits. */
  lookedAt: Temporal.Instant;
};

/** So many reflections of one person, and their goals are asked about with the last of them. */
const REVIEW_EVERY = 4;

/** Whether goals are asked about with somebody's reflection; `nth` counts all of theirs, from 1. */
export function isReviewTurn(nth: number): boolean {
  return nth > 0 && nth % REVIEW_EVERY === 0;
}

/** What a reflection asks about its author's goals. */
export type Review = { words: string[]; isAnswered: boolean };

/** The question about goals that goes with a reflection made at `since`; undefined when there is none to ask. */
export function reviewOf(nth: number, since: Temporal.Instant, open: Goal[]): Review | undefined {
  const before = open.filter((goal) => isBefore(goal.createdAt, since));
  if (!isReviewTurn(nth) || before.length === 0) return undefined;
  const isAnswered = before.every((goal) => !isBefore(goal.lookedAt, since));
  return { words: before.map((goal) => goal.words), isAnswered };
}

/** Why a goal cannot be added beside the open ones, in words for its owner; undefined when it can. */
export function whyNoRoom(open: Pick<Goal, 'words'>[], words: string): string | undefined {
  const known = open.some((goal) => goal.words.toLocaleLowerCase() === words.toLocaleLowerCase());
  if (known) return 'You have that goal already, so nothing was added.';
  if (open.length < MOST_GOALS) return undefined;
  return `You have ${MOST_GOALS} goals already. Mark one as done or let it go, and there’s room for a new one.`;
}

/** `helper` = a colleague who offers the goal's skill since then; `hours` = new office hours about it. */
export type NewsKind = 'helper' | 'hours';

/** `ladder` = would they help others in what they learned; `fresh` = does a skill that they offer still fit. */
export type QuestionKind = 'ladder' | 'fresh';

/** `never` = not this one, to the ladder only. */
export type QuestionAnswer = 'yes' | 'not now' | 'never';
