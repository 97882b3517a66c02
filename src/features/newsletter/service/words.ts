import { z } from 'zod';
import { plainWords, readContent } from '../../../content.ts';
import { longest } from '../rules/index.ts';

const technique = z.strictObject(
  {
    name: plainWords(5, 60),
    idea: plainWords(60, 500),
    try: plainWords(30, 300),
    source: plainWords(10, 400).optional(),
  },
  'must hold name, idea and try',
);

export const newsletterFile = z.strictObject(
  {
    opening: plainWords(20, longest.opening),
    quiet: plainWords(20, longest.opening),
    closing: plainWords(20, longest.closing),
    techniques: z
      .array(technique, 'must be a list of techniques, each starting with “- name:”')
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
