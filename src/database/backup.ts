import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { systemClock } from '../clock.ts';
import { messageOf, StartError } from '../errors.ts';
import { pendingMigrations } from './migrate.ts';
import { isThere, openDatabase, openTool } from './open.ts';
import { isPooled } from './pooler.ts';

const USAGE =
  'Say “npm run backup -- <file>”, and where it should be taken elsewhere --upload "<command>", in which $1 is the file.';
const RESTORE = 'Say “npm run restore -- <file>” with a file that “npm run backup” wrote, while the app is stopped.';
const OWNER_ONLY = 0o600;

type Say = (line: string) => void;

/**
 * Writes a copy of the database as it was at one instant, while the app may be at work. The file stands there whole, on
 * disk and readable by its owner only, or not at all.
 * @param words the file to write, which must not be there yet, and `--upload` with a command of the shell.
 * @throws StartError when the words, the database, the disk, pg_dump or the command are at fault.
 */
export async function backUp({ databaseUrl }: { databaseUrl: string }, words: string[], say: Say): Promise<boolean> {
  const { file, upload } = read(words, USAGE);
  if (existsSync(file)) throw new StartError(`${file} is there already, and isn’t written over. Name another one.`);
  if (!isThere(databaseUrl)) throw new StartError(`There’s no database at ${databaseUrl} yet.`);
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    closeSync(openSync(unfinished, 'wx', OWNER_ONLY));
    if (databaseUrl.startsWith('file:')) copySqlite(databaseUrl.slice('file:'.length), unfinished);
    else await dumpPostgres(databaseUrl, unfinished);
    const fd = openSync(unfinished, 'r+');
    fsyncSync(fd);
    closeSync(fd);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error instanceof StartError ? error : new StartError(`${file} can’t be written: ${messageOf(error)}.`);
  }
  say(`${file} holds everything up to now.`);
  if (upload === undefined) return true;
  await runUpload(upload, file);
  say('It was taken elsewhere by the command.');
  return true;
}

/**
 * Puts a backup in the place of a database that is not there, or has no tables.
 * @throws StartError when the words, the file, the database or pg_restore are at fault; nothing is put there then.
 */
export async function restore({ databaseUrl }: { databaseUrl: string }, words: string[], say: Say): Promise<boolean> {
  const { file } = read(words, RESTORE);
  if (!existsSync(file)) throw new StartError(`There’s no file ${file}. ${RESTORE}`);
  if (databaseUrl.startsWith('file:')) await restoreSqlite(file, databaseUrl);
  else await restorePostgres(file, databaseUrl);
  const db = await openTool(databaseUrl, systemClock);
  const pending = await pendingMigrations(db.read).finally(() => db.close());
  say(`${basename(file)} is restored.`);
  if (pending.length > 0) say('It has an older schema; the next start brings it to the newest.');
  return true;
}

function read(words: string[], usage: string): { file: string; upload: string | undefined } {
  try {
    const options = { upload: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [file = '', ...more] = positionals;
    if (file !== '' && more.length === 0) return { file: resolve(file), upload: values.upload };
  } catch {
    // An option that nobody knows: the sentence below says what is wanted.
  }
  throw new StartError(usage);
}

/** One read transaction long, beside which the app goes on writing. */
function copySqlite(from: string, to: string): void {
  const source = new Sqlite(from, { readonly: true, timeout: 30_000 });
  try {
    source.prepare('vacuum into ?').run(to);
  } finally {
    source.close();
  }
  chmodSync(to, OWNER_ONLY);
  check(to);
}

/** What these programs set for their connection would stay set for whoever is given that connection next. */
async function refusePooler(databaseUrl: string): Promise<void> {
  if (await isPooled(databaseUrl))
    throw new StartError(
      'A pooler stands before this database. To back up or restore, name the server itself in DATABASE_URL.',
    );
}

async function dumpPostgres(databaseUrl: string, to: string): Promise<void> {
  await refusePooler(databaseUrl);
  await runTool('pg_dump', ['--format=custom', '--no-owner', `--file=${to}`, `--dbname=${databaseUrl}`]);
}

/** @throws StartError when a file is no whole database of this app. */
function check(file: string): void {
  let fault = 'it has no tables of Bitewise';
  try {
    const copy = new Sqlite(file, { readonly: true });
    const told = copy.pragma('quick_check', { simple: true });
    const has = copy.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get() !== undefined;
    copy.close();
    if (told === 'ok' && has) return;
    if (told !== 'ok') fault = String(told);
  } catch (error) {
    fault = messageOf(error);
  }
  throw new StartError(`${file} is no whole backup of a SQLite database (${fault}).`);
}

async function restoreSqlite(file: string, databaseUrl: string): Promise<void> {
  const path = databaseUrl.slice('file:'.length);
  const left = [path, `${path}-wal`].find((one) => existsSync(one));
  if (left !== undefined)
    throw new StartError(`${left} is in the way, and isn’t written over. Stop the app and move it, then try again.`);
  check(file);
  const unfinished = `${path}.unfinished`;
  mkdirSync(dirname(path), { recursive: true });
  rmSync(unfinished, { force: true });
  try {
    closeSync(openSync(unfinished, 'wx', OWNER_ONLY));
    copySqlite(file, unfinished);
    // Fails where an app has begun a database meanwhile.
    linkSync(unfinished, path);
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${path} can’t be written: ${messageOf(error)}.`);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

async function restorePostgres(file: string, databaseUrl: string): Promise<void> {
  await refusePooler(databaseUrl);
  const db = await openDatabase(databaseUrl, systemClock);
  const { rows } = await sql<{ n: number }>`select count(*) as n from pg_tables where schemaname = current_schema()`
    .execute(db.read)
    .finally(() => db.close());
  if ((rows[0]?.n ?? 0) > 0)
    throw new StartError('The PostgreSQL database has tables already, and isn’t written over. Make an empty one.');
  const how = ['--no-owner', '--exit-on-error', '--single-transaction', `--dbname=${databaseUrl}`];
  await runTool('pg_restore', [...how, file]);
}

/** A program of PostgreSQL's client. It must be at least as new as the server. */
async function runTool(name: string, args: string[]): Promise<void> {
  try {
    await promisify(execFile)(name, args);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : messageOf(error);
    throw new StartError(
      isMissing
        ? `${name} isn’t installed. It comes with the client of PostgreSQL, which must be as new as the server.`
        : `${name} failed: ${told.replace(/\s+/g, ' ').slice(0, 300)}`,
    );
  }
}

async function runUpload(command: string, file: string): Promise<void> {
  const child = spawn('sh', ['-c', command, 'backup', file], { stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise((done) => child.once('close', done).once('error', done));
  if (code !== 0) throw new StartError(`The command of --upload failed (${String(code)}). ${file} is there.`);
}
