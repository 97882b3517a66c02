import { type Kysely, sql } from 'kysely';
import { isSqlite } from './dialect.ts';

/** Rows of a table, and live jobs, in a company that has used the app for some time: the plans are made for it. */
const [ROWS, LIVE_JOBS] = [1_000_000, 10_000];
/** Columns of which a few values fill whole tables, so that they alone never make an index worth its while. */
const COARSE = /^(workspace_id|state|kind|origin|source|role|answer|is_.*)$/;
/** Rows that share the first telling column of an index, its first two, and so on. */
const SHARED = [50, 5, 2];

type Indexed = { tbl: string; idx: string; is_unique: number; is_partial: number; columns: string };

/**
 * Tells SQLite how much each index narrows things down. Untold it takes ten rows for the share of any first column, and
 * with that reads the whole of a workspace rather than sort five rows. Told once and the same everywhere, its plans stay
 * the same too, where those of ANALYZE change with the data. PostgreSQL keeps statistics by itself.
 */
export async function describeIndexes<S>(db: Kysely<S>): Promise<void> {
  if (!isSqlite(db)) return;
  const { rows } = await sql<Indexed>`
    select t.name as tbl, l.name as idx, l."unique" as is_unique, l.partial as is_partial,
      (select group_concat(name) from (select name from pragma_index_info(l.name) order by seqno)) as columns
    from sqlite_schema as t, pragma_index_list(t.name) as l
    where t.type = 'table' and t.name not like 'sqlite%' and t.name not like 'kysely%'
    order by t.name, l.name`.execute(db);
  const described = rows.map((index) => ({ tbl: index.tbl, idx: index.idx, stat: statOf(index) }));
  await db.transaction().execute(async (trx) => {
    // Of a table without rows ANALYZE notes nothing, but makes the table of statistics.
    await sql`analyze kysely_migration`.execute(trx);
    await sql`delete from sqlite_stat1`.execute(trx);
    await sql`insert into sqlite_stat1 (tbl, idx, stat)
      select value ->> 'tbl', value ->> 'idx', value ->> 'stat' from json_each(${JSON.stringify(described)})`.execute(
      trx,
    );
  });
  await sql`analyze sqlite_schema`.execute(db);
}

/** As sqlite_stat1 has it: the rows, then how many of them are alike in the first column, in the first two, … */
function statOf({ tbl, is_unique, is_partial, columns }: Indexed): string {
  const rows = tbl === 'job' && is_partial ? LIVE_JOBS : ROWS;
  let telling = 0;
  const alike = columns.split(',').map((column, at, all) => {
    if (!COARSE.test(column)) telling += 1;
    if (is_unique && at === all.length - 1) return 1;
    return telling === 0 ? rows : (SHARED[telling - 1] ?? 1);
  });
  return [rows, ...alike].join(' ');
}
