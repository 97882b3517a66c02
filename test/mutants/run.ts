import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyOf, type Mutant, readHarmless, readMutants } from './report.ts';
import { drawLines, type Group, groupsOf, stagesFor } from './sample.ts';
import { createTrial, type Trial } from './trial.ts';

/**
 * `npm run test:mutants`: breaks lines of the code that decides, one at a time, and sees whether a test of the same
 * feature notices: first those named after the file, then the other quick ones, then those that drive the whole app (not
 * with SLOW=no). What to break, and how, is Stryker's to say; the tests are run by Vitest itself. LINES (80) and SEED (1)
 * draw the lines, of which two in three can be broken, mostly in two or three ways; ONLY keeps files whose path contains
 * it; DIALECT (sqlite) is the database. Texts are left alone: words are looked at by people. Each result is printed as it
 * comes. Ends with 1 when fewer than nine in ten of the mutants that matter are noticed.
 */
const root = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');
const here = `${root}/test/mutants`;
const stryker = `${here}/node_modules/@stryker-mutator/core/bin/stryker.js`;
const GOAL = 0.9;
const harmless = readHarmless(`${here}/harmless.tsv`);
process.env.DIALECT ??= 'sqlite';

type Tried = Mutant & { by: string | undefined };

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const run = (command: string, args: string[]) =>
  spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status ?? 1;

if (!existsSync(stryker) && run('npm', ['ci', '--prefix', here]) !== 0) process.exit(1);
const drawn = drawLines(root, number('LINES', 80), number('SEED', 1), process.env.ONLY);
const mutants = drawn.length === 0 ? [] : mutantsOn(drawn);
console.log(`${mutants.length} mutants on ${drawn.length} lines`);
const trial = await createTrial(root);
const failsByItself = new Map<string, boolean>();
const tried: Tried[] = [];
for (const group of groupsOf(root, mutants)) {
  tried.push(...(await tryAll(trial, group)));
  console.log(`${group.name} done; so far ${scoreOf(tried).words}`);
}
await trial.close();
const failed = [...failsByItself].flatMap(([files, fails]) => (fails ? files : []));
if (failed.length > 0) console.log(`Left out, since they fail by themselves: ${failed.join(', ')}`);
process.exit(failed.length > 0 || scoreOf(tried).share < GOAL ? 1 : 0);

/** What Stryker would put onto these lines; it runs nothing but `true`. */
function mutantsOn(lines: string[]): Mutant[] {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-mutants-'));
  const settings = {
    testRunner: 'command',
    commandRunner: { command: 'true' },
    coverageAnalysis: 'off',
    mutate: lines,
    mutator: { excludedMutations: ['StringLiteral'] },
    reporters: ['json'],
    jsonReporter: { fileName: `${folder}/report.json` },
    tempDirName: `${folder}/copies`,
    // TypeScript 7 has no interface that Stryker could rewrite a tsconfig with, and nothing here needs it rewritten.
    tsconfigFile: 'none.json',
  };
  writeFileSync(`${folder}/settings.json`, JSON.stringify(settings));
  if (run(process.execPath, [stryker, 'run', `${folder}/settings.json`]) !== 0) process.exit(1);
  const found = readMutants(`${folder}/report.json`);
  rmSync(folder, { recursive: true, force: true });
  return found;
}

async function tryAll(trial: Trial, group: Group): Promise<Tried[]> {
  const done: Tried[] = [];
  for (const mutant of group.mutants) {
    const by = await noticedBy(trial, mutant, group);
    done.push({ ...mutant, by });
    const { file, line, text, put, how } = mutant;
    console.log([by === undefined ? 'survived' : 'noticed', `${file}:${line}`, text, put, how, by ?? ''].join('\t'));
  }
  return done;
}

/** The first test that notices. Tests that fail without any mutant tell nothing, and are left out. */
async function noticedBy(trial: Trial, mutant: Mutant, group: Group): Promise<string | undefined> {
  for (const files of stagesFor(mutant.file, group, process.env.SLOW === 'no')) {
    if (await failsAnyway(trial, files)) continue;
    const by = await trial.failing(files, mutant);
    if (by !== undefined) return by;
  }
  return undefined;
}

async function failsAnyway(trial: Trial, files: string[]): Promise<boolean> {
  const key = files.join(' ');
  const fails = failsByItself.get(key) ?? (await trial.failing(files)) !== undefined;
  failsByItself.set(key, fails);
  return fails;
}

/** The share of the mutants that matter which were noticed, and the same in words. */
function scoreOf(all: Tried[]): { share: number; words: string } {
  const matter = all.filter((mutant) => mutant.by !== undefined || !harmless.has(keyOf(mutant)));
  const dead = matter.filter((mutant) => mutant.by !== undefined).length;
  const share = matter.length === 0 ? 1 : dead / matter.length;
  const rest = `${all.length - matter.length} more change nothing (test/mutants/harmless.tsv)`;
  return { share, words: `${dead} of ${matter.length} mutants noticed (${Math.floor(share * 100)} %); ${rest}` };
}
