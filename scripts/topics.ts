import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/errors.ts';
import type { Lexicon } from '../src/features/skills/rules/lexicon.ts';
import { createLexicon, loadVocabulary } from '../src/features/skills/service/vocabulary.ts';
import { readTextFile } from '../src/text-file.ts';
import { judge, type Outcome, outcomes, type Topic, tally, topicsOf } from './topics-judge.ts';

/*
 * npm run topics                          the figures of both halves of bench/: the one tuned to, and the sealed one
 * npm run topics -- <file.tsv> [--quiet]  any other set, line by line
 * Tries topics against the shipped vocabulary: columns sector, language, typed and what was meant (names of the skill,
 * parted by |). Prints for each line the readings with how they were understood and how surely, once as if everybody
 * offered everything and once as if nobody did, and a summary by sector and by language. The lines of the sealed half
 * are never printed unasked: who reads them while tuning spoils it.
 */
const halves = ['topics.tsv', 'topics-heldout.tsv'].map((name) =>
  fileURLToPath(new URL(`../bench/${name}`, import.meta.url)),
);

try {
  run();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

function run(): void {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { quiet: { type: 'boolean' } } });
  const lexicon = createLexicon(loadVocabulary());
  if (positionals.length > 0) for (const file of positionals) tryOut(lexicon, file, values.quiet ?? false);
  else
    for (const file of halves) {
      console.log(`\n# ${basename(file)}`);
      tryOut(lexicon, file, true);
    }
}

function tryOut(lexicon: Lexicon, file: string, isQuiet: boolean): void {
  const tried = topicsOf(readTextFile(file)).map((topic) => ({
    topic,
    everybody: judge(lexicon, topic, true),
    nobody: judge(lexicon, topic, false),
  }));
  if (!isQuiet) for (const one of tried) printLine(one);
  for (const who of ['everybody', 'nobody'] as const) {
    console.log(`\nWith ${who} offering:`);
    const judged = tried.map((one) => ({ ...one.topic, outcome: one[who].outcome }));
    summarise('language', judged);
    summarise(
      'sector',
      judged.filter(({ language }) => language === 'en'),
    );
  }
}

function printLine({ topic, ...ways }: { topic: Topic } & Record<'everybody' | 'nobody', ReturnType<typeof judge>>) {
  console.log(`${topic.sector} ${topic.language} "${topic.typed}" meant ${topic.meant.join(' or ')}`);
  for (const [who, { outcome, readings }] of Object.entries(ways))
    console.log(`  ${who}: ${outcome}${readings.map((r) => `; ${r.name} (${r.how}, ${r.sure.toFixed(2)})`).join('')}`);
}

function summarise(by: 'sector' | 'language', judged: (Topic & { outcome: Outcome })[]): void {
  console.log(`\n| ${by}${by === 'sector' ? ' (English)' : ''} | topics | ${outcomes.join(' | ')} | within |`);
  console.log(`|---|---|${outcomes.map(() => '---|').join('')}---|`);
  for (const [group, counts] of tally(judged, (topic) => topic[by])) {
    const total = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
    const within = counts['right at once'] + counts['right among those asked back'];
    console.log(
      `| ${group} | ${total} | ${outcomes.map((o) => counts[o]).join(' | ')} | ${Math.round((100 * within) / total)} % |`,
    );
  }
}
