import { z } from 'zod';
import { plainWords, readContent } from '../../../content.ts';
import { itemKeys, type Wording } from '../rules/index.ts';

const item = z.strictObject(
  {
    key: z.enum(itemKeys, `must be one of ${itemKeys.join(', ')}`),
    says: plainWords(15, 120),
    construct: plainWords(5, 200),
    source: plainWords(10, 600),
  },
  'must hold key, says, construct and source',
);

export const pulseFile = z.strictObject(
  {
    version: z.int('must be a whole number').min(1, 'must be 1 or more'),
    items: z
      .array(item, 'must be a list of statements, each starting with “- key:”')
      .refine(
        (list) => list.length === itemKeys.length && new Set(list.map((one) => one.key)).size === itemKeys.length,
        `must hold each of ${itemKeys.join(', ')} once`,
      ),
    question: plainWords(15, 150).endsWith('?', 'must end with a question mark'),
  },
  'must hold version, items and question',
);

export type PulseWords = z.infer<typeof pulseFile>;
let read: PulseWords | undefined;

/** What content/pulse.yml holds. @throws StartError naming file and line of what is wrong. */
export function pulseWords(): PulseWords {
  read ??= readContent('pulse.yml', pulseFile);
  return read;
}

/** What of it people read, as a round keeps it. */
export const wordingOf = ({ items, question }: PulseWords): Wording => ({
  items: items.map(({ key, says }) => ({ key, says })),
  question,
});
