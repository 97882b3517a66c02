import { z } from 'zod';
import { figureKinds } from './figure.ts';

const NO_LINES = 'Please paste at least one line.';

/** Lines that an owner pastes, and what they are. */
export const addForm = z.object({
  kind: z.enum(figureKinds, 'Please choose whose figures these are.'),
  lines: z.string(NO_LINES).trim().min(1, NO_LINES),
});
export type AddForm = z.infer<typeof addForm>;

/** What the form carries unseen: what it was filled with when it was last checked, and the view under it. */
export const addMetadata = z.object({ mark: z.string(), from: z.string().optional() });

/** The day from which “since the start” counts. */
export const startForm = z.object({ day: z.iso.date('Please choose a day.') });
