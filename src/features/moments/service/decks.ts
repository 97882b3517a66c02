import { z } from 'zod';
import { readContent } from '../../../content.ts';
import type { ShippedDeck } from '../rules/index.ts';

const line = z
  .string('must be a question in words')
  .trim()
  .min(10, 'must have 10 characters at least')
  .max(150, 'must have 150 characters at most')
  .endsWith('?', 'must end with a question mark');
const deck = z
  .array(line, 'must be a list of questions')
  .min(12, 'must hold 12 questions at least')
  .refine((list) => new Set(list).size === list.length, 'holds a question twice');

export const momentFile = z.strictObject(
  { insights: deck, mistakes: deck, tools: deck, customers: deck },
  'must hold the lists insights, mistakes, tools and customers',
);

let read: Record<ShippedDeck, string[]> | undefined;

/** What moments ask. @throws StartError naming file and line of what is wrong. */
export function momentDecks(): Record<ShippedDeck, string[]> {
  read ??= readContent('moments.yml', momentFile);
  return read;
}
