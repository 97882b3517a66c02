import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pickFrom, randomOf } from '../support/random.ts';
import type { Mutant } from './report.ts';

/** What decides: rules, use cases, SQL, jobs, the engine and what goes out. Views and words are looked at elsewhere. */
export const DECIDES = [
  /^src\/features\/[^/]+\/([a-z-]+-)?(rules|service|store|jobs)(\/.*)?\.ts$/,
  /^src\/(jobs|outbox)\/.*\.ts$/,
  /^src\/slack\/(verify|ingress|gate|receivers|classify-error|in-dialog)\.ts$/,
];

/** A line that a mutant can change: not a comment, an import, a type, a bracket or a text alone. */
const isCode = (line: string) =>
  /[=!<>?&|+*-]|\breturn\b|\bif\b|\bawait\b/.test(line) &&
  !/^\s*(\/\/|\/?\*|import\b|export \*|type\b|export type\b|[})\]]+[;,]?$)/.test(line);

/**
 * Draws `count` lines of the code that decides, the same for the same seed and tree.
 * @param only keeps the drawn lines whose file's path contains it.
 * @returns Stryker's patterns, `file:line-line`.
 */
export function drawLines(root: string, count: number, seed: number, only = ''): string[] {
  const files = execFileSync('git', ['ls-files', 'src'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => DECIDES.some((pattern) => pattern.test(file)));
  const lines = files.flatMap((file) =>
    readFileSync(`${root}/${file}`, 'utf8')
      .split('\n')
      .flatMap((line, i) => (isCode(line) ? [`${file}:${i + 1}-${i + 1}`] : [])),
  );
  const random = randomOf(seed);
  const drawn = new Set<string>();
  while (drawn.size < Math.min(count, lines.length)) drawn.add(pickFrom(random, lines));
  return [...drawn].filter((line) => line.includes(only)).sort();
}

/** Tests that a feature's own folder leaves to others, beside those of its own name. */
export const ELSEWHERE: Record<string, string[]> = {
  engine: ['test/jobs/**', 'test/outbox/**', 'test/slack/**'],
  care: ['test/features/requests/ask.test.ts'],
  members: ['test/features/reachable.test.ts', 'test/features/prompts/**', 'test/features/requests/same-time.test.ts'],
  prompts: ['test/jobs/ends.test.ts'],
  sessions: ['test/month-of-credits.test.ts', 'test/features/follow-ups/**'],
  'follow-ups': ['test/features/reflections/**'],
  upkeep: ['test/jobs/failure-alert.test.ts'],
};

export type Group = { name: string; mutants: Mutant[]; quick: string[]; slow: string[] };

/**
 * The mutants by the feature that they belong to (`engine` for what is none), the largest group first, with the tests
 * that ought to notice: quick ones, and slow ones, which drive the whole app.
 */
export function groupsOf(root: string, mutants: Mutant[]): Group[] {
  const groups = Map.groupBy(mutants, ({ file }) => /^src\/features\/([^/]+)/.exec(file)?.[1] ?? 'engine');
  const largestFirst = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return largestFirst.map(([name, own]) => {
    const places = [...(name === 'engine' ? [] : [`test/features/${name}/**`]), ...(ELSEWHERE[name] ?? [])];
    const tests = places.flatMap((place) => globSync(place.replace(/\*\*$/, '**/*.test.ts'), { cwd: root })).sort();
    const isSlow = (test: string) => readFileSync(`${root}/${test}`, 'utf8').includes('support/world.ts');
    const { quick = [], slow = [] } = Object.groupBy(
      tests.filter((test) => !SPAWNING.test(test)),
      (test) => (isSlow(test) ? 'slow' : 'quick'),
    );
    return { name, mutants: own, quick, slow };
  });
}

/** The tests to try in turn for a mutant of a file: those of its name, the other quick ones, the slow ones. */
export function stagesFor(file: string, { quick, slow }: Group, isQuickOnly: boolean): string[][] {
  const isNamesake = (test: string) => basename(test, '.test.ts') === basename(file, '.ts');
  const stages = [quick.filter(isNamesake), quick.filter((test) => !isNamesake(test)), isQuickOnly ? [] : slow];
  return stages.filter((files) => files.length > 0);
}

/** Tests that start the program by itself, whose mutants they would not see. */
const SPAWNING = /import-tool/;
