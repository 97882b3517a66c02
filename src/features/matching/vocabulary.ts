import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Lexicon } from './lexicon.ts';
import { normalise } from './normalise.ts';
import { readSkillFiles, type SkillEntry } from './skill-files.ts';

/** What ships with the app: skills of our own files, names from packages, and words of plain English. */
export type Vocabulary = { skills: (SkillEntry & { isProper?: boolean })[]; ordinary: ReadonlySet<string> };

const folder = new URL('../../../content/vocabulary/', import.meta.url);
const built = z.object({ skills: z.array(z.tuple([z.string()], z.string())) });
let loaded: Vocabulary | undefined;

/** The shipped vocabulary, read once. @throws Error naming file and line when content/ is broken. */
export function loadVocabulary(): Vocabulary {
  loaded ??= { skills: [...readSkillFiles(), ...readBuilt()], ordinary: readOrdinary() };
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
  const lexicon = new Lexicon(vocabulary.ordinary);
  for (const { name, aliases, ...about } of vocabulary.skills) lexicon.add(name, aliases, about);
  return lexicon;
}

function readBuilt(): Vocabulary['skills'] {
  return ['technologies.json', 'languages.json'].flatMap((name) =>
    built
      .parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
      .skills.map(([skill, ...aliases]) => ({ name: skill, aliases, broader: [], related: [], isProper: true })),
  );
}

/** Spoken languages are plain English too: "French cooking" is no question about French. */
function readOrdinary(): ReadonlySet<string> {
  const lines = readFileSync(new URL('ordinary-words.txt', folder), 'utf8').split('\n');
  const words = lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(/\s+/));
  const languages = built.parse(JSON.parse(readFileSync(new URL('languages.json', folder), 'utf8')));
  return new Set([...words, ...languages.skills.map(([name]) => normalise(name))].filter(Boolean));
}
