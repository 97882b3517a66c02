import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { FACTS, type PersonalTable } from '../../src/database/personal-data.ts';
import type { Schema } from '../../src/database/schema.ts';
import { declared } from '../../src/features/privacy/store/declarations.ts';

export type Column = { name: string; dataType: string; isNullable: boolean; hasDefaultValue: boolean };
export type Table = { name: string; columns: Column[] };

/** The tables of a database, without those of the migrations. */
export async function tablesOf(db: Kysely<Schema>): Promise<Table[]> {
  const tables = await db.introspection.getTables();
  return tables.filter(({ name }) => !name.startsWith('kysely_') && !name.startsWith('sqlite_'));
}

export const isText = ({ dataType }: Column) => /text|char/i.test(dataType);

/** What a table's feature declares, as an object with every part. */
export function declarationOf(
  table: string,
): Required<Pick<PersonalTable, 'people' | 'lists' | 'authored' | 'mentions' | 'facts' | 'refers' | 'exported'>> {
  const found = declared.get(table as keyof Schema);
  return { people: {}, lists: [], authored: [], mentions: [], facts: [], refers: {}, exported: [], ...found };
}

/** The text columns of a table of which its feature says nothing. */
export function undeclared({ name, columns }: Table): string[] {
  const { people, lists, authored, mentions, facts, refers } = declarationOf(name);
  const words = Object.values(people).flatMap((person) => Object.keys(person?.words ?? {}));
  const known = new Set([
    ...Object.keys(people),
    ...words,
    ...lists,
    ...authored,
    ...mentions,
    ...facts,
    ...Object.keys(refers),
  ]);
  return columns
    .filter((column) => isText(column) && !known.has(column.name) && !FACTS.test(column.name))
    .map((c) => c.name);
}

/** Ids of the rows that others refer to, by table; each row of a table refers to another one of them. */
type Parents = { parents: Map<string, string[]>; nth: number };

/** Fills every table, once for each column in which a person can stand, with one person there and another elsewhere. */
export async function fillEverything(
  db: Kysely<Schema>,
  workspaceId: string,
  one: string,
  other: string,
): Promise<void> {
  const tables = await tablesOf(db);
  const parents = new Map<string, string[]>();
  const left = new Map(tables.map((table) => [table.name, table]));
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ name }) =>
      Object.values(declarationOf(name).refers).every((to) => to === name || !left.has(String(to))),
    );
    if (ready.length === 0) throw new Error(`These tables refer to each other: ${[...left.keys()]}`);
    for (const table of ready) {
      left.delete(table.name);
      for (const [nth, me] of placesOf(table).entries())
        await fill(db, workspaceId, table, me, { one, other }, { parents, nth });
    }
  }
}

/** The columns of a table in which a person can stand; [undefined] where none can. */
function placesOf({ name }: Table): (string | undefined)[] {
  const { people, lists, authored, mentions } = declarationOf(name);
  const all = [...Object.keys(people), ...lists, ...authored, ...mentions];
  return all.length > 0 ? all : [undefined];
}

async function fill(
  db: Kysely<Schema>,
  workspaceId: string,
  table: Table,
  me: string | undefined,
  who: { one: string; other: string },
  { parents, nth }: Parents,
): Promise<void> {
  // The members themselves are there already, and nobody is being erased.
  if (['member', 'workspace', 'erasure'].includes(table.name)) return;
  const row: Record<string, unknown> = {};
  for (const column of table.columns) {
    const value = cellOf(table.name, column, me, { ...who, workspaceId }, { parents, nth });
    if (value !== undefined) row[column.name] = value;
  }
  await sql`insert into ${sql.table(table.name)} (${sql.join(Object.keys(row).map((c) => sql.ref(c)))})
    values (${sql.join(Object.values(row))})`.execute(db);
  if (typeof row.id === 'string') parents.set(table.name, [...(parents.get(table.name) ?? []), row.id]);
}

const AT = '2026-03-09T09:00:00.000Z';

function cellOf(
  table: string,
  column: Column,
  me: string | undefined,
  { one, other, workspaceId }: { one: string; other: string; workspaceId: string },
  { parents, nth }: Parents,
): unknown {
  const { people, lists, authored, mentions, refers } = declarationOf(table);
  const { name } = column;
  if (name === 'workspace_id') return workspaceId;
  if (name === 'id') return randomUUID();
  if (refers[name]) {
    const known = parents.get(String(refers[name])) ?? [];
    return known[nth % known.length] ?? null;
  }
  if (name in people) return name === me ? one : other;
  if (lists.includes(name)) return JSON.stringify(name === me ? [one, other] : [other]);
  const part = (id: string, forId: string, text: string) => ({ authorId: id, forId, text: `${text} ${table}.${name}` });
  if (authored.includes(name)) {
    if (name !== me) return JSON.stringify([part(other, other, 'OTHERS')]);
    return JSON.stringify([part(one, other, 'MINE'), part(other, one, 'OTHERS')]);
  }
  if (mentions.includes(name) && name === me) return JSON.stringify({ memberId: one, nonce: randomUUID() });
  const writers = Object.entries(people).filter(([, person]) => name in (person?.words ?? {}));
  if (writers.length > 0) {
    const isMine = writers.some(([writer]) => writer === me);
    return `${isMine ? 'MINE' : 'OTHERS'} ${table}.${name} ${randomUUID()}`;
  }
  if (mentions.includes(name)) return JSON.stringify({ memberId: other, nonce: randomUUID() });
  // What is over is left alone by those who end things.
  if (/^(ended|closed|finished)_at$/.test(name)) return AT;
  if (column.isNullable || column.hasDefaultValue) return undefined;
  if (!isText(column)) return 0;
  if (/_at$|^at$|_until$|_by$/.test(name)) return AT;
  return (
    { zone: 'UTC', days: '[1]', holidays: '[]', skipped: '[]' }[name] ??
    (/_on$/.test(name) ? AT.slice(0, 10) : `x${randomUUID()}`)
  );
}
