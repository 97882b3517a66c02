import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { habitsIn, lengthOf } from './support/habits.ts';
import { allSamples } from './support/samples.ts';
import { writtenIn } from './support/sentences.ts';

const root = new URL('..', import.meta.url).pathname;
const samples = await allSamples();

const objectsIn = (value: unknown): Record<string, unknown>[] =>
  typeof value !== 'object' || value === null
    ? []
    : [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
const textOf = (part: unknown) => String((part as { text?: unknown } | undefined)?.text ?? '');

/** What a screen does that the style guide forbids. A message’s own `text` says once more what its blocks say. */
function faultsOf({ text = '', ...shown }: { text?: string; blocks?: unknown }): string[] {
  const objects = objectsIn(shown);
  const texts = objects.flatMap((one) => (typeof one.text === 'string' ? [one.text] : []));
  const lengths = objects.flatMap(({ type, title, submit, text: label }) => [
    ...(type === 'modal' ? [...lengthOf('title', textOf(title)), ...lengthOf('button', textOf(submit))] : []),
    ...(type === 'button' ? lengthOf('button', textOf(label)) : []),
  ]);
  const habits = [text, ...texts].flatMap((one) => habitsIn(one).map((habit) => `${habit}: ${one}`));
  const asked = texts.filter((one) => /\bplease\b/i.test(one));
  return [...lengths, ...habits, ...(asked.length > 1 ? [`more than one “please”: ${asked.join(' … ')}`] : [])];
}

it('No screen has a habit that the style guide forbids', () => {
  const found = samples.flatMap(({ file, sample }) => {
    const screen = sample.build((max) => 'kubes'.slice(0, max));
    return faultsOf(screen).map((fault) => `${file} ${sample.name}: ${fault}`);
  });
  expect(found).toEqual([]);
});

const written = globSync('src/**/*.ts', { cwd: root }).map((file) => ({ file, ...writtenIn(join(root, file)) }));

/** Sentences with a reason. A shell takes straight quotes only. */
const ALLOWED = ['Say “npm run backup -- <file>”'];

it('No sentence in the code has one', () => {
  const found = written.flatMap(({ file, sentences }) =>
    sentences
      .filter((text) => !ALLOWED.some((start) => text.startsWith(start)))
      .flatMap((text) => habitsIn(text).map((habit) => `${file} ${habit}: ${text}`)),
  );
  expect(found).toEqual([]);
});

it('No title of a modal is over 24 characters, and no button over 20', () => {
  const found = written.flatMap(({ file, titles, buttons }) => {
    const faults = [
      ...titles.flatMap((text) => lengthOf('title', text)),
      ...buttons.flatMap((text) => lengthOf('button', text)),
    ];
    return faults.map((fault) => `${file} ${fault}`);
  });
  expect(found).toEqual([]);
});

const leaves = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value ? Object.values(value).flatMap(leaves) : [];

it('No text that people edit has one', () => {
  // The vocabulary, and what care.yml looks for, are what people type.
  const files = globSync('content/**/*.yml', { cwd: root, exclude: ['content/skills/**', 'content/care.yml'] });
  const found = files.flatMap((file) =>
    leaves(parse(readFileSync(join(root, file), 'utf8'))).flatMap((text) =>
      habitsIn(text).map((habit) => `${file} ${habit}: ${text}`),
    ),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
});

it.each([
  ['double space', 'Pick a time.  Then press it.'],
  ['straight quote', "I'll ask Elif next."],
  ['straight quote', 'You typed "k8s".'],
  ['exclamation mark', 'You did it!'],
  ['more than one “please”', 'Please pick a day, and a time, please.'],
  ['somebody for someone', 'Somebody has accepted.'],
  ['no contraction', 'You do not need to do anything.'],
  ['quaint words', 'Bram hears of it, once.'],
])('A planted %s is found', (habit, text) => {
  expect(habitsIn(text)).toEqual([habit]);
  expect(faultsOf({ blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] })).toHaveLength(1);
});

it('A planted second “please”, long button and long title are found', () => {
  const plain = (text: string) => ({ type: 'plain_text', text });
  const please = { type: 'section', text: plain('Please pick one.') };
  expect(faultsOf({ blocks: [please, please] })).toEqual([
    'more than one “please”: Please pick one. … Please pick one.',
  ]);
  const button = { type: 'button', text: plain('Put me on the wait list') };
  const screen = { type: 'modal', title: plain('What I may write to you about'), blocks: [button] };
  expect(faultsOf(screen)).toEqual([
    'title over 24: What I may write to you about',
    'button over 20: Put me on the wait list',
  ]);
  expect(lengthOf('title', 'Half of a title that wa…')).toEqual(['title over 24: Half of a title that wa…']);
});

it('What is written in the code is read from it', () => {
  const count = (what: 'sentences' | 'titles' | 'buttons') => written.flatMap((one) => one[what]).length;
  expect(count('sentences')).toBeGreaterThan(1000);
  expect(count('titles')).toBeGreaterThan(40);
  expect(count('buttons')).toBeGreaterThan(150);
});
