import { z } from 'zod';
import { urgencies } from '../../matching/score.ts';
import { formats, lengths } from '../../members/rules.ts';
import { SHORTEST_GOAL } from '../rules.ts';
import { readable, searchable } from './topic.ts';

const NO_TOPIC = 'Please name a topic in a word or two, such as “kubernetes” or “giving feedback”.';
const SHORT_GOAL = `Please say in at least ${SHORTEST_GOAL} characters what you would like to get out of it.`;

const topic = z
  .string(NO_TOPIC)
  .refine((text) => searchable(text) !== undefined, NO_TOPIC)
  .refine(
    (text) => readable(text).length <= 200,
    'Please keep the topic under 200 characters; details go into the goal.',
  );

/** Characters that can be seen, spaces between words included. */
const visible = (text: string) => text.replace(/\p{Cf}/gu, '').trim();

/** What somebody would like to get out of a talk, in words that say something. */
export const goal = z
  .string(SHORT_GOAL)
  .transform((text) => text.toWellFormed().trim())
  .refine((text) => visible(text).length >= SHORTEST_GOAL, SHORT_GOAL)
  .refine((text) => text.length <= 1000, 'Please keep the goal under 1,000 characters.');

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

/** A suggested time, local to the mentor. */
export const suggestForm = z.object({
  date: z.iso.date('Please pick a day.'),
  time: z.string('Please pick a time.').regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Please pick a time.'),
});
