import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyOf, type Mutant, readHarmless, readMutants } from './report.ts';
import { drawLines, type Group, groupsOf } from './sample.ts';

/**
 * `npm run test:mutants`: breaks lines of the code that decides, one at a time, and sees whether a test of the same
 * feature notices: first the quick ones, then for what survives those that drive the whole app (not with SLOW=no).
 * LINES (80) and SEED (1) draw the lines, about three mutants each; ONLY keeps files whose path contains it; DIALECT
 * (sqlite) is the database. Texts are left alone: words are looked at by people. Ends with 1 when fewer than nine in
 * ten of the mutants that matter are noticed.
 */
const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
const here = `${root}/test/mutants`;
const stryker = `${here}/node_modules/@stryker-mutator/core/bin/stryker.js`;
const GOAL = 0.9;
const harmless = readHarmless(`${here}/harmless.tsv`);

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const run = (command: string, args: string[], env = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

if (!existsSync(stryker) && run('npm', ['ci', '--prefix', here]) !== 0) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), 'bitewise-mutants-'));
const drawn = drawLines(root, number('LINES', 80), number('SEED', 1), process.env.ONLY);
const all: Mutant[] = [];
const failed: string[] = [];
for (const group of groupsOf(root, drawn)) {
  const mutants = mutantsOf(group);
  if (mutants === undefined) failed.push(group.name);
  for (const mutant of (mutants ?? []).filter(isAlive).filter(matters)) console.log(lineOf(mutant));
  all.push(...(mutants ?? []));
  console.log(`${group.name} done; so far ${scoreOf(all).words}`);
}
rmSync(folder, { recursive: true, force: true });
if (failed.length > 0) console.log(`Not tried, since their tests fail by themselves: ${failed.join(', ')}`);
if (failed.length > 0 || scoreOf(all).share < GOAL) process.exitCode = 1;

/** Tries every mutant on the lines of one group. @returns undefined when its tests fail without any mutant. */
function mutantsOf({ name, lines, quick, slow }: Group): Mutant[] | undefined {
  console.log(`${name}: ${lines.length} lines, ${quick.length} quick test files and ${slow.length} slow ones`);
  const first = quick.length === 0 ? [] : attempt(name, lines, quick);
  if (first === undefined || slow.length === 0 || process.env.SLOW === 'no') return first;
  const left = quick.length === 0 ? lines : first.filter(isAlive).map((mutant) => mutant.range);
  if (left.length === 0) return first;
  const second = attempt(`${name}-slow`, [...new Set(left)], slow);
  if (second === undefined || quick.length === 0) return second;
  const noticed = new Map(
    second.filter((mutant) => !isAlive(mutant)).map((mutant) => [mutant.range + mutant.put, mutant.status]),
  );
  return first.map((mutant) => ({ ...mutant, status: noticed.get(mutant.range + mutant.put) ?? mutant.status }));
}

/** One run of Stryker. @returns undefined when it did not come to an end. */
function attempt(name: string, mutate: string[], tests: string[]): Mutant[] | undefined {
  const report = `${folder}/${name}.json`;
  const settings = {
    testRunner: 'vitest',
    plugins: [`${here}/node_modules/@stryker-mutator/vitest-runner/dist/src/index.js`],
    vitest: { configFile: 'test/mutants/vitest.config.ts', related: false },
    mutate,
    mutator: { excludedMutations: ['StringLiteral'] },
    coverageAnalysis: 'perTest',
    // What runs only while a module is loaded would need every test again.
    ignoreStatic: true,
    concurrency: 1,
    timeoutMS: 30_000,
    dryRunTimeoutMinutes: 40,
    reporters: ['json'],
    jsonReporter: { fileName: report },
    tempDirName: `${folder}/copies`,
    // TypeScript 7 has no interface that Stryker could rewrite a tsconfig with, and nothing here needs it rewritten.
    tsconfigFile: 'none.json',
  };
  const file = `${folder}/${name}-settings.json`;
  writeFileSync(file, JSON.stringify(settings));
  const env = { MUTANT_TESTS: tests.join(','), DIALECT: process.env.DIALECT ?? 'sqlite' };
  return run(process.execPath, [stryker, 'run', file], env) === 0 ? readMutants(report) : undefined;
}

function isAlive({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage';
}

function matters(mutant: Mutant): boolean {
  return !harmless.has(keyOf(mutant));
}

function lineOf({ status, file, line, text, put, how }: Mutant): string {
  return [status, `${file}:${line}`, text, put, how].join('\t');
}

/** The share of the mutants that matter which were noticed, and the same in words. */
function scoreOf(mutants: Mutant[]): { share: number; words: string } {
  const tried = mutants.filter((mutant) => isAlive(mutant) || ['Killed', 'Timeout'].includes(mutant.status));
  const matter = tried.filter(matters);
  const dead = matter.filter((mutant) => !isAlive(mutant)).length;
  const share = matter.length === 0 ? 1 : dead / matter.length;
  const rest = `${tried.length - matter.length} more change nothing (test/mutants/harmless.tsv)`;
  return { share, words: `${dead} of ${matter.length} mutants noticed (${Math.round(share * 100)} %); ${rest}` };
}
