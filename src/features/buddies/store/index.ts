import type { Selectable, Updateable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import type { Newcomer } from '../rules/index.ts';
import type { BuddyNewcomerTable } from '../tables.ts';

export const toNewcomer = (row: Selectable<BuddyNewcomerTable>): Newcomer => ({
  id: row.member_id,
  startsOn: Temporal.PlainDate.from(row.starts_on),
  beginsAt: instant(row.begins_at),
  state: row.state,
  hasChanged: row.has_changed === 1,
});

const newcomers = (tx: Tx) => tx.db.selectFrom('buddy_newcomer').selectAll();

export async function findNewcomer(tx: Tx, id: string): Promise<Newcomer | undefined> {
  const row = await newcomers(tx).where('member_id', '=', id).executeTakeFirst();
  return row && toNewcomer(row);
}

/** All newcomers by id, to compare a list with. */
export async function allNewcomers(tx: Tx): Promise<Map<string, Newcomer>> {
  const rows = await newcomers(tx).execute();
  return new Map(rows.map((row) => [row.member_id, toNewcomer(row)]));
}

/** The same as `findNewcomer`, and nobody else decides about them before this transaction ends. */
export async function lockNewcomer(tx: Tx, id: string): Promise<Newcomer | undefined> {
  await tx.db.updateTable('buddy_newcomer').set(lockBy('state')).where('member_id', '=', id).execute();
  return findNewcomer(tx, id);
}

export type NewcomerRow = Pick<BuddyNewcomerTable, 'member_id' | 'starts_on' | 'begins_at'>;

/** Rows of one insert; databases limit the parameters of a statement. */
const ROWS_AT_ONCE = 200;

/** Adds newcomers, or gives those who are known new dates and a fresh start if they had left. */
export async function saveNewcomers(tx: Tx, rows: NewcomerRow[]): Promise<void> {
  const fresh = {
    workspace_id: tx.workspaceId,
    state: 'open',
    has_changed: 0,
    noted_at: null,
    ended_at: null,
  } as const;
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    await tx.db
      .insertInto('buddy_newcomer')
      .values(rows.slice(i, i + ROWS_AT_ONCE).map((row) => ({ ...fresh, ...row })))
      .onConflict((c) =>
        c.columns(['workspace_id', 'member_id']).doUpdateSet((e) => ({
          starts_on: e.ref('excluded.starts_on'),
          begins_at: e.ref('excluded.begins_at'),
          state: e.ref('excluded.state'),
          ended_at: e.ref('excluded.ended_at'),
        })),
      )
      .execute();
  }
}

/** Adds a newcomer unless they are known. @returns whether they are new. */
export async function insertNewcomer(tx: Tx, row: NewcomerRow): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('buddy_newcomer')
    .values({ ...row, workspace_id: tx.workspaceId, state: 'open', has_changed: 0, noted_at: null, ended_at: null })
    .onConflict((c) => c.columns(['workspace_id', 'member_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateNewcomer(tx: Tx, id: string, to: Updateable<BuddyNewcomerTable>): Promise<void> {
  await tx.db.updateTable('buddy_newcomer').set(to).where('member_id', '=', id).execute();
}

/** Newcomers who want a buddy and have none, not even asked, from the one after `after` on. */
export async function waitingNewcomers(
  tx: Tx,
  options: { after?: { beginsAt: string; id: string } | undefined; limit: number },
): Promise<Newcomer[]> {
  const { after, limit } = options;
  let query = newcomers(tx)
    .where('state', '=', 'open')
    .where('begins_at', '<=', iso(tx.now))
    .where('member_id', 'not in', openPairs(tx));
  if (after) {
    const { beginsAt, id } = after;
    query = query.where((e) =>
      e.or([e('begins_at', '>', beginsAt), e.and([e('begins_at', '=', beginsAt), e('member_id', '>', id)])]),
    );
  }
  const rows = await query.orderBy('begins_at').orderBy('member_id').limit(limit).execute();
  return rows.map(toNewcomer);
}

/** When the next newcomer begins who has not begun yet. */
export async function nextBeginning(tx: Tx): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('buddy_newcomer')
    .select((e) => e.fn.min('begins_at').as('at'))
    .where('state', '=', 'open')
    .where('begins_at', '>', iso(tx.now))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Notes that owners hear about these newcomers; those of whom they heard before are left out. @returns whether any was new. */
export async function noteUnmatched(tx: Tx, ids: string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const noted = await tx.db
    .updateTable('buddy_newcomer')
    .set({ noted_at: iso(tx.now) })
    .where('member_id', 'in', ids)
    .where('noted_at', 'is', null)
    .executeTakeFirst();
  return affectedRows(noted) > 0;
}

/** Ids of newcomers for whom a buddy may be looked for. */
export async function openNewcomers(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('buddy_newcomer')
    .select('member_id')
    .where('state', '=', 'open')
    .orderBy('member_id')
    .execute();
  return rows.map((row) => row.member_id);
}

/** Ids of newcomers who have begun and to whom nobody has said yes. */
export async function unmatchedIds(tx: Tx): Promise<string[]> {
  const rows = await unmatched(tx, (pairs) => pairs.where('state', '!=', 'asked')).execute();
  return rows.map((row) => row.member_id);
}

/** Of the newcomers about whom owners are told since then, those for whom still nobody is asked. */
export async function notedSince(tx: Tx, since: string): Promise<string[]> {
  const rows = await unmatched(tx, (pairs) => pairs)
    .where('noted_at', '>=', since)
    .execute();
  return rows.map((row) => row.member_id);
}

/** Newcomers who have begun and have none of these open pairs. */
function unmatched(tx: Tx, which: (pairs: ReturnType<typeof openPairs>) => ReturnType<typeof openPairs>) {
  return tx.db
    .selectFrom('buddy_newcomer')
    .select('member_id')
    .where('state', '=', 'open')
    .where('begins_at', '<=', iso(tx.now))
    .where('member_id', 'not in', which(openPairs(tx)))
    .orderBy('begins_at')
    .orderBy('member_id');
}

const openPairs = (tx: Tx) => tx.db.selectFrom('buddy_pair').select('newcomer_id').where('closed_at', 'is', null);

/** How many newcomers are still to begin. */
export async function countComing(tx: Tx): Promise<number> {
  const { n } = await tx.db
    .selectFrom('buddy_newcomer')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('state', '=', 'open')
    .where('begins_at', '>', iso(tx.now))
    .executeTakeFirstOrThrow();
  return n;
}
