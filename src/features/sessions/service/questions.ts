import { z } from 'zod';
import { readContent } from '../../../content.ts';

const question = z
  .string('must be a question in words')
  .trim()
  .min(10, 'must have 10 letters at least')
  .max(150, 'must have 150 letters at most')
  .endsWith('?', 'must end with a question mark');

export const questionFile = z
  .array(question, 'must be a list of questions')
  .min(24, 'must hold 24 questions at least, so that two people rarely meet one again')
  .refine((list) => new Set(list).size === list.length, 'holds a question twice');

let read: string[] | undefined;

/** The questions that open a session. @throws StartError naming file and line of what is wrong. */
export function openingQuestions(): string[] {
  read ??= readContent('opening-questions.yml', questionFile);
  return read;
}
