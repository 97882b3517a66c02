import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { occasions } from '../../../src/features/lessons/rules.ts';
import { lessonFile, lessons } from '../../../src/features/lessons/service/lesson-files.ts';

const NAME = 'lessons/mentee-2-ask-well.yml';
const shipped = readFileSync(new URL(`../../../content/${NAME}`, import.meta.url), 'utf8');
const read = (text: string) => parseContent(NAME, text, lessonFile);
const lineOf = (words: string) => shipped.split('\n').findIndex((line) => line.includes(words)) + 1;

it('Eleven lessons are for those who ask and eleven for those who help, each with one good answer', () => {
  for (const track of ['mentee', 'mentor']) expect(lessons().filter((l) => l.track === track)).toHaveLength(11);
  expect(new Set(lessons().map((l) => l.title)).size).toBe(22);
  for (const { answers } of lessons()) expect(answers.filter((answer) => answer.isGood)).toHaveLength(1);
});

it('The good answer is not always at the same place', () => {
  const places = lessons().map(({ answers }) => answers.findIndex((answer) => answer.isGood));
  expect(new Set(places).size).toBe(3);
});

it('Whatever can come up brings a lesson forward', () => {
  expect(new Set(lessons().flatMap(({ when }) => when ?? []))).toEqual(new Set(occasions));
});

it('They are in the order of their numbers, and each says where its idea comes from', () => {
  const ids = lessons().map(({ id }) => id);
  expect(ids.indexOf('mentee-10-give-feedback')).toBeGreaterThan(ids.indexOf('mentee-9-remote'));
  for (const { source } of lessons()) expect(source).toMatch(/\b(?:19|20)\d\d\b/);
});

it('Every lesson is read in about two minutes, and none shouts', () => {
  for (const { idea, example, today, ask, answers } of lessons()) {
    const all = [idea, example, today, ask, ...answers.flatMap((a) => [a.say, a.reply])].join(' ');
    const words = all.split(/\s+/).length;
    expect(words).toBeGreaterThan(180);
    expect(words).toBeLessThan(360);
    expect(all).not.toContain('!');
  }
});

it('A spoilt lesson is refused with file and line', () => {
  expect(read(shipped).title).toBe('Ask so that it’s easy to help');
  const at = (words: string) => `ask-well.yml:${lineOf(words)}`;
  expect(() => read(shipped.replace('Leave out the apology.', 'a < b'))).toThrow('must not hold <, > or &');
  expect(() => read(shipped.replace('for: mentee', 'for: manager'))).toThrow(`${at('for:')} must be mentee or mentor`);
  expect(() => read(shipped.replace('good: true', 'good: maybe'))).toThrow(/ask-well\.yml:\d+/);
  expect(() => read(shipped.replace('      good: true\n', ''))).toThrow('must mark a good answer');
  expect(() => read(shipped.replace('Most people', 'Most people '.repeat(99)))).toThrow('700 characters at most');
  expect(() => read('for: [')).toThrow('ask-well.yml:1');
});
