import { type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely';

type Runs = Pick<Kysely<unknown>, 'getExecutor'>;

/** Whether this is SQLite, for the few statements that the two databases spell differently. */
export const isSqlite = (db: Runs) => db.getExecutor().adapter instanceof SqliteAdapter;

/** The column that says where a row lies: every table has it, and a statement finds a row by it at once. */
export const rowPlace = (db: Runs): RawBuilder<unknown> => sql.raw(isSqlite(db) ? 'rowid' : 'ctid');
