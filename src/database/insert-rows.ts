import { type Insertable, type RawBuilder, sql, type Transaction } from 'kysely';
import { isSqlite } from './dialect.ts';
import type { Schema } from './schema.ts';

/**
 * Adds rows with few parameters, however many they are: what all have in common is one each, and the rest travels as
 * JSON. So the statements are few, prepared once, and quicker to build and to plan than with a parameter for every value.
 * @param rows all with the same columns; texts, whole numbers and nulls
 * @param unless columns of a unique constraint: a row whose values are there already is left out
 * @returns how many rows were added
 */
export async function insertRows<T extends keyof Schema & string>(
  trx: Pick<Transaction<Schema>, 'getExecutor'>,
  table: T,
  rows: Insertable<Schema[T]>[],
  unless: (keyof Insertable<Schema[T]> & string)[] = [],
): Promise<number> {
  const [first, ...others] = rows.map((row) => Object.entries(row));
  if (!first) return 0;
  // The first column is never shared among several, so that rows that are quite alike stay several.
  const isShared = first.map(([, value], at) => others.every((row) => at > 0 && row[at]![1] === value));
  const shared = first.filter((_, at) => isShared[at]);
  const own = first.filter((_, at) => !isShared[at]).map(([column]) => column);
  const names = sql.join([...shared.map(([column]) => column), ...own].map(sql.ref));
  const values = shared.map(([, value]) => sql`${value}`);
  const source = own.length === 0 ? sql`select ${sql.join(values)}` : fromJson(trx, table, values, own, rows);
  // SQLite reads "from … on conflict" as a join unless a condition stands between them.
  const conflict =
    unless.length > 0 ? sql`where true on conflict (${sql.join(unless.map(sql.ref))}) do nothing` : sql``;
  const result = await sql`insert into ${sql.table(table)} (${names}) ${source} ${conflict}`.execute(trx);
  return Number(result.numAffectedRows ?? 0);
}

function fromJson(
  trx: Pick<Transaction<Schema>, 'getExecutor'>,
  table: string,
  values: RawBuilder<unknown>[],
  columns: string[],
  rows: object[],
): RawBuilder<unknown> {
  const json = JSON.stringify(rows, columns);
  return isSqlite(trx)
    ? sql`select ${sql.join([...values, ...columns.map((c) => sql`value ->> ${sql.lit(c)}`)])} from json_each(${json})`
    : sql`select ${sql.join([...values, ...columns.map((c) => sql.ref(c))])} from json_populate_recordset(null::${sql.table(table)}, ${json})`;
}
