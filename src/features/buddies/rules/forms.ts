import { z } from 'zod';

/** Characters of a line to the buddy. */
export const LONGEST_LINE = 500;

const NO_LINES = 'Please paste at least one line.';

/** The list of newcomers that an owner pastes. */
export const importForm = z.object({ lines: z.string(NO_LINES).trim().min(1, NO_LINES) });

const NO_WORDS = 'Please write a line.';
const TOO_LONG = `Please keep it under ${LONGEST_LINE} characters.`;

/** A line that the newcomer writes to their buddy. */
export const lineForm = z.object({
  words: z
    .string(NO_WORDS)
    .transform((text) => text.toWellFormed().trim())
    .pipe(z.string().min(1, NO_WORDS).max(LONGEST_LINE, TOO_LONG)),
});
