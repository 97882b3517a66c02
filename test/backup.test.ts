import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { openTool } from '../src/database/open.ts';

const root = new URL('..', import.meta.url).pathname;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitewise-backup-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; out: string };

/** Runs a command of the app on a database. */
const run = (url: string, ...words: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, DATABASE_URL: url };
    execFile(process.execPath, [join(root, 'bin/bitewise.js'), ...words], { env, cwd: folder }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out: `${out}${err}` }),
    );
  });

/** Writes pairs of rows, each pair in a transaction, as quickly as it can, and says the number of each that is durable. */
const WRITER = `
const { openDatabase } = await import('${root}src/database/open.ts');
const { systemClock } = await import('${root}src/clock.ts');
const db = await openDatabase(process.argv[1], systemClock);
for (let n = 0; ; n += 1) {
  await db.transact(async (trx) => {
    for (const half of ['a', 'b'])
      await trx.insertInto('inbox').values({ workspace_id: 'T1', key: half + n, at: '2026-01-01T00:00:00.000Z' }).execute();
  });
  process.stdout.write(n + '\\n');
}`;

/** @returns the writer, and the last number that it said. */
async function startWriter(url: string): Promise<{ writer: ChildProcess; last: () => number }> {
  const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  writer.stdout!.on('data', (chunk) => {
    said += chunk;
  });
  const last = () => Number(said.trimEnd().split('\n').slice(-2)[0] || -1);
  while (last() < 20) await once(writer.stdout!, 'data');
  return { writer, last };
}

describe('A backup under load, a kill and a restore', () => {
  it('lose nothing that was durable when the backup began, and tear nothing apart', { timeout: 180_000 }, async () => {
    const path = join(folder, 'live.db');
    const url = `file:${path}`;
    await run(url, 'migrate');
    const { writer, last } = await startWriter(url);
    const before = last();
    const file = join(folder, 'copy.backup');
    const taken = await run(url, 'backup', file, '--upload', `cp "$1" ${folder}/elsewhere`);
    const during = last();
    writer.kill('SIGKILL');
    await once(writer, 'close');
    expect(taken).toMatchObject({ code: 0, out: expect.stringContaining('holds everything up to now') });
    expect(during).toBeGreaterThan(before);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'elsewhere')).equals(readFileSync(file))).toBe(true);
    expect(await run(url, 'restore', file)).toMatchObject({ code: 1, out: expect.stringContaining('is in the way') });
    for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${path}${end}`, { force: true });

    expect(await run(url, 'restore', file)).toEqual({ code: 0, out: 'copy.backup is restored.\n' });
    const db = await openTool(url, systemClock);
    const keys = (await db.read.selectFrom('inbox').select('key').execute()).map(({ key }) => key);
    await db.close();
    const [a, b] = ['a', 'b'].map((half) =>
      keys.filter((key) => key.startsWith(half)).map((key) => Number(key.slice(1))),
    );
    expect(a!.length).toBeGreaterThan(before);
    expect(a!.sort((x, y) => x - y)).toEqual([...Array(a!.length).keys()]);
    expect(b!.sort((x, y) => x - y)).toEqual(a);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('A backup or restore that cannot be', () => {
  const url = () => `file:${join(folder, 'other.db')}`;
  const sentence = async (ended: Promise<Ended>, words: RegExp, lines = 1) => {
    const { code, out } = await ended;
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(lines);
    expect(out).toMatch(words);
  };

  it('says why, and leaves nothing half-done', { timeout: 180_000 }, async () => {
    const file = join(folder, 'other.backup');
    await sentence(run(url(), 'backup'), /^Say “npm run backup/);
    await sentence(run(url(), 'backup', file), /There’s no database/);
    await run(url(), 'migrate');
    await sentence(run(url(), 'backup', '/nowhere/at/all'), /can’t be written/);
    // The backup itself is there, and is said to be.
    await sentence(run(url(), 'backup', file, '--upload', 'exit 7'), /--upload failed \(7\)/, 2);
    await sentence(run(url(), 'backup', file), /is there already/);

    const empty = `file:${join(folder, 'empty.db')}`;
    await sentence(run(empty, 'restore', join(folder, 'none')), /There’s no file/);
    const whole = readFileSync(file);
    const torn = join(folder, 'torn.backup');
    for (const bytes of [Buffer.from('nonsense'), whole.subarray(0, whole.length / 2), Buffer.alloc(0)]) {
      writeFileSync(torn, bytes);
      await sentence(run(empty, 'restore', torn), /is no whole backup/);
    }
    expect(existsSync(join(folder, 'empty.db'))).toBe(false);
  });

  it('says it for PostgreSQL, too', async () => {
    const nobody = 'postgres://a:b@127.0.0.1:9/c';
    await sentence(run(nobody, 'backup', join(folder, 'p.backup')), /PostgreSQL database can’t be reached/);
    expect(existsSync(join(folder, 'p.backup.unfinished'))).toBe(false);
    await sentence(run(nobody, 'restore', join(folder, 'other.backup')), /PostgreSQL database can’t be reached/);
  });
});
