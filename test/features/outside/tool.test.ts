import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../../src/database/open.ts';
import { figuresTool } from '../../../src/features/outside/tool.ts';
import { workOn } from '../../support/database.ts';
import { switchedOn } from '../buddies/setup.ts';

let folder: string;
let db: Database;
const at = (name: string) => join(folder, name);

async function run(...words: string[]): Promise<string[]> {
  const said: string[] = [];
  await figuresTool({ databaseUrl: `file:${at('b.db')}` }, words, (line) => said.push(line));
  return said;
}
const kept = () => db.read.selectFrom('outside_figure').select(['kind', 'group_name', 'metric', 'value']).execute();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bitewise-figures-'));
  db = await openDatabase(`file:${at('b.db')}`, systemClock);
  await migrate(db.read);
  await workOn(db, systemClock.now(), switchedOn);
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

it('npm run figures names every bad line, writes nothing until told to, and then once', async () => {
  writeFileSync(
    at('f.csv'),
    '\uFEFFperiod;group;metric;value\r\n2025-03;Käufer;Tickets;41,5\r\nsoon;Käufer;Tickets;1\r\n',
  );
  const dry = await run('import', at('f.csv'));
  expect(dry).toEqual([
    'Line 3: “soon” is no period. Write it as 2026-03, 2026-Q1, 2026, 2026-W10 or 2026-03-02.',
    '1 figure new, 0 with another value, 0 known already.',
    'The lines above are left out; fix them and run it again.',
    'Nothing was written; add --apply to take it over.',
  ]);
  expect(await kept()).toEqual([]);
  expect((await run('import', at('f.csv'), '--apply')).at(-1)).toBe('It’s written.');
  expect(await kept()).toEqual([{ kind: 'own', group_name: 'Käufer', metric: 'Tickets', value: 41.5 }]);
  expect(await run('import', at('f.csv'))).toContain('0 figures new, 0 with another value, 1 known already.');
});

it.each([
  ['UTF-16 of Excel', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['Windows’ own letters', (text: string) => Buffer.from(text, 'latin1')],
])('npm run figures reads %s', async (_name, encoded) => {
  writeFileSync(at('g.csv'), encoded('period;group;metric;value\r\n2025-03;Käufer;Tickets;41,5\r\n'));
  expect(await run('import', at('g.csv'))).toContain('0 figures new, 0 with another value, 1 known already.');
});

it('npm run figures keeps benchmarks apart', async () => {
  writeFileSync(at('h.csv'), 'period,group,metric,value\n2025-03,Retail,Tickets,50\n');
  await run('import', at('h.csv'), '--benchmarks', '--apply');
  expect(await kept()).toContainEqual({ kind: 'benchmark', group_name: 'Retail', metric: 'Tickets', value: 50 });
});

it('npm run figures refuses 200 MB by its size, in a sentence', async () => {
  writeFileSync(at('huge.csv'), '');
  truncateSync(at('huge.csv'), 200_000_000);
  await expect(run('import', at('huge.csv'))).rejects.toThrow(
    /has 200 MB, and 5 MB is the most\. Bring figures by group/,
  );
});

it('npm run figures says in a sentence what it needs', async () => {
  const usage = /npm run figures -- import file\.csv/;
  for (const words of [[], ['import'], ['list'], ['import', 'a', 'b'], ['import', 'a', '--force']])
    await expect(run(...words)).rejects.toThrow(usage);
  await expect(run('import', at('none.csv'))).rejects.toThrow(/can’t be read/);
  await expect(run('import', at('f.csv'), '--workspace', 'T9')).rejects.toThrow(/the database has/);
});
