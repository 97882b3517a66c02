import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { features } from '../src/features/index.ts';
import { dialectAskedIn, ownersOfTables, tablesNamedIn } from './support/sql-tables.ts';

const root = new URL('..', import.meta.url).pathname;
const ROLES = ['slack', 'jobs', 'views', 'service', 'rules', 'store'] as const;
type Role = (typeof ROLES)[number];

type Import = { file: string; room: string | undefined; role: Role | undefined; target: string; isType: boolean };

const files = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** What a file of a room is: `views.ts`, `profile-rules.ts` or, where it grew into several, `service/ask.ts`. */
function place(path: string): { room: string | undefined; role: Role | undefined } {
  const [, room, part] = /^src\/features\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const first = part?.split('/')[0]?.replace(/\.ts$/, '');
  return { room, role: ROLES.find((role) => first === role || first?.endsWith(`-${role}`)) };
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  return [...found].map(([statement, type, target = '']) => {
    const resolved = target.startsWith('.') ? relative(root, join(root, file, '..', target)) : target;
    const names = /\{([^}]*)\}/
      .exec(statement)?.[1]
      ?.split(',')
      .map((name) => name.trim());
    const isType = type !== undefined || (names?.filter(Boolean).every((name) => name.startsWith('type ')) ?? false);
    return { file, ...place(file), target: resolved, isType };
  });
}

const all = files('src').flatMap(importsOf);
const told = (imports: Import[]) => imports.map((i) => `${i.file} imports ${i.target}`);
const from = (role: Role) => all.filter((i) => i.role === role);
const isSlackClient = (target: string) => /^@slack\/(bolt|web-api)/.test(target) || target === 'src/slack/client.ts';
const isStore = (target: string) => place(target).role === 'store';
/** Types of rows, which add their tables to the schema. */
const isTables = (file: string) => /^src\/(features\/[a-z-]+|jobs)\/tables\.ts$/.test(file);
const isForeign = (i: Import) => place(i.target).room !== undefined && place(i.target).room !== i.room;

it('Rules import no database, Slack, clock, service or view', () => {
  const forbidden = from('rules').filter(
    ({ target, isType }) =>
      !isType &&
      (/^(kysely|pg|better-sqlite3|node:fs|@slack)/.test(target) ||
        /^src\/(database|slack|jobs|clock)/.test(target) ||
        ['service', 'store', 'views', 'slack', 'jobs'].includes(place(target).role ?? '')),
  );
  expect(told(forbidden)).toEqual([]);
});

it('Views import no database, clock, service or store', () => {
  const forbidden = from('views').filter(
    ({ target, isType }) =>
      !isType &&
      (/^(kysely|pg|better-sqlite3)/.test(target) ||
        /^src\/(database|clock|work|deps)/.test(target) ||
        ['service', 'store', 'slack', 'jobs'].includes(place(target).role ?? '')),
  );
  expect(told(forbidden)).toEqual([]);
});

it('Stores import no Slack and no service', () => {
  const forbidden = from('store').filter(
    ({ target, isType }) =>
      !isType && (target.startsWith('@slack') || target.startsWith('src/slack') || place(target).role === 'service'),
  );
  expect(told(forbidden)).toEqual([]);
});

it('Services import no Slack client, and no views or stores of other rooms', () => {
  const forbidden = from('service').filter(
    (i) =>
      (!i.isType && isSlackClient(i.target)) ||
      (isForeign(i) && ((!i.isType && isStore(i.target)) || (!i.isType && place(i.target).role === 'views'))),
  );
  expect(told(forbidden)).toEqual([]);
});

it('Handlers and jobs import neither Kysely nor a store', () => {
  const forbidden = [...from('slack'), ...from('jobs')].filter(
    (i) => i.target === 'kysely' || (isStore(i.target) && !i.isType),
  );
  expect(told(forbidden)).toEqual([]);
});

it('tables.ts has types of rows and the rules that give them their words, and nothing that runs', () => {
  const tables = all.filter((i) => isTables(i.file));
  expect(told(tables.filter((i) => !i.isType))).toEqual([]);
});

