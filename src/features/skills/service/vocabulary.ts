import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { HARM, isHarmless, parseContent, refuse } from '../../../content.ts';
import { Lexicon } from '../rules/lexicon.ts';
import { normalise } from '../rules/normalise.ts';
import { readSkillFiles, type SkillEntry } from './skill-files.ts';

/** What ships with the app: skills of our own files, names from packages, and words of plain English. */
export type Vocabulary = {
  skills: (SkillEntry & { isProper?: boolean })[];
  ordinary: ReadonlySet<string>;
  correct: ReadonlySet<string>;
};

const folder = new URL('../../../../content/vocabulary/', import.meta.url);
const label = z
  .string('must be text')
  .min(1, 'must not be empty')
  .max(80, 'must have 80 letters at most')
  .refine(isHarmless, HARM);
export const builtFile = z.object(
  {
    about: z.string().max(200).optional(),
    sources: z.array(z.string().max(200)).optional(),
    skills: z.array(z.tuple([label], label, 'must be a name and its aliases'), 'must be a list of rows'),
  },
  'must hold the list skills',
);
let loaded: Vocabulary | undefined;

/** The shipped vocabulary, read once. @throws Error naming file and line when content/ is broken. */
export function loadVocabulary(): Vocabulary {
  loaded ??= { skills: [...readSkillFiles(), ...readBuilt()], ordinary: readOrdinary(), correct: readCorrect() };
  return loaded;
}

const bases = new WeakMap<Vocabulary, Lexicon>();

/** A lexicon for one workspace to add its own skills to, on one of the vocabulary that is made once, in about 0.1 s. */
export function createLexicon(vocabulary: Vocabulary): Lexicon {
  const base = bases.get(vocabulary) ?? createBase(vocabulary);
  bases.set(vocabulary, base);
  return new Lexicon([], base);
}

function createBase(vocabulary: Vocabulary): Lexicon {
  const lexicon = new Lexicon(vocabulary.ordinary, undefined, vocabulary.correct);
  for (const { name, aliases, ...about } of vocabulary.skills) lexicon.add(name, aliases, about);
  return lexicon;
}

function readBuilt(): Vocabulary['skills'] {
  return ['technologies.json', 'languages.json'].flatMap((name) =>
    parseBuilt(name, read(name)).skills.map(([skill, ...aliases]) => {
      return { name: skill, aliases, broader: [], related: [], isProper: true };
    }),
  );
}

/** A list that scripts have built. @throws StartError naming file and line of what is wrong. */
export function parseBuilt(name: string, text: string): z.infer<typeof builtFile> {
  const quick = builtFile.safeParse(parseJson(text));
  // JSON is YAML, whose parser is slow and knows the lines.
  return quick.success ? quick.data : parseContent(`vocabulary/${name}`, text, builtFile);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Spoken languages are plain English too: "French cooking" is no question about French. */
function readOrdinary(): ReadonlySet<string> {
  const { skills } = parseBuilt('languages.json', read('languages.json'));
  const words = parseOrdinary('ordinary-words.txt', read('ordinary-words.txt'));
  return new Set([...words, ...skills.map(([name]) => normalise(name))].filter(Boolean));
}

/** What scripts/correct-words.ts has chosen. */
function readCorrect(): ReadonlySet<string> {
  return new Set(parseOrdinary('correct-words.txt', read('correct-words.txt')).filter(Boolean));
}

/** Words, one or more a line; a line that begins with # is a comment. @throws StartError naming file and line. */
export function parseOrdinary(name: string, text: string): string[] {
  const lines = text.split('\n').map((line) => (line.startsWith('#') ? '' : line));
  const wrong = lines.findIndex((line) => !/^[\p{L}\p{M}\p{N} .+'’-]{0,200}$/u.test(line));
  if (wrong >= 0) throw refuse([`content/vocabulary/${name}:${wrong + 1} must hold nothing but words`]);
  return lines.flatMap((line) => line.split(/\s+/));
}

const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
