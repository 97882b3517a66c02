import { type Insertable, type RawBuilder, SqliteAdapter, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Adds rows that travel as one JSON parameter, so that the statement is the same for any number of them: prepared once,
 * and quicker to build and to plan than one with a parameter for every value.
 * @param rows all with the same columns; texts, whole numbers and nulls
 * @param unless columns of a unique constraint: a row whose values are there already is left out
 * @returns how many rows were added
 */
export async function insertRows<T extends keyof Schema & string>(
  trx: Transaction<Schema>,
  table: T,
  rows: Insertable<Schema[T]>[],
  unless: (keyof Insertable<Schema[T]> & string)[] = [],
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = Object.keys(first);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const json = JSON.stringify(rows);
  const source: RawBuilder<unknown> =
    trx.getExecutor().adapter instanceof SqliteAdapter
      ? sql`select ${sql.join(columns.map((column) => sql`value ->> ${sql.lit(column)}`))} from json_each(${json})`
      : sql`select ${names} from json_populate_recordset(null::${sql.table(table)}, ${json})`;
  // SQLite reads "from … on conflict" as a join unless a condition stands between them.
  const conflict =
    unless.length > 0 ? sql`where true on conflict (${sql.join(unless.map(sql.ref))}) do nothing` : sql``;
  const result = await sql`insert into ${sql.table(table)} (${names}) ${source} ${conflict}`.execute(trx);
  return Number(result.numAffectedRows ?? 0);
}
