import { z } from 'zod';

/** The six statements, each a column of pulse_answer. */
export const itemKeys = ['engaged', 'worth', 'unstuck', 'teams', 'safe', 'knows'] as const;
export type ItemKey = (typeof itemKeys)[number];

/** `baseline` = the first; `quarter` = a later one; `newcomers` = gathers those who joined since, in their first week. */
export type RoundKind = 'baseline' | 'quarter' | 'newcomers';
export type RoundState = 'planned' | 'open' | 'closed';

/** Days for which a card can be answered; those of halves: after the second half was asked. */
export const OPEN_DAYS = 14;
/** Days after which the second half is asked. */
export const SECOND_HALF_DAYS = 28;
/** Weeks from the start of one round to that of the next, and for which newcomers are gathered. */
export const QUARTER_WEEKS = 13;
/** Working days after they came that a newcomer is asked, and after a card that its one reminder comes. */
export const NEWCOMER_DAYS = 3;
export const REMINDER_DAYS = 3;
/** Characters of the answer to the open question. */
export const MOST_WORDS = 500;
/** Days ahead that a round can be planned. */
const FARTHEST_DAYS = 366;

/** What a round asks, as it is kept with it. */
export const wordingSchema = z.object({
  items: z.array(z.object({ key: z.enum(itemKeys), says: z.string() })),
  question: z.string(),
});
export type Wording = z.infer<typeof wordingSchema>;

/** The wording of a round, or undefined when it has not opened, or what is kept cannot be read. */
export function readWording(stored: string): Wording | undefined {
  try {
    return wordingSchema.parse(JSON.parse(stored));
  } catch {
    return undefined;
  }
}

/** Here before Bitewise was; came since; came in the last ninety days. Slack knows no one's first day at work. */
export type Tenure = 'before' | 'since' | 'new';
/** What they did here in the last ninety days. */
export type Part = 'asker' | 'helper' | 'both' | 'neither';

/** Days that count as new, that a part is looked for, and that the first reading of a workspace may take. */
export const NEW_DAYS = 90;
const FIRST_READING_DAYS = 7;

/** Since when the app knows them is all that it can tell. */
export function tenureOf(
  knownSince: Temporal.Instant,
  installed: Temporal.Instant | undefined,
  now: Temporal.Instant,
): Tenure {
  const isOlder = (at: Temporal.Instant, days: number, than: Temporal.Instant) =>
    Temporal.Instant.compare(at, than.subtract({ hours: 24 * days })) <= 0;
  if (installed && isOlder(knownSince, -FIRST_READING_DAYS, installed)) return 'before';
  return isOlder(knownSince, NEW_DAYS, now) ? 'since' : 'new';
}

export function partOf(asked: boolean, helped: boolean): Part {
  if (asked) return helped ? 'both' : 'asker';
  return helped ? 'helper' : 'neither';
}

const step = z.enum(['1', '2', '3', '4', '5', 'none'], 'Please choose one.').transform((value) => {
  return value === 'none' ? null : Number(value);
});

/** What the questionnaire sends; null = they cannot say. */
export const answerForm = z.object({
  ...(Object.fromEntries(itemKeys.map((key) => [key, step])) as Record<ItemKey, typeof step>),
  words: z.string().max(MOST_WORDS, `Please keep this under ${MOST_WORDS} characters.`).trim().default(''),
});
export type Answers = z.infer<typeof answerForm>;

/** One person's answers as they wait in the box. */
export const ballotSchema = z.object({
  department: z.string(),
  tenure: z.enum(['before', 'since', 'new']),
  part: z.enum(['asker', 'helper', 'both', 'neither']),
  steps: z.array(z.number().int().min(1).max(5).nullable()).length(itemKeys.length),
});
export type Ballot = z.infer<typeof ballotSchema>;

/** What waits in a box; an unreadable one is empty. */
export const waitingBallots = (stored: string): Ballot[] => z.array(ballotSchema).catch([]).parse(json(stored));
export const waitingWords = (stored: string): string[] => z.array(z.string()).catch([]).parse(json(stored));

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The day on which a round is to start, from a date picker. @returns why not, in words. */
export function whyNotOn(day: Temporal.PlainDate, today: Temporal.PlainDate): string | undefined {
  if (Temporal.PlainDate.compare(day, today) <= 0) return 'Please choose a day after today, or start the pulse now.';
  if (Temporal.PlainDate.compare(day, today.add({ days: FARTHEST_DAYS })) > 0)
    return 'Please choose a day within a year.';
  return undefined;
}

export const planForm = z.object({ day: z.string('Please choose a day.').regex(/^\d{4}-\d\d-\d\d$/) });

/** A change of spelling is no other department. */
export const departmentKey = (name: string) => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