it('Nothing in src knows the sandbox or the tests', () => {
  expect(told(all.filter((i) => /^(sandbox|test|bench)\//.test(i.target)))).toEqual([]);
});

it('The embedded Slack knows nothing of the app', () => {
  const forbidden = files('sandbox/slack')
    .flatMap(importsOf)
    .filter((i) => i.target.startsWith('src/'));
  expect(told(forbidden)).toEqual([]);
});

it('Only clock.ts reads the time, and only main.ts touches the process', () => {
  const offenders = files('src').filter((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const time = file !== 'src/clock.ts' && /Date\.now\(|new Date\(\)|Temporal\.Now/.test(text);
    const process = file !== 'src/main.ts' && /\bprocess\.(env|exit|argv|on|once|stdout|stderr)\b/.test(text);
    return time || process;
  });
  expect(offenders).toEqual([]);
});

it('Nothing outside database/ asks which database it is', () => {
  const outside = files('src').filter((file) => !file.startsWith('src/database/'));
  const drivers = all.filter(
    (i) => outside.includes(i.file) && ['better-sqlite3', 'pg', 'node:sqlite'].includes(i.target),
  );
  expect(told(drivers)).toEqual([]);
  expect(outside.flatMap((file) => dialectAskedIn(join(root, file)).map((what) => `${file}:${what}`))).toEqual([]);
});

it('SQL names a feature’s own tables, and whatever it reads of others comes of their stores’ queries', () => {
  const owners = ownersOfTables(
    files('src')
      .filter(isTables)
      .map((file) => join(root, file)),
  );
  const named = files('src/features').flatMap((file) =>
    tablesNamedIn(join(root, file)).map((one) => ({ ...one, file, owner: owners.get(one.table), ...place(file) })),
  );
  // Privacy's own statements are made of what the features declare.
  const unknown = named.filter((n) => n.table === 'unknown' && !n.file.startsWith('src/features/privacy/store/'));
  expect(unknown.map((n) => `${n.file}:${n.line}`)).toEqual([]);
  const known = named.filter((n) => n.owner !== undefined);
  const foreign = known.filter((n) => n.owner !== n.room);
  expect(foreign.map((n) => `${n.file}:${n.line} ${n.isWrite ? 'writes' : 'reads'} ${n.table}`)).toEqual([]);
  const elsewhere = known.filter((n) => n.role !== 'store' && !/\/(privacy\.ts|migrations\/.*)$/.test(n.file));
  expect(elsewhere.map((n) => `${n.file}:${n.line} names ${n.table}`)).toEqual([]);
  expect(new Set(known.map((n) => n.table)).size).toBeGreaterThan(50);
});

it('No file is longer than 250 lines', () => {
  const long = [...files('src'), ...files('sandbox')].filter(
    (file) => readFileSync(join(root, file), 'utf8').split('\n').length > 251,
  );
  expect(long).toEqual([]);
});

it('A feature imports those before it in features/index.ts, and none after it', () => {
  const order = new Map(features.map(({ name }, i) => [name, i]));
  const rank = (room: string | undefined) => order.get(room ?? '') ?? -1;
  const climbs = told(all.filter((i) => i.room && isForeign(i) && rank(place(i.target).room) > rank(i.room)));
  expect(climbs).toEqual([]);
});

/** Files that import each other in a circle, types included, each circle from one of its files back to it. */
function circles(folders: string[]): string[] {
  const near = new Map(folders.flatMap(files).map((file) => [file, importsOf(file).map((i) => i.target)]));
  const seen = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' → '));
    if (seen.has(file)) return;
    seen.add(file);
    for (const target of near.get(file) ?? []) if (near.has(target)) visit(target, [...path, file]);
  };
  for (const file of near.keys()) visit(file, []);
  return found;
}

it('No files import each other in a circle', () => {
  expect(circles(['src', 'sandbox', 'bench', 'migrations', 'test/support'])).toEqual([]);
});

/** What the features stand on, from the bottom up: each imports its own layer and those before it. */
const LAYERS: [name: string, isIn: RegExp][] = [
  [
    'time, clock, errors, config, log and plain helpers',
    /^src\/(?!deps|events|doctor|housekeeping|feature|app|comings|install|metrics|start|main)[a-z-]+\.ts$/,
  ],
  ['database', /^src\/(database\/|deps\.ts)/],
  ['jobs', /^src\/jobs\//],
  ['events', /^src\/events\.ts$/],
  ['slack', /^src\/slack\//],
  ['outbox', /^src\/outbox\//],
  ['features', /^src\/(features\/|feature\.ts)/],
  ['app', /^src\/(app|housekeeping|comings|installations|installer|metrics|doctor)\.ts$/],
  ['start', /^src\/start\.ts$/],
  ['main', /^src\/main\.ts$/],
];

it('Every layer imports what is below it, and nothing above', () => {
  const layerOf = (path: string) => LAYERS.findIndex(([, isIn]) => isIn.test(path));
  expect(files('src').filter((file) => layerOf(file) < 0)).toEqual([]);
  const up = all.filter((i) => i.target.startsWith('src/') && layerOf(i.target) > layerOf(i.file));
  expect(told(up)).toEqual([]);
});

/** What stands beside its folder, or under a name of its own, for now. This list only shrinks. */
const NOT_YET = ['buddies/import-tool', 'knowledge/views', 'members/service', 'moments/service'];

it('A role is a file or a folder, never both, and there are no other names', () => {
  const names = [...ROLES, 'feature', 'tables', 'privacy', 'tool', 'migrations'];
  const found = readdirSync(join(root, 'src/features'), { withFileTypes: true })
    .filter((feature) => feature.isDirectory())
    .flatMap(({ name: feature }) => {
      const parts = readdirSync(join(root, 'src/features', feature)).map((part) => part.replace(/\.ts$/, ''));
      const odd = parts.filter((part, n) => !names.includes(part) || parts.indexOf(part) !== n);
      return odd.map((part) => `${feature}/${part}`);
    });
  expect(found.sort()).toEqual(NOT_YET);
});

it('Every folder of features is in their order once, under its name', () => {
  const folders = readdirSync(join(root, 'src/features'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(features.map(({ name }) => name).sort()).toEqual(folders.sort());
});

it('Every event is published, and somebody hears of it', () => {
  const text = readFileSync(join(root, 'src/events.ts'), 'utf8');
  const events = [...(/type Events = \{(.*?)\n\};/s.exec(text)?.[1] ?? '').matchAll(/^ {2}(\w+): /gm)].map(
    ([, name]) => name,
  );
  const heard = features.flatMap(({ listeners = {} }) => Object.keys(listeners));
  const code = files('src')
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const published = events.filter((name) => new RegExp(`(publish|listener)\\(tx, [^;]*?\\b${name}: `).test(code));
  expect(events.length).toBeGreaterThan(10);
  expect([...new Set(heard)].sort()).toEqual([...events].sort());
  expect(published).toEqual(events);
});
