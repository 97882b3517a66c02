import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { deckNames } from '../../../src/features/technique/rules.ts';
import { decks, questionFile, sceneFile, starterFile } from '../../../src/features/technique/service/decks.ts';

const shipped = (name: string) => readFileSync(new URL(`../../../content/${name}`, import.meta.url), 'utf8');
const readQuestions = (text: string) => parseContent('questions.yml', text, questionFile);
const readScenes = (text: string) => parseContent('scenarios.yml', text, sceneFile);

it('The shipped decks hold 91 questions, 30 beginnings, 40 scenes and three last questions, none twice', () => {
  const { cards, scenes, debrief } = decks();
  expect(Object.keys(cards)).toEqual(deckNames);
  const [questions, starters] = [questionFile, starterFile].map((file) =>
    Object.keys(file.shape).flatMap((deck) => cards[deck as keyof typeof cards]),
  );
  expect([new Set(questions).size, questions?.length]).toEqual([91, 91]);
  expect([new Set(starters).size, starters?.length]).toEqual([30, 30]);
  expect(scenes).toHaveLength(40);
  expect(debrief).toHaveLength(3);
});

it('No shipped words shout', () => {
  for (const name of ['questions.yml', 'starters.yml', 'scenarios.yml']) expect(shipped(name)).not.toContain('!');
});

it('A spoilt deck of questions is refused with file and line', () => {
  const text = shipped('questions.yml');
  const line = text.split('\n').findIndex((l) => l.includes('Who else does this touch?')) + 1;
  const without = text.replace('Who else does this touch?', 'Someone else');
  expect(() => readQuestions(without)).toThrow(new RegExp(`questions\\.yml:${line} must end with a question mark`));
  expect(() => readQuestions(text.replace('explore:', 'explain:'))).toThrow('open, explore, decide');
  expect(() => readQuestions(`open: [${'x'.repeat(200)}?]`)).toThrow('150 characters at most');
});

it('A spoilt list of beginnings is refused', () => {
  const text = shipped('starters.yml').replace('\nclarify:', '\nclear up:');
  expect(() => parseContent('starters.yml', text, starterFile)).toThrow(/starters\.yml:\d+/);
});

it('A spoilt list of scenes is refused: too few, the same twice, a role left out, a text too long', () => {
  const text = shipped('scenarios.yml');
  expect(() => readScenes(text.slice(0, text.indexOf('  - name: Say no to one')))).toThrow('12 scenes at least');
  expect(() => readScenes(text.replace('Ask for more salary', 'Say no to one more project'))).toThrow('same name');
  expect(() => readScenes(text.replace('    plays:', '    player:'))).toThrow(/scenarios\.yml:\d+/);
  expect(() => readScenes(text.replace('A team meeting', 'A team meeting '.repeat(40)))).toThrow('400 characters');
});
