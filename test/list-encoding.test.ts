// glific/glific#5657, openwisp/openwisp-radius#550, digital-preservation/csv-validator#177: lists that are not UTF-8.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { importBuddies } from '../src/features/buddies/import-tool.ts';
import { listeners } from '../src/features/index.ts';
import { saveWorkspace } from '../src/features/settings/service.ts';
import { decodeText } from '../src/text-file.ts';
import { workOn } from './support/database.ts';
import { createWorld } from './support/world.ts';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const MARK = '\ufeff';
/** Single bytes; those above 0x7f are what Windows-1252 has there. */
const windows = (text: string) =>
  Buffer.from([...text].map((letter) => ({ '’': 0x92, '€': 0x80, Š: 0x8a })[letter] ?? letter.charCodeAt(0)));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitewise-encoding-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('A text file', () => {
  const text = 'name;start\r\nZoë Çelik;2026-03-09\r\nŠárka O’Neill;2026-03-10\r\n';
  const plain = 'name\tstart\nZoe Celik\t2026-03-09\n';
  it.each([
    ['UTF-8', utf8(text), text],
    ['UTF-8 with its mark', utf8(MARK + text), text],
    ['UTF-16 with its mark, as Excel’s “Unicode Text”', utf16le(MARK + text), text],
    ['UTF-16 the other way round', utf16be(MARK + text), text],
    ['UTF-16 without a mark', utf16le(plain), plain],
    ['UTF-16 without a mark the other way round', utf16be(plain), plain],
    ['UTF-16 of Cyrillic letters without a mark', utf16le('имя;дата\nЯна;2026'), 'имя;дата\nЯна;2026'],
    ['UTF-16 of Greek letters the other way round', utf16be('όνομα,ημ\nΖωή,2026'), 'όνομα,ημ\nΖωή,2026'],
    ['UTF-16 of Chinese letters without a mark', utf16le('名字,别名\n数据,库'), '名字,别名\n数据,库'],
    ['UTF-8 with a stray zero', utf8('Zoë\0 Çelik'), 'Zoë\0 Çelik'],
    ['Windows’ own letters, as Excel’s “CSV”', windows(text), text.normalize()],
    ['plain ASCII', utf8(plain), plain],
    ['nothing', Buffer.alloc(0), ''],
    ['one byte', Buffer.from([0x41]), 'A'],
    ['an emoji and a letter of two bytes at the very end', utf8('🙂é'), '🙂é'],
  ])('in %s is read as it was written', (_name, bytes, expected) => {
    expect(decodeText(bytes)).toBe(expected);
  });
});

describe('npm run buddies -- import', () => {
  // The tool goes by the machine’s clock.
  const soon = Temporal.Now.plainDateISO().add({ days: 7 }).toString();
  it.each([
    ['UTF-8', utf8(`name;start\r\nZoë Çelik;${soon}\r\n`)],
    ['UTF-16, as Excel’s “Unicode Text”', utf16le(`${MARK}name\tstart\r\nZoë Çelik\t${soon}\r\n`)],
    ['UTF-16 the other way round', utf16be(`${MARK}name\tstart\r\nZoë Çelik\t${soon}\r\n`)],
    ['Windows’ own, as Excel’s “CSV”', windows(`name;start\r\nZoë Çelik;${soon}\r\n`)],
  ])('finds a colleague in a list in %s', async (_name, bytes) => {
    const world = await createWorld({ databaseUrl: `file:${join(folder, 'app.db')}` });
    await world.slack.people.add({ id: 'U0ZOE', handle: 'zoe', realName: 'Zoë Çelik' });
    await world.settle();
    const path = join(folder, 'list.csv');
    writeFileSync(path, bytes);
    const said: string[] = [];
    const { config } = world.app().deps;
    await importBuddies(config, ['import', path], (line) => said.push(line), listeners);
    await world.close();
    expect(said).toContain('1 newcomer added, 0 with a new date, 0 known already.');
  });
});

describe('npm run vocabulary -- import, as a process', () => {
  type Ended = { code: number | null; out: string; err: string };
  const script = new URL('../scripts/vocabulary.ts', import.meta.url).pathname;
  const run = (words: string[], databaseUrl?: string): Promise<Ended> =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) };
      const child = spawn(process.execPath, [script, ...words], { env, cwd: folder });
      let [out, err] = ['', ''];
      child.stdout.on('data', (chunk) => {
        out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        err += chunk;
      });
      child.on('close', (code) => resolve({ code, out, err }));
    });
  const list = (mark: string) => `name${mark}aliases\nBürgschaftsprüfung${mark}Garantieprüfung\n`;
  const database = () => join(folder, 'app.db');

  async function names(): Promise<string[]> {
    const db = await openDatabase(`file:${database()}`, systemClock);
    const rows = await db.read.selectFrom('skill').select('name').execute();
    await db.close();
    return rows.map((row) => row.name);
  }

  beforeEach(async () => {
    const db = await openDatabase(`file:${database()}`, systemClock);
    await migrate(db.read);
    await workOn(db, systemClock.now(), (tx) => saveWorkspace(tx, 'Acme', 'UBOT'));
    await db.close();
  });

  it.each([
    ['UTF-8', utf8(list(','))],
    ['UTF-16', utf16le(MARK + list('\t'))],
    ['UTF-16 the other way round', utf16be(MARK + list('\t'))],
    ['Windows’ own', windows(list(','))],
  ])('takes over the names of a list in %s unspoilt', async (_name, bytes) => {
    const path = join(folder, 'skills.csv');
    writeFileSync(path, bytes);
    expect(await run(['import', path, '--apply'], `file:${database()}`)).toMatchObject({ code: 0, err: '' });
    expect(await names()).toEqual(['Bürgschaftsprüfung']);
  });

  it.each([' \n', '"', "'\r\n"])('finds the database when %j surrounds its address', async (around) => {
    const path = join(folder, 'skills.csv');
    writeFileSync(path, list(','));
    const quote = around.trim();
    const ended = await run(
      ['import', path, '--apply'],
      `${quote}file:${database()}${quote}${around.slice(quote.length)}`,
    );
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(await names()).toEqual(['Bürgschaftsprüfung']);
  });

  it('finds the database that .env names, as every command does', async () => {
    const path = join(folder, 'skills.csv');
    writeFileSync(path, list(','));
    writeFileSync(join(folder, '.env'), `DATABASE_URL="file:${database()}"\n`);
    expect(await run(['import', path, '--apply'])).toMatchObject({ code: 0, err: '' });
    expect(await names()).toEqual(['Bürgschaftsprüfung']);
  });

  it('says in a sentence what is wrong with an address', async () => {
    const path = join(folder, 'skills.csv');
    writeFileSync(path, list(','));
    const { code, err } = await run(['import', path, '--apply'], 'mysql://x');
    expect(code).toBe(1);
    expect(err.trim()).toBe('DATABASE_URL must be file:<path> or postgres://…. See .env.example.');
  });
});
