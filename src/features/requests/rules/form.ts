import { z } from 'zod';
import { SHORTEST_GOAL } from './index.ts';

const SHORT_GOAL = `Please say in at least ${SHORTEST_GOAL} characters what you would like to get out of it.`;
/** Characters that can be seen, spaces between words included. */
const visible = (text: string) => text.replace(/\p{Cf}/gu, '').trim();

/** What somebody would like to get out of a talk, in words that say something. */
export const goal = z
  .string(SHORT_GOAL)
  .transform((text) => text.toWellFormed().trim())
  .refine((text) => visible(text).length >= SHORTEST_GOAL, SHORT_GOAL)
  .refine((text) => text.length <= 1000, 'Please keep the goal under 1,000 characters.');
/** A suggested time, local to the mentor. */
export const suggestForm = z.object({
  date: z.iso.date('Please pick a day.'),
  time: z.string('Please pick a time.').regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Please pick a time.'),
});
