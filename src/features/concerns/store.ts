import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Updateable } from 'kysely';
import { affectedRows } from '../../database/affected.ts';
import { lockBy } from '../../database/lock.ts';
import type { Tx } from '../../database/transaction.ts';
import { instant, iso } from '../../time.ts';
import { readAbout } from '../care/rules.ts';
import { type Concern, type Deed, deeds, kinds } from './rules.ts';
import type { ConcernCopyTable, ConcernEventTable, ConcernTable } from './tables.ts';

const at = (text: string | null) => (text === null ? undefined : instant(text));

function toConcern(row: Selectable<ConcernTable>): Concern {
  const { receipt_channel: channel, receipt_ts: ts } = row;
  return {
    id: row.id,
    reporterId: row.reporter_id,
    reportedId: row.reported_id ?? undefined,
    about: readAbout(`${row.about_kind}:${row.about_id}`),
    kind: kinds.find((kind) => kind === row.kind) ?? 'else',
    words: row.words,
    isQuiet: row.is_quiet === 1,
    isNamed: row.is_named === 1,
    showsContent: row.shows_content === 1,
    receipt: channel && ts ? { channel, ts } : undefined,
    createdAt: instant(row.created_at),
    lostAt: at(row.lost_at),
    readAt: at(row.read_at),
    closedAt: at(row.closed_at),
  };
}

const concerns = (tx: Tx) => tx.db.selectFrom('concern').selectAll();

export async function findConcern(tx: Tx, id: string): Promise<Concern | undefined> {
  const row = await concerns(tx).where('id', '=', id).executeTakeFirst();
  return row && toConcern(row);
}

/** The same, and nobody else changes it before this transaction ends: an update that changes nothing takes the lock. */
export async function lockConcern(tx: Tx, id: string): Promise<Concern | undefined> {
  await tx.db.updateTable('concern').set(lockBy('kind')).where('id', '=', id).execute();
  return findConcern(tx, id);
}

/** Open ones, and of the closed those of `others`; the newest first. */
export async function concernsToRead(tx: Tx, others: string[], most: number): Promise<Concern[]> {
  const rows = await concerns(tx)
    .where((e) => e.or([e('closed_at', 'is', null), ...(others.length > 0 ? [e('id', 'in', others)] : [])]))
    .orderBy(sql`case when closed_at is null then 0 else 1 end`)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(toConcern);
}

type Fresh = Omit<
  ConcernTable,
  'workspace_id' | 'created_at' | 'receipt_channel' | 'receipt_ts' | 'lost_at' | 'read_at' | 'closed_at'
>;

/** @returns false when there is one of this id. */
export async function insertConcern(tx: Tx, row: Fresh): Promise<boolean> {
  const empty = { receipt_channel: null, receipt_ts: null, lost_at: null, read_at: null, closed_at: null };
  const inserted = await tx.db
    .insertInto('concern')
    .values({ ...row, ...empty, workspace_id: tx.workspaceId, created_at: iso(tx.now) })
    .onConflict((c) => c.column('id').doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateConcern(tx: Tx, id: string, to: Updateable<ConcernTable>): Promise<void> {
  await tx.db.updateTable('concern').set(to).where('id', '=', id).execute();
}

export type Copy = Pick<ConcernCopyTable, 'reader_id' | 'state' | 'channel' | 'ts'>;

export function copiesOf(tx: Tx, concernId: string): Promise<Copy[]> {
  return tx.db
    .selectFrom('concern_copy')
    .select(['reader_id', 'state', 'channel', 'ts'])
    .where('concern_id', '=', concernId)
    .orderBy('reader_id')
    .execute();
}

/** @returns false when this reader had one before. */
export async function insertCopy(tx: Tx, concernId: string, readerId: string): Promise<boolean> {
  const row = { workspace_id: tx.workspaceId, concern_id: concernId, reader_id: readerId, sent_at: iso(tx.now) };
  const inserted = await tx.db
    .insertInto('concern_copy')
    .values({ ...row, state: 'sending', channel: null, ts: null })
    .onConflict((c) => c.columns(['workspace_id', 'concern_id', 'reader_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateCopy(
  tx: Tx,
  concernId: string,
  readerId: string,
  to: Pick<Updateable<ConcernCopyTable>, 'state' | 'channel' | 'ts'>,
): Promise<void> {
  await tx.db
    .updateTable('concern_copy')
    .set(to)
    .where('concern_id', '=', concernId)
    .where('reader_id', '=', readerId)
    .execute();
}

/** Adds to what took place; nothing ever changes there. */
export async function insertEvent(tx: Tx, concernId: string, what: Deed, byId?: string): Promise<void> {
  const row = { id: randomUUID(), workspace_id: tx.workspaceId, concern_id: concernId, what, at: iso(tx.now) };
  await tx.db
    .insertInto('concern_event')
    .values({ ...row, by_id: byId ?? null })
    .execute();
}

export type Event = { what: Deed; byId: string | undefined; at: Temporal.Instant };

/** What took place, in order. */
export async function eventsOf(tx: Tx, concernId: string): Promise<Event[]> {
  const rows: Selectable<ConcernEventTable>[] = await tx.db
    .selectFrom('concern_event')
    .selectAll()
    .where('concern_id', '=', concernId)
    .execute();
  const all = rows.flatMap(({ what, by_id, at: when }) => {
    const deed = deeds.find((one) => one === what);
    return deed ? [{ what: deed, byId: by_id ?? undefined, at: instant(when) }] : [];
  });
  return all.sort((a, b) => Temporal.Instant.compare(a.at, b.at) || deeds.indexOf(a.what) - deeds.indexOf(b.what));
}
