import { describe, expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { questionFile, questions } from '../../../src/features/reflections/service/questions.ts';

const list = (n: number) => Array.from({ length: n }, (_, i) => `  - What did you learn, number ${i}?`).join('\n');
const read = (text: string) => () => parseContent('reflection-questions.yml', text, questionFile);

describe('content/reflection-questions.yml', () => {
  it('holds enough for a quarter of two sessions a week as one of the two', () => {
    for (const set of [questions().mentee, questions().mentor]) expect(set.length).toBeGreaterThanOrEqual(2 * 13);
  });

  it.each([
    [
      'a statement',
      `mentee:\n${list(10)}\n  - I learned a lot.\nmentor:\n${list(10)}`,
      /reflection-questions\.yml:12 must end with a question mark/,
    ],
    ['too few', `mentee:\n${list(10)}\nmentor:\n${list(9)}`, /reflection-questions\.yml:13 must hold 10 questions/],
    ['a number', `mentee:\n${list(10)}\n  - 7\nmentor:\n${list(10)}`, /:12 must be a question in words/],
    [
      'a doublet',
      `mentee:\n${list(10)}\nmentor:\n${list(9)}\n  - What did you learn, number 0?`,
      /:13 holds a question twice/,
    ],
    [
      'a list for someone else',
      `mentee:\n${list(10)}\nmentor:\n${list(10)}\nboss:\n${list(10)}`,
      /reflection-questions\.yml:1 /,
    ],
    ['half a mapping', 'mentee: [', /reflection-questions\.yml:1 /],
    ['nothing', '', /reflection-questions\.yml:1 /],
  ])('is refused with file and line when it holds %s', (_what, text, message) => {
    expect(read(text)).toThrow(message);
  });
});
