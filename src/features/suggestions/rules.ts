import { z } from 'zod';
import { areFew } from '../../small-counts.ts';
import { isBefore } from '../../time.ts';

/** What an owner makes of one. */
export const answers = ['heard', 'done', 'not now'] as const;
export type Answer = (typeof answers)[number];
/** `kept` = without a name, waiting for others to be read with; `new` = no owner has said anything yet. */
export type SuggestionState = 'kept' | 'new' | Answer;

/** After these nothing more is expected, so it is forgotten who made a nameless one as soon as they are told. */
export const isFinal = (state: SuggestionState) => state === 'done' || state === 'not now';

/** Characters of a suggestion, and of what an owner says to it. */
export const MOST_WORDS = 1000;
export const MOST_ANSWER = 500;

const NO_WORDS = 'Please say in a few words what would be better.';

/** What the form answers, by block id. */
export const suggestionForm = z.object({
  words: z
    .string(NO_WORDS)
    .transform((text) => text.toWellFormed().trim())
    .refine((text) => /[\p{L}\p{N}]/u.test(text), NO_WORDS)
    .refine((text) => text.length <= MOST_WORDS, 'Please keep this under 1,000 characters.'),
  name: z.enum(['with', 'without'], 'Please choose whether your name goes with it.'),
});
export type SuggestionForm = z.infer<typeof suggestionForm>;

/** What the form carries unseen: which suggestion it becomes, so that sending it twice is sending it once. */
export const suggestionMetadata = z.object({ id: z.uuid() });

/** What an owner answers, by block id. */
export const answerForm = z.object({
  state: z.enum(answers, 'Please choose one.'),
  answer: z
    .string()
    .default('')
    .transform((text) => text.toWellFormed().trim())
    .refine((text) => text.length <= MOST_ANSWER, 'Please keep this under 500 characters.'),
});
export type AnswerForm = z.infer<typeof answerForm>;

/** What the answer's form carries unseen: the suggestion, when it was answered last as they saw it, and the list under it. */
export const answerMetadata = z.object({ id: z.string(), seen: z.string(), from: z.string().optional() });

/** Two that differ in spaces, capitals and punctuation only are one. */
export const sameWords = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Mondays for which one without a name waits for others, at most. */
export const MOST_MONDAYS = 3;

/**
 * Whether nameless ones are shown to owners on a Monday: five or more together, or when one has waited for long.
 * @param since for each, the Monday after it came
 * @param long the Monday `MOST_MONDAYS` weeks before this one
 */
export const areShown = (since: readonly Temporal.Instant[], long: Temporal.Instant) =>
  !areFew(since.length) || since.some((monday) => !isBefore(long, monday));

/** A suggestion as an owner has it. */
export type Suggestion = {
  id: string;
  /** Undefined = without a name. */
  memberId: string | undefined;
  words: string;
  state: SuggestionState;
  answer: string;
  answeredBy: string | undefined;
  /** As it is stored, '' for never. */
  answeredAt: string;
  createdAt: Temporal.Instant;
};
