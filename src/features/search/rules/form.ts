import { z } from 'zod';
import { urgencies } from '../../matching/rules/score.ts';
import { formats, lengths } from '../../members/rules/index.ts';
import { goal } from '../../requests/rules/form.ts';
import { readable, searchable } from '../../requests/rules/topic.ts';

const NO_TOPIC = 'Please name a topic in a word or two, such as “kubernetes” or “giving feedback”.';

const topic = z
  .string(NO_TOPIC)
  .refine((text) => searchable(text) !== undefined, NO_TOPIC)
  .refine(
    (text) => readable(text).length <= 200,
    'Please keep the topic under 200 characters; details go into the goal.',
  );

const options = z.array(z.string()).default([]);

/** The answers of the ask modal, by block. */
export const askForm = z.object({
  topic,
  goal,
  tried: z
    .string()
    .max(1000, 'Please keep this under 1,000 characters.')
    .default('')
    .transform((t) => t.toWellFormed().trim()),
  minutes: z.coerce.number().refine((n) => lengths.some((length) => length === n), 'Please pick a length.'),
  format: z.enum(formats, 'Please pick how you would like to talk.'),
  urgency: z.enum(urgencies, 'Please pick when.'),
  options,
});

/** What the ask modal carries unseen. */
export const askMetadata = z.object({
  skillId: z.string().optional(),
  mentorId: z.string().optional(),
  typed: z.string().optional(),
  maybeFor: z.string().optional(),
  shown: z.array(z.string()).optional(),
  /** Where the search from which it came can be replaced. */
  card: z.string().optional(),
  source: z.object({ text: z.string(), channel: z.string(), ts: z.string() }).optional(),
});

/** The answers of the search modal. */
export const findForm = z.object({
  topic,
  format: z.enum(formats).optional(),
  urgency: z.enum(urgencies).optional(),
});

/** The answer to “which topic is it?”. */
export const pickForm = z.object({ topic: z.string('Please pick a topic from the list.') });

export const findMetadata = z.object({ goal: z.string().optional() }).catch({});
