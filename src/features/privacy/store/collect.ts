import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { ExportPart } from '../../../database/personal-data.ts';
import type { Tx } from '../../../database/transaction.ts';
import { skillRows } from '../../skills/store/skills.ts';
import { type Declared, personalTables } from './declarations.ts';

type Row = Record<string, unknown>;

const authored = z.array(z.object({ authorId: z.string(), text: z.string() }));

/**
 * All that is kept about one member, for themselves: what they wrote, and what happened to them. What others wrote
 * about the same sessions stays theirs; other people appear by id only.
 */
export async function collect(tx: Tx, memberId: string): Promise<Record<string, unknown>> {
  const skills = await skillNames(tx);
  const file: Record<string, unknown> = {};
  const parts = personalTables.flatMap((table) => (table.exported ?? []).map((part) => ({ table, part })));
  // A list inside another comes after it.
  parts.sort((a, b) => a.part.as.split('.').length - b.part.as.split('.').length);
  for (const { table, part } of parts) {
    const rows: Row[] = [];
    for (const row of await rowsOf(tx, table, part, memberId))
      rows.push({ ...shown(table, part, row, memberId, skills), ...(await readOf(tx, table, part, row)) });
    put(file, part.as, part.isSingle ? rows[0] : rows);
  }
  return file;
}

async function skillNames(tx: Tx): Promise<Map<unknown, string>> {
  return new Map((await skillRows(tx)).map((row) => [row.id, row.name]));
}

async function rowsOf(tx: Tx, table: Declared, part: ExportPart<string>, memberId: string): Promise<Row[]> {
  const names = (column: string): RawBuilder<unknown> =>
    table.lists?.includes(column) || table.authored?.includes(column)
      ? sql`${sql.ref(column)} like ${`%"${memberId}"%`}`
      : sql`${sql.ref(column)} = ${memberId}`;
  const isTheirs = sql.join([part.of].flat().map(names), sql` or `);
  const only = part.only === undefined ? sql`` : sql`and (${sql.raw(part.only)})`;
  // The table of the workspaces is the one that has no workspace_id.
  const place = table.table === 'workspace' ? 'id' : 'workspace_id';
  const { rows } = await sql<Row>`select * from ${sql.table(table.table)}
    where ${sql.ref(place)} = ${tx.workspaceId} and (${isTheirs}) ${only}`.execute(tx.db);
  return rows;
}

/** The columns of a row that are for this person. */
function shown(
  table: Declared,
  part: ExportPart<string>,
  row: Row,
  memberId: string,
  skills: Map<unknown, string>,
): Row {
  const out: Row = {};
  for (const column of part.columns) {
    const value = row[column];
    if (column === 'skill_id') out[part.skillAs ?? 'topic'] = skills.get(value);
    else if (table.authored?.includes(column)) out[column] = ownParts(value, memberId);
    else if (isFor(table, column, row, memberId)) out[column] = value;
  }
  return out;
}

/** What the person read in the row that this one refers to, or nothing where it is not shown to them any more. */
async function readOf(tx: Tx, { refers = {} }: Declared, { read }: ExportPart<string>, row: Row): Promise<Row> {
  if (read === undefined) return {};
  const to = refers[read.by];
  if (to === undefined) throw new Error(`${read.by} refers to no table`);
  const columns = sql.join(read.columns.map((column) => sql.ref(column)));
  const { rows } = await sql<Row>`select ${columns} from ${sql.table(to)}
    where workspace_id = ${tx.workspaceId} and id = ${row[read.by]} and (${sql.raw(read.only)})`.execute(tx.db);
  return rows[0] ?? {};
}

/** Words are for those who wrote them. */
function isFor(table: Declared, column: string, row: Row, memberId: string): boolean {
  const writers = Object.entries(table.people ?? {}).filter(([, person]) => column in (person?.words ?? {}));
  return writers.length === 0 || writers.some(([writer]) => row[writer] === memberId);
}

function ownParts(stored: unknown, memberId: string): string[] {
  const all = authored.parse(JSON.parse(typeof stored === 'string' ? stored : '[]'));
  return all.filter((part) => part.authorId === memberId).map((part) => part.text);
}

function put(file: Record<string, unknown>, path: string, value: unknown): void {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) file[first] = value;
  else {
    file[first] ??= {};
    put(file[first] as Record<string, unknown>, rest.join('.'), value);
  }
}
