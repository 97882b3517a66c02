import { type Kysely, SqliteAdapter } from 'kysely';

/** Whether this is SQLite, for the few statements that the two databases spell differently. */
export const isSqlite = (db: Pick<Kysely<unknown>, 'getExecutor'>) => db.getExecutor().adapter instanceof SqliteAdapter;
