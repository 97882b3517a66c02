import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { rowPlace } from '../../../database/dialect.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { ageOf, type Declared, declared, personalTables, referring } from './declarations.ts';

/** Rows of a table that go in one transaction: acknowledgements wait for it. */
const PORTION = 500;

/** Deletes a portion of what is older than its feature declares that it is kept. @returns whether there is more. */
export async function deleteOld(tx: Tx): Promise<boolean> {
  const before = (days: number) => iso(tx.now.subtract({ hours: 24 * days }));
  let hasMore = false;
  for (const table of personalTables) {
    const age = ageOf(table);
    if (!age) continue;
    const isOld = age.isOld?.(before(age.days)) ?? sql<SqlBool>`${sql.ref(age.by)} < ${before(age.days)}`;
    const only = age.only === undefined ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(${sql.raw(age.only)})`;
    const count = await deletePortion(tx, table, sql`(${isOld}) and ${only} ${unheld(table)}`);
    hasMore = count === PORTION || hasMore;
    if (table.wordsKept === undefined) continue;
    const isWordy = sql<SqlBool>`${sql.ref(age.by)} < ${before(table.wordsKept)}`;
    hasMore = (await blankPortion(tx, table, isWordy)) === PORTION || hasMore;
  }
  return hasMore;
}

/** A row stays for as long as one that has an age of its own refers to it. */
function unheld({ table }: Declared): RawBuilder<unknown> {
  const held = (referring.get(table) ?? []).filter((child) => hasAge(child.table));
  return sql.join(
    [
      sql``,
      ...held.map(
        (child) =>
          sql`and not exists (select 1 from ${sql.table(child.table)} as held
            where ${sql.ref(`held.${child.column}`)} = ${sql.ref(`${table}.id`)})`,
      ),
    ],
    sql` `,
  );
}

function hasAge(table: string): boolean {
  const found = [...declared].find(([name]) => name === table)?.[1];
  return found !== undefined && 'kept' in found && ageOf(found) !== undefined;
}

/** Rows without an age of their own go with the row that they refer to. */
async function deletePortion(tx: Tx, { table }: Declared, isOld: RawBuilder<unknown>): Promise<number> {
  const { db, workspaceId } = tx;
  const place = rowPlace(db);
  const going = (referring.get(table) ?? []).filter((child) => !hasAge(child.table));
  const inOrder = going.length > 0 ? sql`order by ${place}` : sql``;
  const old = sql`from ${sql.table(table)}
    where workspace_id = ${workspaceId} and ${isOld} ${inOrder} limit ${PORTION}`;
  for (const child of going)
    await sql`delete from ${sql.table(child.table)} where ${sql.ref(child.column)} in (select id ${old})`.execute(db);
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ${place} in (select ${place} ${old})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Takes the words out of rows that are kept longer than those. */
async function blankPortion(tx: Tx, table: Declared, isOld: RawBuilder<SqlBool>): Promise<number> {
  const { db, workspaceId } = tx;
  const words = Object.values(table.people ?? {}).flatMap((person) => Object.entries(person?.words ?? {}));
  const parts = (table.authored ?? []).map((column) => [column, null] as const);
  const all = [...words, ...parts].map(([column, value]) => ({ column: sql.ref(column), blank: value ?? null }));
  const isBlank = all.map(({ column }) => sql`coalesce(${column}, '') = ''`);
  const place = rowPlace(db);
  const { numAffectedRows } = await sql`
    update ${sql.table(table.table)} set ${sql.join(all.map(({ column, blank }) => sql`${column} = ${blank}`))}
    where ${place} in (
      select ${place} from ${sql.table(table.table)}
      where workspace_id = ${workspaceId} and ${isOld} and not (${sql.join(isBlank, sql` and `)}) limit ${PORTION}
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}
