import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument, visit } from 'yaml';
import { isHarmless, parseContent } from '../src/content.ts';
import { checkInFile, functionFile } from '../src/features/buddies/service/buddy-files.ts';
import { careFile } from '../src/features/care/service/care-words.ts';
import { launchFile } from '../src/features/launch-kit/service/pieces.ts';
import { lessonFile } from '../src/features/lessons/service/lesson-files.ts';
import { momentFile } from '../src/features/moments/service/decks.ts';
import { newsletterFile } from '../src/features/newsletter/service/words.ts';
import { pulseFile } from '../src/features/pulses/service/pulse-file.ts';
import { badgeFile } from '../src/features/recognition/service/badge-words.ts';
import { questionFile as reflectionFile } from '../src/features/reflections/service/questions.ts';
import { questionFile as openingFile } from '../src/features/sessions/service/questions.ts';
import { parseSkillFile } from '../src/features/skills/service/skill-files.ts';
import { parseBuilt, parseOrdinary } from '../src/features/skills/service/vocabulary.ts';
import { questionFile, sceneFile, starterFile } from '../src/features/technique/service/decks.ts';

type Read = (name: string, text: string) => unknown;
const yaml =
  (schema: Parameters<typeof parseContent>[2]): Read =>
  (name, text) =>
    parseContent(name, text, schema);
const last = (name: string) => name.split('/').at(-1) ?? '';

/** Who reads which files of content/. A file that nobody here reads makes the first test fail. */
const readers: [RegExp, Read][] = [
  [/^badges\.yml$/, yaml(badgeFile)],
  [/^buddy-check-ins\.yml$/, yaml(checkInFile)],
  [/^care\.yml$/, yaml(careFile)],
  [/^functions\.yml$/, yaml(functionFile)],
  [/^moments\.yml$/, yaml(momentFile)],
  [/^newsletter\.yml$/, yaml(newsletterFile)],
  [/^pulse\.yml$/, yaml(pulseFile)],
  [/^opening-questions\.yml$/, yaml(openingFile)],
  [/^questions\.yml$/, yaml(questionFile)],
  [/^reflection-questions\.yml$/, yaml(reflectionFile)],
  [/^scenarios\.yml$/, yaml(sceneFile)],
  [/^starters\.yml$/, yaml(starterFile)],
  [/^launch\/.+\.yml$/, yaml(launchFile)],
  [/^lessons\/.+\.yml$/, yaml(lessonFile)],
  [/^skills\/.+\.yml$/, skills],
  [/^vocabulary\/.+\.json$/, (name, text) => parseBuilt(last(name), text)],
  [/^vocabulary\/.+\.txt$/, (name, text) => parseOrdinary(last(name), text)],
];

function skills(name: string, text: string): unknown {
  const { placed, problems } = parseSkillFile(last(name), text);
  if (problems.length > 0) throw new Error(problems.join('; '));
  return placed;
}

const folder = new URL('../content/', import.meta.url);
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.pathname.length).replace(/^\//, ''))
  .sort();
const readerOf = (name: string) => readers.find(([names]) => names.test(name))?.[1];
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8');

/** What is refused, as the engineer who starts the app reads it. */
function refusal(name: string, text: string): string {
  try {
    readerOf(name)?.(name, text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was refused';
}

const withPlace = (name: string) => new RegExp(`content/${name.replaceAll('.', '\\.')}:\\d+ \\S`);

it('Every file of content/ is read by somebody, and is as it should be', () => {
  expect(files.length).toBeGreaterThan(20);
  for (const name of files) {
    expect(readerOf(name), `${name} has no reader in this test`).toBeDefined();
    expect(refusal(name, textOf(name)), name).toBe('nothing was refused');
  }
});

/** One of those that are read in the same way. */
const oneOfEach = readers.map(([names]) => files.find((name) => names.test(name)) ?? '');

describe.each(oneOfEach)('A hostile %s is refused with file and line', (name) => {
  it('when it is something else, huge, or lists in lists without end', () => {
    const yamls = ['42', '[[[1]]]', 'null', '- {}\n- 7', '{ a: { b: [c] } }', '', '\u0000'];
    const others = name.endsWith('.yml') ? yamls : ['{', '\u0000', '<!channel>'];
    const huge = `${textOf(name)}\n${'x'.repeat(10_000_000)}`;
    for (const other of [...others, huge, '['.repeat(20_000)]) {
      expect(refusal(name, other), other.slice(0, 40)).toMatch(withPlace(name));
    }
  });
});

describe.each(oneOfEach.filter((name) => name.endsWith('.yml')))('A hostile %s is refused', (name) => {
  const text = textOf(name);

  it('when it grows out of aliases', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i += 1) {
      const [before, here] = [...'abcdefghijkl'].slice(i - 1, i + 1);
      bomb.push(`${here}: &${here} [${Array(9).fill(`*${before}`)}]`);
    }
    expect(refusal(name, bomb.join('\n'))).toContain(`content/${name}:2 must be written out`);
  });

  it('when it names a key twice', () => {
    expect(refusal(name, 'title: One\ntitle: Two\n')).toContain(`content/${name}:2 Map keys must be unique`);
  });

  it('when any of its words would become live, or cannot be seen', () => {
    const words: [number, number][] = [];
    visit(parseDocument(text), {
      Scalar: (key, { value, range }) => {
        if (key !== 'key' && typeof value === 'string' && range) words.push([range[0], range[1]]);
      },
    });
    expect(words.length).toBeGreaterThan(0);
    for (const [from, to] of words.filter((_, i) => i % Math.ceil(words.length / 3) === 0)) {
      const line = text.slice(0, from).split('\n').length;
      for (const harm of ['<!channel>', '<@U0ADA>', '<https://x.example|y>', '\\0', '\\e[31m', '\\u202e']) {
        const rest = text.slice(to);
        const spoilt = `${text.slice(0, from)}"Would you read ${harm} to the end?"${/^[\s,\]}:]/.test(rest) ? '' : '\n'}${rest}`;
        expect(refusal(name, spoilt), harm).toContain(`content/${name}:${line} must not hold`);
      }
    }
  });
});

it('Ordinary words, other scripts and emoji are harmless', () => {
  for (const words of ['Ada & Bram: C++ <3, a < b', '面接', 'مرحبا', '👩🏽‍🚀 line\nbreak\ttab', 'O’Neill'])
    expect(isHarmless(words), words).toBe(true);
});
