import { expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { openingQuestions, questionFile } from '../../../src/features/sessions/service/questions.ts';

const file = (lines: string[]) => lines.map((line) => `- ${line}`).join('\n');
const enough = Array.from({ length: 24 }, (_, i) => `What is number ${i} to you?`);
const read = (lines: string[]) => parseContent('opening-questions.yml', file(lines), questionFile);

it('The shipped opening questions are at least 24, each different', () => {
  expect(new Set(openingQuestions()).size).toBeGreaterThanOrEqual(24);
});

it('A spoilt file of opening questions is refused with the line that is wrong', () => {
  expect(read(enough)).toHaveLength(24);
  expect(() => read(enough.slice(1))).toThrow('24 questions at least');
  expect(() => read([...enough, 'No question at all'])).toThrow(/opening-questions\.yml:25.*question mark/);
  expect(() => read([...enough, enough[0]!])).toThrow('twice');
});
