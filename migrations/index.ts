import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Migration } from 'kysely/migration';

/** Where migrations lie: here those of several features, and in a feature's folder its own. */
const PLACES = [
  { folder: new URL('./', import.meta.url), pattern: '[0-9]*.ts' },
  { folder: new URL('../src/features/', import.meta.url), pattern: '*/migrations/[0-9]*.ts' },
];
const NAME = /^\d{4}-[a-z-]+$/;

/**
 * Every migration by its name, such as “0066-lesson-path”; they run in the order of their numbers. A file is frozen once
 * it has landed: a change is a new file, with a number that no other has.
 */
export const migrations: Record<string, Migration> = await readMigrations();

async function readMigrations(): Promise<Record<string, Migration>> {
  const found = PLACES.flatMap(({ folder, pattern }) =>
    globSync(pattern, { cwd: fileURLToPath(folder) }).map(
      (path) => [basename(path, '.ts'), new URL(path, folder).href] as const,
    ),
  );
  const sorted = found.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [at, [name, path]] of sorted.entries()) {
    const isTaken = sorted[at - 1]?.[0].slice(0, 4) === name.slice(0, 4);
    if (isTaken || !NAME.test(name)) throw new Error(`${path} needs a number of its own, such as 0066-lesson-path.ts.`);
  }
  return Object.fromEntries(await Promise.all(sorted.map(async ([name, path]) => [name, await load(path)])));
}

async function load(url: string): Promise<Migration> {
  const file: Partial<Migration> = await import(url);
  if (!file.up) throw new Error(`${url} has no function “up”.`);
  return { ...file, up: file.up };
}
