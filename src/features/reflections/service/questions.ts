import { z } from 'zod';
import { readContent } from '../../../content.ts';

const question = z
  .string('must be a question in words')
  .trim()
  .min(10, 'must have 10 letters at least')
  .max(200, 'must have 200 letters at most')
  .endsWith('?', 'must end with a question mark');

const set = z
  .array(question, 'must be a list of questions')
  .min(10, 'must hold 10 questions at least')
  .refine((list) => new Set(list).size === list.length, 'holds a question twice');

export const questionFile = z.strictObject({ mentee: set, mentor: set }, 'must hold the lists mentee and mentor');

let read: z.infer<typeof questionFile> | undefined;

/** The rotating sets of content/reflection-questions.yml. @throws StartError naming file and line of what is wrong. */
export function questions(): z.infer<typeof questionFile> {
  read ??= readContent('reflection-questions.yml', questionFile);
  return read;
}
