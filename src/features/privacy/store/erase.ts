import { type RawBuilder, sql } from 'kysely';
import type { PersonColumn } from '../../../database/personal-data.ts';
import type { Tx } from '../../../database/transaction.ts';
import { type Declared, personalTables } from './declarations.ts';

type Row = Record<string, string | null>;

/**
 * Takes out of every table what is about one member, as its feature declares it. What others still need stays with
 * `formerId` in place of the member and without their words: that a session took place, and whether it was of use.
 */
export async function erase(tx: Tx, memberId: string, formerId: string): Promise<void> {
  for (const table of personalTables) await table.beforeErasing?.(tx, memberId);
  for (const table of personalTables) {
    for (const [column, person] of Object.entries(table.people ?? {}))
      if (person) await eraseColumn(tx, table, column, person, { memberId, formerId });
    for (const column of table.lists ?? []) await takeOut(tx, table, column, memberId);
    for (const column of table.authored ?? []) await takeParts(tx, table, column, memberId, formerId);
  }
  await eraseMentions(tx, memberId);
}

const within = (table: Declared, { workspaceId }: Tx) =>
  // The table of the workspaces is the one that has no workspace_id.
  sql`${sql.ref(table.table === 'workspace' ? 'id' : 'workspace_id')} = ${workspaceId}`;

async function eraseColumn(
  tx: Tx,
  table: Declared,
  column: string,
  { erase: fate, words = {} }: PersonColumn<string>,
  { memberId, formerId }: { memberId: string; formerId: string },
): Promise<void> {
  const theirs = sql`from ${sql.table(table.table)} where ${within(table, tx)} and ${sql.ref(column)} = ${memberId}`;
  if (fate === 'delete') {
    await sql`delete ${theirs}`.execute(tx.db);
    return;
  }
  const blank = Object.entries(words).map(([name, value]) => sql`${sql.ref(name)} = ${value ?? null}`);
  const id = { keep: [], clear: [sql`${sql.ref(column)} = null`], former: [sql`${sql.ref(column)} = ${formerId}`] };
  const to: RawBuilder<unknown>[] = [...blank, ...id[fate]];
  if (to.length === 0) return;
  await sql`update ${sql.table(table.table)} set ${sql.join(to)}
    where ${within(table, tx)} and ${sql.ref(column)} = ${memberId}`.execute(tx.db);
}

/** Takes a member out of the lists in a column of JSON. */
async function takeOut(tx: Tx, table: Declared, column: string, memberId: string): Promise<void> {
  for (const row of await naming(tx, table, [column], memberId)) {
    let left = 0;
    const without = JSON.parse(row[column] ?? '[]', (_key, value: unknown) => {
      if (!Array.isArray(value)) return value;
      const others = value.filter((item) => item !== memberId);
      left += others.length;
      return others;
    });
    if (left === 0 && table.goesWhenEmptied) await remove(tx, table, [row]);
    else await write(tx, table, column, row, JSON.stringify(without));
  }
}

/** Takes a member's parts out of a column of what several people wrote. */
async function takeParts(tx: Tx, table: Declared, column: string, memberId: string, formerId: string) {
  for (const row of await naming(tx, table, [column], memberId)) {
    const parts: unknown = JSON.parse(row[column] ?? '[]');
    const others = Array.isArray(parts) ? parts.filter((part) => part.authorId !== memberId) : [];
    const text = JSON.stringify(others).replaceAll(`"${memberId}"`, `"${formerId}"`);
    await write(tx, table, column, row, others.length === 0 ? null : text);
  }
}

/** Deletes the rows whose texts name a member: what was to be done about them, and traces of what was. */
export async function eraseMentions(tx: Tx, memberId: string): Promise<void> {
  for (const table of personalTables) {
    if (!table.mentions) continue;
    const name = new RegExp(`(?<![A-Za-z0-9])${memberId}(?![A-Za-z0-9])`);
    const rows = await naming(tx, table, table.mentions, memberId);
    await remove(
      tx,
      table,
      rows.filter((row) => table.mentions?.some((column) => name.test(row[column] ?? ''))),
    );
  }
}

/** Rows in whose columns an id stands, alone or inside a longer one. */
async function naming(tx: Tx, table: Declared, columns: readonly string[], memberId: string): Promise<Row[]> {
  const like = columns.map((column) => sql`${sql.ref(column)} like ${`%${memberId}%`}`);
  const { rows } = await sql<Row>`select ${sql.join(columns.map((column) => sql.ref(column)))}
    from ${sql.table(table.table)} where ${within(table, tx)} and (${sql.join(like, sql` or `)})`.execute(tx.db);
  return rows;
}

/** A row is found again by what it says: what somebody else has changed meanwhile is left to the next look. */
const same = (row: Row) =>
  sql.join(
    Object.entries(row).map(([column, value]) =>
      value === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${value}`,
    ),
    sql` and `,
  );

async function remove(tx: Tx, table: Declared, rows: Row[]): Promise<void> {
  for (const row of rows)
    await sql`delete from ${sql.table(table.table)} where ${within(table, tx)} and ${same(row)}`.execute(tx.db);
}

async function write(tx: Tx, table: Declared, column: string, row: Row, to: string | null): Promise<void> {
  await sql`update ${sql.table(table.table)} set ${sql.ref(column)} = ${to}
    where ${within(table, tx)} and ${same(row)}`.execute(tx.db);
}
