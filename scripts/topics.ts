import { parseArgs } from 'node:util';
import { messageOf } from '../src/errors.ts';
import { createLexicon, loadVocabulary } from '../src/features/skills/service/vocabulary.ts';
import { readTextFile } from '../src/text-file.ts';
import { judge, type Outcome, outcomes, type Topic, tally, topicsOf } from './topics-judge.ts';

/*
 * npm run topics -- <file.tsv> [--quiet]
 * Tries a set of topics against the shipped vocabulary: columns sector, language, typed and what was meant (names of
 * the skill, parted by |). Prints for each line the readings with how they were understood and how surely, once as if
 * everybody offered everything and once as if nobody did, and a summary by sector and by language.
 */
const usage = 'Usage: npm run topics -- <file.tsv> [--quiet]';

try {
  run();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

function run(): void {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { quiet: { type: 'boolean' } } });
  const [file] = positionals;
  if (file === undefined) throw new Error(usage);
  const lexicon = createLexicon(loadVocabulary());
  const tried = topicsOf(readTextFile(file)).map((topic) => ({
    topic,
    everybody: judge(lexicon, topic, true),
    nobody: judge(lexicon, topic, false),
  }));
  if (!values.quiet) for (const one of tried) printLine(one);
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
