import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, inject } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { listeners } from '../../src/features/index.ts';
import { createWork, type Work } from '../../src/work.ts';

const all = ['sqlite', 'postgres'] as const;
/** `DIALECT` keeps a run to one of them. */
export const dialects = all.filter((one) => (process.env.DIALECT ?? one) === one);
export type Dialect = (typeof all)[number];

/** Runs a suite once on each database. */
export function onBothDatabases(title: string, suite: (dialect: Dialect) => void): void {
  for (const dialect of dialects) describe(`${title} (${dialect})`, () => suite(dialect));
}

/** The address of a fresh database without rows: on PostgreSQL with the newest schema, on SQLite without any. */
export async function freshDatabaseUrl(dialect: Dialect): Promise<string> {
  if (dialect === 'sqlite') return 'file::memory:';
  const server = inject('postgres');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name} template ${inject('postgresTemplate')}`);
  await client.end();
  return `${server}/${name}`;
}

/** A fresh database with the newest schema. Close it when the test is over. */
export async function freshDatabase(dialect: Dialect, clock: Clock = systemClock): Promise<Database> {
  const db = await openDatabase(await freshDatabaseUrl(dialect), clock);
  if (dialect === 'sqlite') await migrate(db.read);
  return db;
}

/** Runs `unit` in one transaction as the app does, without the app: for service tests. */
export function workOn<T>(
  db: Database,
  now: Temporal.Instant,
  unit: (work: Work) => Promise<T>,
  workspaceId = 'T1',
): Promise<T> {
  return db.transact((trx) => unit(createWork(trx, { now, workspaceId, listeners })));
}
