import { z } from 'zod';
import { readContent } from '../../../content.ts';
import { longest } from '../rules/index.ts';

/** Words that Slack shows as they are: nothing in them can become live. */
const text = (min: number, max: number) =>
  z
    .string('must be words; put them in quotes')
    .trim()
    .min(min, `must have ${min} characters at least`)
    .max(max, `must have ${max} characters at most`)
    .regex(/^[^<>&]*$/, 'must not hold <, > or &');

const technique = z.strictObject(
  { name: text(5, 60), idea: text(60, 500), try: text(30, 300), source: text(10, 400).optional() },
  'must hold name, idea and try',
);

export const newsletterFile = z.strictObject(
  {
    opening: text(20, longest.opening),
    quiet: text(20, longest.opening),
    closing: text(20, longest.closing),
    techniques: z
      .array(technique, 'must be a list of techniques, each starting with "- name:"')
      .min(6, 'must hold 6 techniques at least')
      .max(60, 'must hold 60 techniques at most')
      .refine(
        (list) => new Set(list.map((one) => one.name)).size === list.length,
        'holds two techniques of the same name',
      ),
  },
  'must hold opening, quiet, closing and techniques',
);

export type NewsletterWords = z.infer<typeof newsletterFile>;
export type Technique = NewsletterWords['techniques'][number];
let read: NewsletterWords | undefined;

/** What content/newsletter.yml holds. @throws StartError naming file and line of what is wrong. */
export function newsletterWords(): NewsletterWords {
  read ??= readContent('newsletter.yml', newsletterFile);
  return read;
}
