import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, type RawBuilder, SqliteAdapter, SqliteDialect, sql, type Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import { messageOf, StartError } from '../errors.ts';
import { measure, stopwatch } from '../measure.ts';
import { groupCommits } from './group-commits.ts';
import { openPostgres } from './postgres.ts';
import type { Schema } from './schema.ts';

export type Database = {
  /** For reads outside a transaction. Never use it inside `transact`: on SQLite it waits for that very transaction. */
  read: Kysely<Schema>;
  /** Runs `unit` in one transaction and resolves once it is durable. On SQLite concurrent units share one commit. */
  transact<T>(unit: (trx: Transaction<Schema>) => Promise<T>): Promise<T>;
  /** One statement that is a transaction by itself. */
  statement<R>(query: RawBuilder<R>): Promise<R[]>;
  /** The clock that due times are compared with: on PostgreSQL the database's own instead of a machine's. */
  clock: Clock;
  /** Ends a claim's subselect, so that instances skip rows that another one is claiming. */
  skipLocked: RawBuilder<unknown>;
  /** Whether this process is the only one that works on the database. */
  isAlone: boolean;
  close(): Promise<void>;
};

/**
 * Opens `file:<path>`, `postgres://…`, or a passing one: `file::memory:` is empty, `file::memory:<path>` begins as a copy
 * of what SQLite serialized into that file.
 * @throws StartError in one sentence when it cannot be opened, written, or is held by another process.
 */
export async function openDatabase(url: string, clock: Clock): Promise<Database> {
  const db = await (url.startsWith('file:')
    ? openSqlite(url.slice('file:'.length), clock, true)
    : openPostgres(url, clock));
  return {
    ...db,
    transact: (unit) => timed(() => db.transact(unit)),
    statement: (query) => timed(() => db.statement(query)),
  };
}

/**
 * Opens a database that is there, for a short tool that may run beside the app.
 * @throws StartError as `openDatabase` does, and when there is none.
 */
export async function openTool(url: string, clock: Clock): Promise<Database> {
  if (!isThere(url))
    throw new StartError(
      `There’s no database at ${url} yet. The first start of the app, or “npm run migrate”, makes it.`,
    );
  return url.startsWith('file:') ? openSqlite(url.slice('file:'.length), clock, false) : openPostgres(url, clock);
}

async function timed<T>(run: () => Promise<T>): Promise<T> {
  const seconds = stopwatch();
  try {
    const result = await run();
    measure('transacted', { outcome: 'committed', seconds: seconds() });
    return result;
  } catch (error) {
    measure('transacted', { outcome: 'undone', seconds: seconds() });
    throw error;
  }
}

/** Whether the file of a database exists; one on a server tells when it is asked. */
export function isThere(url: string): boolean {
  const path = url.startsWith('file:') ? url.slice('file:'.length) : undefined;
  return path === undefined || isPassing(url) || existsSync(path);
}

/** Whether a database lives in this process alone, and ends with it. */
export const isPassing = (url: string): boolean => url.startsWith('file::memory:');

function openSqlite(path: string, clock: Clock, alone: boolean): Database {
  const lock = alone && !isPassing(`file:${path}`) ? lockFile(path) : undefined;
  const file = openFile(path);
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  file.pragma('busy_timeout = 5000');
  const read = new Kysely<Schema>({ dialect: new TransactionalSqlite({ database: withStatementCache(file) }) });
  const transact = groupCommits(read);
  return {
    read,
    transact,
    statement: (query) => transact(async (trx) => (await query.execute(trx)).rows),
    clock,
    skipLocked: sql``,
    isAlone: alone,
    close: async () => {
      await read.destroy();
      lock?.close();
    },
  };
}

/** SQLite can undo changes of the schema, so a migration that is cut off leaves nothing; Kysely does not count on it. */
class TransactionalSqlite extends SqliteDialect {
  override createAdapter() {
    return new (class extends SqliteAdapter {
      override get supportsTransactionalDdl() {
        return true;
      }
    })();
  }
}

const OWNER_ONLY = 0o600;

function openFile(path: string): Sqlite.Database {
  try {
    if (!isPassing(`file:${path}`)) makePrivate(path);
    const copied = /^:memory:(.+)/.exec(path)?.[1];
    const file = new Sqlite(copied ? readFileSync(copied) : path);
    file.exec('create table if not exists writable (x integer); drop table writable');
    return file;
  } catch (error) {
    throw new StartError(`The database file ${path} can’t be opened or written: ${messageOf(error)}.`);
  }
}

/** A file that nobody but its owner reads; SQLite gives those that it makes beside it the same rights. */
function makePrivate(path: string): void {
  makeFolder(dirname(path));
  closeSync(openSync(path, 'a', OWNER_ONLY));
  for (const file of [path, `${path}-wal`, `${path}-shm`].filter((file) => existsSync(file))) {
    try {
      chmodSync(file, OWNER_ONLY);
    } catch {
      // Somebody else's file, or a disk without rights: whoever set that up has decided who reads it.
    }
  }
}

/** Step by step: in places such as /proc, where nobody can make a folder, Node's recursive way never ends. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** Holds an exclusive lock beside the database; the system releases it even when the process is killed. */
function lockFile(path: string): Sqlite.Database {
  try {
    makePrivate(`${path}.lock`);
    const lock = new Sqlite(`${path}.lock`, { timeout: 0 });
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    if (/locked|busy/i.test(messageOf(error))) {
      throw new StartError(
        `Another Bitewise process already uses ${path}. Stop it first, or use PostgreSQL to run several.`,
      );
    }
    throw new StartError(`The database file ${path} can’t be opened or written: ${messageOf(error)}.`);
  }
}

/**
 * Kysely prepares a statement for every query; the same few hundred texts recur, so they are kept. SQLite on its part
 * plans a kept statement anew for every value that may change the plan; behind a plus, which changes nothing else, it
 * does not look at the value.
 */
function withStatementCache(file: Sqlite.Database) {
  const kept = new Map<string, Sqlite.Statement<unknown[]>>();
  return {
    close: () => void file.close(),
    prepare(text: string) {
      const known = kept.get(text);
      if (known) return known;
      // A deferred transaction that starts by reading can fail when another process (the jobs tool) writes.
      const sqlText = text === 'begin' ? 'begin immediate' : text.replace(/( = | limit )\?/g, '$1+?');
      const statement = file.prepare<unknown[]>(sqlText);
      if (kept.size < 1000 && !/^(create|alter|drop|pragma)/i.test(sqlText)) kept.set(text, statement);
      return statement;
    },
  };
}
