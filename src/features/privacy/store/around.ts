import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import type { Place } from '../rules.ts';
import { type Declared, declared, personalTables, referring } from './declarations.ts';
import type { Around } from './erasures.ts';

type Row = Record<string, unknown>;

/**
 * Where messages about a member may stand, by what is kept: the places in rows that name them and in rows that belong to
 * those, and the people in such rows, whose direct messages with the app may tell of the member.
 */
export async function aroundMember(tx: Tx, memberId: string): Promise<Around> {
  const places: Place[] = [];
  const people = new Set<string>();
  for (const table of personalTables) {
    const rows = await naming(tx, table, memberId);
    for (const row of rows) gather(table, row, { places, people }, false);
    const mine = rows.map((row) => row.id).filter((id) => typeof id === 'string');
    for (const { table: child, column } of referring.get(table.table) ?? []) {
      const of = personalTables.find((one) => one.table === child);
      if (!of) continue;
      for (const row of await referringTo(tx, of, column, mine)) gather(of, row, { places, people }, true);
    }
  }
  for (const [table, { isPost }] of declared) if (isPost) places.push(...(await posts(tx, table)));
  people.delete(memberId);
  const known = new Map(places.map((one) => [`${one.channel}:${one.ts}`, one]));
  return { places: [...known.values()], people: [...people].sort() };
}

const within = (table: Declared, { workspaceId }: Tx) =>
  sql`${sql.ref(table.table === 'workspace' ? 'id' : 'workspace_id')} = ${workspaceId}`;

async function naming(tx: Tx, table: Declared, memberId: string): Promise<Row[]> {
  const is = Object.keys(table.people ?? {}).map((column) => sql`${sql.ref(column)} = ${memberId}`);
  const texts = [...(table.lists ?? []), ...(table.mentions ?? [])];
  const like = texts.map((column) => sql`${sql.ref(column)} like ${`%"${memberId}"%`}`);
  const either = [...is, ...like];
  if (either.length === 0) return [];
  const { rows } = await sql<Row>`select * from ${sql.table(table.table)}
    where ${within(table, tx)} and (${sql.join(either, sql` or `)})`.execute(tx.db);
  return rows;
}

/** Ids that fit into one statement, whatever the database. */
const AT_ONCE = 500;

async function referringTo(tx: Tx, table: Declared, column: string, ids: string[]): Promise<Row[]> {
  const found: Row[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const { rows } = await sql<Row>`select * from ${sql.table(table.table)}
      where ${within(table, tx)} and ${sql.ref(column)} in (${sql.join(ids.slice(at, at + AT_ONCE))})`.execute(tx.db);
    found.push(...rows);
  }
  return found;
}

function gather(table: Declared, row: Row, to: { places: Place[]; people: Set<string> }, isTheirs: boolean): void {
  for (const column of Object.keys(table.people ?? {})) {
    const id = row[column];
    if (typeof id === 'string' && /^[UW][A-Z0-9]+$/.test(id)) to.people.add(id);
  }
  const whole = table.conversation === undefined ? undefined : row[table.conversation];
  if (typeof whole === 'string') to.places.push({ channel: whole });
  to.places.push(...placesIn(row, isTheirs), ...placeOfJob(table, row));
}

/** Each timestamp of a message with the channel beside it: `post_ts` with `post_channel`, `root_ts` with `channel`. */
function placesIn(row: Row, isTheirs: boolean): Place[] {
  return Object.entries(row).flatMap(([column, ts]) => {
    if (!/(^|_)ts$/.test(column) || typeof ts !== 'string') return [];
    const channel = row[column.replace(/ts$/, 'channel')] ?? row.channel;
    if (typeof channel !== 'string') return [];
    // In somebody's own messages what belongs to a row of theirs tells of it without a name, such as a quiet ask.
    return [{ channel, ts, ...(isTheirs && channel.startsWith('D') ? { isAnonymous: true } : {}) }];
  });
}

/** Where posts stand that may name anybody. */
async function posts({ db, workspaceId }: Tx, table: string): Promise<Place[]> {
  const { rows } = await sql<Row>`select channel, ts from ${sql.table(table)}
    where workspace_id = ${workspaceId} and ts is not null`.execute(db);
  return rows.flatMap((row) => placesIn(row, false));
}

/** Where the message of a job went. */
function placeOfJob({ table }: Declared, { ref }: Row): Place[] {
  if (table !== 'job' || typeof ref !== 'string') return [];
  const { channel, ts } = JSON.parse(ref);
  return typeof channel === 'string' && typeof ts === 'string' ? [{ channel, ts }] : [];
}
