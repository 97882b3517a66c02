import { z } from 'zod';
import { readContent } from '../../../content.ts';
import { badgeKeys } from '../rules/badges.ts';

const name = z.string('must be a name').trim().min(3, 'must have 3 letters at least').max(40, 'must have 40 at most');
const what = z
  .string('must say what for')
  .trim()
  .min(10, 'must have 10 letters at least')
  .max(150, 'must have 150 letters at most');

/** Words for every badge that the rules know, and for no other. */
export const badgeFile = z.record(
  z.enum(badgeKeys, 'is no badge that the rules know'),
  z.strictObject({ name, what }, 'must have a name, and words for what it stands'),
);

let read: z.infer<typeof badgeFile> | undefined;

/** Names and words of content/badges.yml. @throws StartError naming file and line of what is wrong. */
export function badgeWords(): z.infer<typeof badgeFile> {
  read ??= readContent('badges.yml', badgeFile);
  return read;
}
