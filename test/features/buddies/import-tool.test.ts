import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../../src/database/open.ts';
import { importBuddies } from '../../../src/features/buddies/import-tool.ts';
import { listeners } from '../../../src/features/index.ts';
import { workOn } from '../../support/database.ts';
import { MIRA, person, switchedOn } from './setup.ts';

let folder: string;
let db: Database;
const config = () =>
  readConfig({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5',
    DATABASE_URL: `file:${join(folder, 'b.db')}`,
  });

async function run(...words: string[]): Promise<string[]> {
  const said: string[] = [];
  await importBuddies(config(), words, (line) => said.push(line), listeners);
  return said;
}
const newcomers = () => db.read.selectFrom('buddy_newcomer').select('member_id').execute();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bitewise-buddies-'));
  // As the app holds it: the tool works beside it.
  db = await openDatabase(`file:${join(folder, 'b.db')}`, systemClock);
  await migrate(db.read);
  await workOn(db, systemClock.now(), async (tx) => {
    await switchedOn(tx);
    await person(tx, MIRA, { name: 'Mira Lind' });
  });
  await db.read.updateTable('workspace').set({ id: 'T1' }).execute();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

it('npm run buddies says what a list would change, and takes it over when told to', async () => {
  const today = Temporal.Now.plainDateISO().toString();
  const file = join(folder, 'list.csv');
  writeFileSync(file, `\uFEFFwho;start\r\nMira Lind;${today}\r\nNobody;${today}\r\n`);
  const dry = await run('import', file);
  expect(dry).toEqual([
    'Line 3: no one here is called “Nobody”. Use the name that Slack shows, or the member ID from their profile.',
    '1 newcomer added, 0 with a new date, 0 known already.',
    'The lines above are left out; fix them and run it again.',
    'Nothing was written; add --apply to take it over.',
  ]);
  expect(await newcomers()).toEqual([]);
  expect((await run('import', file, '--apply', '--workspace', 'T1')).at(-1)).toBe('It’s written.');
  expect(await newcomers()).toEqual([{ member_id: MIRA }]);
  expect(await run('import', file)).toContain('0 newcomers added, 0 with a new date, 1 known already.');
});

it('npm run buddies says in a sentence what it needs', async () => {
  const usage = /npm run buddies -- import list\.csv/;
  for (const words of [[], ['import'], ['export', 'x'], ['import', 'a', 'b'], ['import', 'a', '--force']])
    await expect(run(...words)).rejects.toThrow(usage);
  await expect(run('import', join(folder, 'none.csv'))).rejects.toThrow(/can’t be read/);
  await expect(run('import', join(folder, 'list.csv'), '--workspace', 'T9')).rejects.toThrow(/the database has: T1/);
});
