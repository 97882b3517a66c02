import { expect, it } from 'vitest';
import { judge, tally, topicsOf } from '../../../scripts/topics-judge.ts';
import { Lexicon } from '../../../src/features/skills/rules/lexicon.ts';
import { readTextFile } from '../../../src/text-file.ts';

const lexicon = new Lexicon(['go']);
lexicon.add('Phlebotomy', ['taking blood']);
lexicon.add('Welding');
lexicon.add('Wound care');
lexicon.add('Go');

const outcomeOf = (typed: string, ...meant: string[]) =>
  judge(lexicon, { sector: 'healthcare', language: 'en', typed, meant }, true).outcome;

it('tells what is right at once from what is asked back, confidently wrong or not understood', () => {
  expect(outcomeOf('taking blood', 'Venepuncture', 'phlebotomy')).toBe('right at once');
  expect(outcomeOf('weldng', 'Welding')).toBe('right among those asked back');
  expect(outcomeOf('taking blood', 'Welding')).toBe('confidently wrong');
  expect(outcomeOf('weldng', 'Phlebotomy')).toBe('asked back, all wrong');
  expect(outcomeOf('zzzz', 'Welding')).toBe('nothing');
});

it('counts the outcomes of each group and of all', () => {
  const judged = [
    { language: 'en', outcome: 'nothing' as const },
    { language: 'de', outcome: 'right at once' as const },
    { language: 'en', outcome: 'right at once' as const },
  ];
  const counts = Object.fromEntries(tally(judged, ({ language }) => language));
  expect(Object.keys(counts)).toEqual(['de', 'en', 'all']);
  expect(counts.en).toMatchObject({ nothing: 1, 'right at once': 1 });
  expect(counts.all).toMatchObject({ nothing: 1, 'right at once': 2 });
});

it('names the line of a set that lacks a column', () => {
  expect(() => topicsOf('sector\tlanguage\ttyped\tmeant\nretail\ten\ttill')).toThrow('Line 2');
  expect(() => topicsOf('a\tb\n')).toThrow('The first line');
});

it('has two halves that share no typed text', () => {
  const [open, sealed] = ['topics.tsv', 'topics-heldout.tsv'].map(
    (name) => new Set(topicsOf(readTextFile(`bench/${name}`)).map(({ typed }) => typed.toLowerCase())),
  );
  expect(open!.size).toBeGreaterThanOrEqual(200);
  expect(sealed!.size).toBeGreaterThanOrEqual(200);
  expect([...open!].filter((typed) => sealed!.has(typed))).toEqual([]);
});
