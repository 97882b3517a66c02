import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { pulseFile, pulseWords } from '../../../src/features/pulses/service/pulse-file.ts';

const shipped = readFileSync(new URL('../../../content/pulse.yml', import.meta.url), 'utf8');
const read = (text: string) => () => parseContent('pulse.yml', text, pulseFile);

it('The statements that ship can be read, each with what it is meant to show and whom it follows', () => {
  for (const item of pulseWords().items) {
    expect(item.construct.length).toBeGreaterThan(5);
    expect(item.source).toMatch(/\b(19|20)\d\d\b/);
  }
});

it.each([
  [
    'a statement without a source',
    shipped.replace(/ {4}source: >-\n {6}Lewis[\s\S]*?\n(?=question)/, ''),
    /pulse\.yml:\d+ must be/,
  ],
  ['a key twice', shipped.replace('key: safe', 'key: knows'), /must hold each of engaged, .* once/],
  ['an unknown key', shipped.replace('key: safe', 'key: happy'), /must be one of engaged/],
  ['a mention', shipped.replace('My work gives', '<!channel> My work gives'), /pulse\.yml:\d+ /],
  ['no version', shipped.replace('version: 1', ''), /pulse\.yml:\d+ must be a whole number/],
  [
    'a question that asks nothing',
    shipped.replace('each other here?', 'each other here.'),
    /must end with a question mark/,
  ],
  ['nothing', '', /must hold version, items and question/],
])('A file with %s is refused with its line', (_what, text, why) => {
  expect(text).not.toBe(shipped);
  expect(read(text)).toThrow(why);
});
