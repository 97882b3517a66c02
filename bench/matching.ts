import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createLexicon, loadVocabulary } from '../src/features/skills/service/vocabulary.ts';
import { generateCorpus, generateQueries, withoutHeldOut } from './matching-data.ts';
import { type Engine, measure, type Person, type Query } from './matching-measure.ts';
import { ownEngine } from './matching-own.ts';
import { peerEngines } from './matching-peers.ts';

/*
 * npm run bench:matching -- [--corpus people.jsonl --queries queries.jsonl] [--people 2000] [--peers] [--postgres URL]
 * Without files, a corpus of --people and its queries are generated with a fixed seed. Prints JSON.
 */
const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    queries: { type: 'string' },
    people: { type: 'string', default: '2000' },
    peers: { type: 'boolean', default: false },
    postgres: { type: 'string' },
    misses: { type: 'string', default: '0' },
  },
});

const person = z.object({
  id: z.string(),
  title: z.string().default(''),
  skills: z.array(z.object({ name: z.string(), level: z.number().default(2) })),
});
const query = z.object({ q: z.string(), relevant: z.array(z.string()), kind: z.string().optional() });

const people: Person[] = values.corpus ? await readLines(values.corpus, person) : generateCorpus(Number(values.people));
const queries: Query[] = values.queries ? await readLines(values.queries, query) : generateQueries(people);

// On generated queries the vocabulary lacks the aliases that are held out; on given files it is the shipped one.
const vocabulary = loadVocabulary();
const lexicon = createLexicon(values.queries ? vocabulary : withoutHeldOut(vocabulary));
const engines: (() => Promise<Engine>)[] = [() => ownEngine(people, lexicon)];
if (values.peers) engines.push(...peerEngines(people, values.postgres));
const results = [];
for (const start of engines) results.push(await measure(start, people, queries, Number(values.misses)));
console.log(JSON.stringify({ people: people.length, queries: queries.length, results }, null, 2));

async function readLines<T>(path: string, shape: z.ZodType<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const line of createInterface({ input: createReadStream(path) }))
    if (line.trim() !== '') found.push(shape.parse(JSON.parse(line)));
  return found;
}
