import { z } from 'zod';

/** A text for the launch; `id` is the name of its file without the ending. */
export type Piece = { id: string; name: string; for: string; heading: string; text: string };

/** What is filled in. */
export const facts = ['owner', 'workspace', 'digest'] as const;
export type Facts = Record<(typeof facts)[number], string>;

/** Characters that an owner may write. */
export const longest = { heading: 100, text: 3000 } as const;

/** The words in braces that nobody can fill in. */
export function unknownFacts(text: string): string[] {
  const named = [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
  return named.filter((name) => !facts.some((fact) => fact === name));
}

/** The text with the workspace's own facts. */
export function filledIn(text: string, known: Facts): string {
  return facts.reduce((filled, fact) => filled.replaceAll(`{${fact}}`, known[fact]), text);
}

/** Paragraphs shown as one block each; more than that share the last. */
const MOST_PARAGRAPHS = 30;

/** The paragraphs of a text; an empty line divides them. */
export function paragraphsOf(text: string): string[] {
  const all = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  if (all.length <= MOST_PARAGRAPHS) return all;
  return [...all.slice(0, MOST_PARAGRAPHS - 1), all.slice(MOST_PARAGRAPHS - 1).join('\n')];
}

/** What the form answers, by block id. */
export const launchForm = z.object({
  heading: z.string('Please give it a heading.').trim().min(1, 'Please give it a heading.').max(longest.heading),
  text: z.string('A few words, please.').trim().min(1, 'A few words, please.').max(longest.text),
  channel: z.string('Please choose a channel.'),
});
export type Launch = z.infer<typeof launchForm>;
