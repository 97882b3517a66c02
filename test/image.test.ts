import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { scripts, dependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

/** What the last stage of the Dockerfile copies out of the build context. */
const copied = [
  ...read('Dockerfile')
    .split(/^FROM /m)
    .at(-1)!
    .matchAll(/^COPY (?!--from)(.+) \S+$/gm),
].flatMap(([, paths = '']) => paths.split(' '));
const isIn = (kept: string[], file: string) => kept.some((path) => file === path || file.startsWith(`${path}/`));

/** The commands that the README names for those who operate the app, with the program that each starts. */
const operating = read('README.md').split('## Operate')[1]?.split('\n## ')[0] ?? '';
const named = new Set(['start', ...[...operating.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)]);
const programs = [...named].map((name) => ({ name, file: /^node (\S+)/.exec(scripts?.[name] ?? '')?.[1] ?? '' }));

/** Every file and package that a program imports, and what it reads beside itself, its own and theirs. */
function neededBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  // Types are stripped before it runs.
  const text = read(file).replace(/^(import|export) type [^;]*;$/gm, '');
  for (const [, target = ''] of text.matchAll(/(?:\bfrom |\bimport |\bimport\()'([^']+)'/g)) {
    if (!target.startsWith('.')) seen.add(target);
    else neededBy(relative(root, join(root, dirname(file), target)), seen);
  }
  for (const [, target = ''] of text.matchAll(/new URL\('(\.[^']+)', import\.meta\.url\)/g))
    seen.add(relative(root, join(root, dirname(file), target)).replace(/\/$/, ''));
  return seen;
}

it('Every documented command finds in the image what it imports and reads', () => {
  expect(programs.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['start', 'doctor', 'jobs', 'migrate', 'manifest', 'buddies', 'vocabulary']),
  );
  const missing = programs.flatMap(({ name, file }) =>
    [...neededBy(file)].flatMap((needed) => {
      if (existsSync(join(root, needed))) return isIn(copied, needed) ? [] : [`npm run ${name}: ${needed}`];
      const parts = needed.startsWith('@') ? 2 : 1;
      const isThere = needed.startsWith('node:') || needed.split('/').slice(0, parts).join('/') in (dependencies ?? {});
      return isThere ? [] : [`npm run ${name}: ${needed}`];
    }),
  );
  expect(missing).toEqual([]);
});

it('What the image copies is there, and .dockerignore lets it through', () => {
  const allowed = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path = '']) => path);
  expect(copied.filter((path) => !existsSync(join(root, path)) || !isIn(allowed, path))).toEqual([]);
  expect(copied.filter((path) => statSync(join(root, path)).isDirectory()).length).toBeGreaterThan(3);
});
