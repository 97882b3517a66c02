import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { subcommands } from '../src/app.ts';
import type { PersonalData } from '../src/database/personal-data.ts';
import { promptGroups, themes } from '../src/features/home/rules.ts';
import { features } from '../src/features/index.ts';
import { quotas } from '../src/features/quotas/rules.ts';

const root = new URL('..', import.meta.url).pathname;
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const isOwn = (file: string) => !file.includes('node_modules');
const docs = [...globSync('*.md', { cwd: root }), ...globSync('*/**/*.md', { cwd: root, exclude: (n) => !isOwn(n) })];
const names = features.map(({ name }) => name);
const pageOf = (name: string) => `docs/features/${name}.md`;
/** A text without its blocks of code. */
const prose = (file: string) => read(file).replace(/^```[\s\S]*?^```/gm, '');

describe('Every feature', () => {
  it('has a page of its own, and every page its feature', () => {
    const pages = globSync('docs/features/*.md', { cwd: root }).map((file) => file.slice('docs/features/'.length, -3));
    expect(pages.filter((name) => name !== 'README').sort()).toEqual([...names].sort());
  });

  it('stands in the page of order once, in the order of features/index.ts', () => {
    const rows = [...read(pageOf('README')).matchAll(/^\| \[(.+?)\]\((.+?)\.md\) \|/gm)];
    expect(rows.map(([, label]) => label)).toEqual(names);
    expect(rows.map(([, , page]) => page)).toEqual(names);
  });

  it('says on its page which tables it keeps', async () => {
    const untold: string[] = [];
    for (const name of names.filter((one) => existsSync(join(root, `src/features/${one}/privacy.ts`)))) {
      const { personal } = (await import(`../src/features/${name}/privacy.ts`)) as { personal: PersonalData };
      const kept = read(pageOf(name)).split('## What is kept')[1] ?? '';
      untold.push(
        ...Object.keys(personal).flatMap((table) => (kept.includes(`\`${table}\``) ? [] : [`${name}: ${table}`])),
      );
    }
    expect(untold).toEqual([]);
  });
});

it('Every command is named on a page', () => {
  const all = names.map((name) => read(pageOf(name))).join('\n');
  // Two other ways to say “report”.
  const known = [...subcommands.keys()].filter((name) => !['concern', 'report a concern'].includes(name));
  expect(known.filter((name) => !new RegExp(`\`/mentor ${name}\\b`).test(all))).toEqual([]);
});

it('The page of quotas has every bound as the code has it', () => {
  const rows = Object.values(quotas).map((quota) => {
    const each = 'each' in quota ? `${quota.each.day} | ${quota.each.week} |` : '| |';
    return `| ${quota.what} | ${quota.day} | ${quota.week} | ${each}`;
  });
  const told = read(pageOf('quotas')).split('\n');
  expect(
    told.slice(told.findIndex((line) => line.startsWith('|---')) + 1).filter((line) => line.startsWith('|')),
  ).toEqual(rows);
});

it('The page of Home has every switch under its theme', () => {
  const rows = themes.map(({ name, label }) => {
    const own = promptGroups.filter(({ theme }) => theme === name).map((group) => group.label);
    return `| ${label} | ${own.join('; ')} |`;
  });
  const told = read(pageOf('home')).split('\n');
  expect(
    told.slice(told.findIndex((line) => line.startsWith('|---')) + 1).filter((line) => line.startsWith('|')),
  ).toEqual(rows);
});

/** The names by which GitHub links to the headings of a page. */
const anchors = (file: string) =>
  [...prose(file).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('A document', () => {
  it('links only to files and headings that are there', () => {
    const broken = docs.flatMap((file) =>
      [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
        if (/^[a-z]+:/.test(link)) return [];
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? file : normalize(join(dirname(file), path));
        const isThere = existsSync(join(root, target)) && (anchor === undefined || anchors(target).includes(anchor));
        return isThere ? [] : [`${file}: ${link}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  it('names only files of the tree that are there', () => {
    const folders =
      /^(?:\.ci|\.github|bench|bin|content|deploy|docs|manifest|migrations|sandbox|scripts|src|test)\/[\w./*-]+$/;
    const gone = docs.flatMap((file) =>
      [...prose(file).matchAll(/`([^`\n]+)`/g)].flatMap(([, path = '']) =>
        folders.test(path) && globSync(path, { cwd: root }).length === 0 ? [`${file}: ${path}`] : [],
      ),
    );
    expect(gone).toEqual([]);
  });

  it('names only scripts that npm knows here', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = docs.flatMap((file) =>
      [...read(file).matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => ({ file, script })),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
  });
});
