import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { createTx, type Tx } from '../../src/database/transaction.ts';
import { listeners } from '../../src/features/index.ts';

const all = ['sqlite', 'postgres'] as const;
/** `DIALECT` keeps a run to one of them. */
export const dialects = all.filter((one) => (process.env.DIALECT ?? one) === one);
export type Dialect = (typeof all)[number];

/** Runs a suite once on each database. */
export function onBothDatabases(title: string, suite: (dialect: Dialect) => void): void {
  for (const dialect of dialects) describe(`${title} (${dialect})`, () => suite(dialect));
}

/** Databases on PostgreSQL that this file made and emptied again: that takes a tenth of the time of making one. */
const emptied: string[] = [];

/** The address of a fresh database with the newest schema and without rows. */
export async function freshDatabaseUrl(dialect: Dialect): Promise<string> {
  if (dialect === 'sqlite') return `file::memory:${inject('sqliteTemplate')}`;
  return emptied.pop() ?? makeDatabase();
}

async function makeDatabase(): Promise<string> {
  const server = inject('postgres');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await onPostgres(`${server}/postgres`, `create database ${name} template ${inject('postgresTemplate')}`);
  return `${server}/${name}`;
}

async function onPostgres(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

let tables: string[] | undefined;

/** Empties a database that nobody is connected to any more, for the next test of this file. */
export async function handBackDatabase(url: string): Promise<void> {
  if (!url.startsWith('postgres:')) return;
  const listed = `select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely_%'`;
  tables ??= (await onPostgres(url, listed)).rows.map((row: { tablename: string }) => row.tablename);
  // Rows that come after deleted ones may stand before others: a truncated table is like a new one.
  await onPostgres(url, `truncate ${tables.map((table) => `"${table}"`).join(', ')}`);
  emptied.push(url);
}

/** A fresh database with the newest schema. Close it when the test is over. */
export async function freshDatabase(dialect: Dialect, clock: Clock = systemClock): Promise<Database> {
  const url = await freshDatabaseUrl(dialect);
  const db = await openDatabase(url, clock);
  const close = async () => {
    await db.close();
    await handBackDatabase(url);
  };
  return { ...db, close };
}

/** Runs `unit` in one transaction as the app does, without the app: for service tests. */
export function workOn<T>(
  db: Database,
  now: Temporal.Instant,
  unit: (tx: Tx) => Promise<T>,
  workspaceId = 'T1',
): Promise<T> {
  return db.transact((trx) => unit(createTx(trx, { now, workspaceId, listeners })));
}
