import { z } from 'zod';
import { readContent } from '../../../content.ts';

const words = z.string('must be words').trim().min(2, 'must hold words').max(300, 'must have 300 letters at most');
const list = z.array(words, 'must be a list of words').min(1, 'must hold some words');
const kind = z.strictObject({ patterns: list, unless: list }, 'must hold the lists patterns and unless');

export const careFile = z.strictObject(
  {
    report: list,
    conduct: kind,
    distress: kind,
    answer: z.strictObject({ report: words, conduct: words, distress: words, turn: words, contacts: list }),
  },
  'must hold report, conduct, distress and answer',
);
export type CareWords = z.infer<typeof careFile>;

let read: CareWords | undefined;

/** The words of content/care.yml. @throws StartError naming file and line of what is wrong. */
export function careWords(): CareWords {
  read ??= readContent('care.yml', careFile);
  return read;
}
