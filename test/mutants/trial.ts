import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVitest, type TestSpecification } from 'vitest/node';
import type { Mutant } from './report.ts';

/** Milliseconds after which tests that do not come to an end count as failed: a mutant may loop for ever. */
const LONGEST = 900_000;

export type Trial = Awaited<ReturnType<typeof createTrial>>;

/**
 * A copy of the tree in which test files are run as it stands, or with one mutant in it. One Vitest stays for all of it,
 * since most of a short run is its start.
 */
export async function createTrial(root: string) {
  const copy = copyOf(root);
  const vitest = await createVitest('test', {
    root: copy,
    config: false,
    watch: true,
    reporters: [{}],
    bail: 1,
    maxWorkers: 2,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
  });
  await vitest.standalone();

  /** The name of a test among `files` that fails, or undefined when all of them pass. */
  async function failing(files: string[], mutant?: Mutant): Promise<string | undefined> {
    const path = mutant && `${copy}/${mutant.file}`;
    const source = path && readFileSync(path, 'utf8');
    if (path && source !== undefined) writeFileSync(path, withMutant(source, mutant));
    try {
      const specs = await vitest.globTestSpecifications(files.map((file) => `${copy}/${file}`));
      if (specs.length < files.length) throw new Error(`some of these are no test files: ${files.join(', ')}`);
      return await Promise.race([firstFailure(specs), late()]);
    } finally {
      if (path && source !== undefined) writeFileSync(path, source);
    }
  }

  async function firstFailure(specs: TestSpecification[]): Promise<string | undefined> {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs, false);
    const ran = new Set(specs.map((spec) => spec.moduleId));
    for (const module of testModules.filter(({ moduleId }) => ran.has(moduleId))) {
      if (module.errors().length > 0) return 'a file that cannot be loaded';
      for (const test of module.children.allTests('failed')) return test.fullName;
    }
    return unhandledErrors.length > 0 ? 'an error that no test caught' : undefined;
  }

  async function close(): Promise<void> {
    await vitest.close();
    rmSync(copy, { recursive: true, force: true });
  }

  return { failing, close };
}

/** The tree without its history; its packages are only pointed to. */
function copyOf(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'bitewise-mutants-'));
  const isOurs = (path: string) => !/\/(node_modules|\.git)$/.test(path);
  cpSync(root, copy, { recursive: true, filter: isOurs });
  for (const packages of ['node_modules', 'runtime/node_modules'])
    symlinkSync(`${root}/${packages}`, `${copy}/${packages}`);
  return copy;
}

function late(): Promise<string> {
  return new Promise((resolve) => void setTimeout(resolve, LONGEST, 'no end came').unref());
}

function withMutant(source: string, { start, end, put }: Mutant): string {
  const lines = source.split('\n');
  const offset = ({ line, column }: Mutant['start']) =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  return source.slice(0, offset(start)) + put + source.slice(offset(end));
}
