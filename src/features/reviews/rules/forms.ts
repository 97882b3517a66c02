import { z } from 'zod';
import { launchForm } from '../../launch-kit/rules.ts';
import { followed } from './before-after.ts';
import { MOST_OWN } from './proposals.ts';

const NO_WORDS = 'Please say in a few words what you’ll change.';

/** What the form for an own adjustment answers, by block id. */
export const ownForm = z.object({
  words: z
    .string(NO_WORDS)
    .transform((text) => text.toWellFormed().replace(/\s+/g, ' ').trim())
    .refine((text) => /[\p{L}\p{N}]/u.test(text), NO_WORDS)
    .refine((text) => text.length <= MOST_OWN, 'Please keep this under 300 characters.'),
  figure: z.enum([...followed, 'none'], 'Please choose a figure, or that there’s none.'),
});
export type OwnForm = z.infer<typeof ownForm>;

/** What the forms carry unseen: the review, and the view under it. */
export const ownMetadata = z.object({ id: z.string(), from: z.string().optional() });
export const postMetadata = z.object({ id: z.string(), mark: z.string() });

/** What everybody is told: heading, text and channel, as with the texts of the launch kit. */
export const postForm = launchForm;
export type PostForm = z.infer<typeof postForm>;
