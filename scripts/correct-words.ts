import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import dictionary from 'dictionary-en';
import nspell from 'nspell';
import wordList from 'word-list';
import { corrections } from '../src/features/skills/rules/spelling.ts';
import { createLexicon, loadVocabulary } from '../src/features/skills/service/vocabulary.ts';

/*
 * npm run correct-words
 * Writes content/vocabulary/correct-words.txt: the English words that the app would take for a misspelling of something
 * in the vocabulary. To be run after the vocabulary has grown. A word has to be in both lists: word-list has every form
 * of a word, many of them rare enough to be a slip, and dictionary-en knows what is in use.
 */
const HEAD = `# Words of plain English that are spelt like something in the vocabulary and mean something else: shift is no Swift, and
# rota no IOTA. Built by \`npm run correct-words\` from two free lists (docs/matching.md); not meant to be edited.
`;
/** Characters of the words that are looked at: shorter ones are not respelt, longer ones have hardly a neighbour. */
const [SHORTEST, LONGEST] = [3, 14];
const WIDTH = 118;

const spell = nspell(Buffer.from(dictionary.aff), Buffer.from(dictionary.dic));
const lexicon = createLexicon(loadVocabulary());
const words = readFileSync(wordList, 'utf8')
  .split('\n')
  .filter((word) => word.length >= SHORTEST && word.length <= LONGEST && spell.correct(word))
  .filter((word) => corrections(lexicon, word, 1).length > 0);
const lines = words.sort().reduce<string[]>((done, word) => {
  const line = done.at(-1);
  if (line === undefined || line.length + word.length >= WIDTH) done.push(word);
  else done[done.length - 1] = `${line} ${word}`;
  return done;
}, []);
const file = fileURLToPath(new URL('../content/vocabulary/correct-words.txt', import.meta.url));
writeFileSync(file, `${HEAD}${lines.join('\n')}\n`);
console.log(`${words.length} words`);
