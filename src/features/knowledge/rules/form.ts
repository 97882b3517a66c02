import { z } from 'zod';
import { ANSWER, QUESTION, type Words } from './index.ts';
import { mentionIn, namedIn, type Person } from './names.ts';

/** What a text must not give away. */
export type Hidden = { people: Person[]; topic: string };

/** Typed words as they are kept: no control characters, and nothing that reverses or hides letters. */
function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}--[\n\t]]/gv, '')
    .replace(/[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Why these words cannot be shown to others, and what to do about it; undefined when they can. */
export function anonymityFault(text: string, { people, topic }: Hidden): string | undefined {
  const mentioned = mentionIn(text);
  if (mentioned !== undefined)
    return `Please take out “${shown(mentioned)}”: cards don’t name people. If it’s code, put it between backticks.`;
  const name = namedIn(text, people, topic);
  if (name === undefined) return undefined;
  return `Please take out “${shown(name)}”: that is the name of one of you, and a card is shown without names. “Someone” or “I” will do.`;
}

const shown = (text: string) => [...text].slice(0, 40).join('');

function field(min: number, max: number, hidden: Hidden) {
  return z
    .string(`Please write at least ${min} characters.`)
    .transform(cleaned)
    .superRefine((text, context) => {
      const fault = lengthFault(text, min, max) ?? anonymityFault(text, hidden);
      if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
    });
}

function lengthFault(text: string, min: number, max: number): string | undefined {
  if (text.length > max) return `That is ${text.length} characters, and there’s room for ${max}. Please shorten it.`;
  if ([...text].length < min || !/[\p{L}\p{N}]/u.test(text)) return `Please write at least ${min} characters.`;
  return undefined;
}

/** Reads the two fields of a card; what is wrong is said at the field. */
export function wordsForm(hidden: Hidden): z.ZodType<Words> {
  const question = field(QUESTION.min, QUESTION.max, hidden).transform((text) => text.replace(/\s+/g, ' '));
  return z.object({ question, answer: field(ANSWER.min, ANSWER.max, hidden) });
}

/** What the modal carries: what it writes to, and what must not be in the words. */
export const formMetadata = z.object({
  to: z.union([z.object({ sessionId: z.string() }), z.object({ cardId: z.string(), version: z.number() })]),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  topic: z.string(),
});
export type FormMetadata = z.infer<typeof formMetadata>;

/** The names to look for; none when the modal is not one of ours, and then the service refuses it. */
export function hiddenIn(metadata: unknown): Hidden {
  return formMetadata.catch({ to: { sessionId: '' }, people: [], topic: '' }).parse(metadata);
}

/** A card and the version of its words that somebody saw, as their button says. */
export const cardVersion = z
  .string()
  .regex(/^\S+ \d{1,6}$/)
  .transform((text) => {
    const [cardId = '', version] = text.split(' ');
    return { cardId, version: Number(version) };
  });
