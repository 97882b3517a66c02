import type { Selectable, Updateable } from 'kysely';
import { affectedRows } from '../../database/affected.ts';
import { instant, iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { Newcomer } from './rules.ts';
import type { BuddyNewcomerTable } from './tables.ts';

export const toNewcomer = (row: Selectable<BuddyNewcomerTable>): Newcomer => ({
  id: row.member_id,
  startsOn: Temporal.PlainDate.from(row.starts_on),
  beginsAt: instant(row.begins_at),
  state: row.state,
  hasChanged: row.has_changed === 1,
});

const newcomers = (work: Work) => work.db.selectFrom('buddy_newcomer').selectAll();

export async function findNewcomer(work: Work, id: string): Promise<Newcomer | undefined> {
  const row = await newcomers(work).where('member_id', '=', id).executeTakeFirst();
  return row && toNewcomer(row);
}

/** All newcomers by id, to compare a list with. */
export async function allNewcomers(work: Work): Promise<Map<string, Newcomer>> {
  const rows = await newcomers(work).execute();
  return new Map(rows.map((row) => [row.member_id, toNewcomer(row)]));
}

/** The same as `findNewcomer`, and nobody else decides about them before this transaction ends. */
export async function lockNewcomer(work: Work, id: string): Promise<Newcomer | undefined> {
  await work.db
    .updateTable('buddy_newcomer')
    .set((n) => ({ state: n.ref('state') }))
    .where('member_id', '=', id)
    .execute();
  return findNewcomer(work, id);
}

export type NewcomerRow = Pick<BuddyNewcomerTable, 'member_id' | 'starts_on' | 'begins_at'>;

/** Rows of one insert; databases limit the parameters of a statement. */
const ROWS_AT_ONCE = 200;

/** Adds newcomers, or gives those who are known new dates and a fresh start if they had left. */
export async function saveNewcomers(work: Work, rows: NewcomerRow[]): Promise<void> {
  const fresh = {
    workspace_id: work.workspaceId,
    state: 'open',
    has_changed: 0,
    noted_at: null,
    ended_at: null,
  } as const;
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    await work.db
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
export async function insertNewcomer(work: Work, row: NewcomerRow): Promise<boolean> {
  const inserted = await work.db
    .insertInto('buddy_newcomer')
    .values({ ...row, workspace_id: work.workspaceId, state: 'open', has_changed: 0, noted_at: null, ended_at: null })
    .onConflict((c) => c.columns(['workspace_id', 'member_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateNewcomer(work: Work, id: string, to: Updateable<BuddyNewcomerTable>): Promise<void> {
  await work.db.updateTable('buddy_newcomer').set(to).where('member_id', '=', id).execute();
}

/** Newcomers who want a buddy and have none, not even asked, from the one after `after` on. */
export async function waitingNewcomers(
  work: Work,
  options: { after?: { beginsAt: string; id: string } | undefined; limit: number },
): Promise<Newcomer[]> {
  const { after, limit } = options;
  let query = newcomers(work)
    .where('state', '=', 'open')
    .where('begins_at', '<=', iso(work.now))
    .where('member_id', 'not in', openPairs(work));
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
export async function nextBeginning(work: Work): Promise<string | undefined> {
  const row = await work.db
    .selectFrom('buddy_newcomer')
    .select((e) => e.fn.min('begins_at').as('at'))
    .where('state', '=', 'open')
    .where('begins_at', '>', iso(work.now))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Notes that owners hear about these newcomers; those of whom they heard before are left out. @returns whether any was new. */
export async function noteUnmatched(work: Work, ids: string[]): Promise<boolean> {
  if (ids.length === 0) return false;
  const noted = await work.db
    .updateTable('buddy_newcomer')
    .set({ noted_at: iso(work.now) })
    .where('member_id', 'in', ids)
    .where('noted_at', 'is', null)
    .executeTakeFirst();
  return affectedRows(noted) > 0;
}

/** Ids of newcomers who have begun and to whom nobody has said yes. */
export async function unmatchedIds(work: Work): Promise<string[]> {
  const rows = await unmatched(work, (pairs) => pairs.where('state', '!=', 'asked')).execute();
  return rows.map((row) => row.member_id);
}

/** Of the newcomers about whom owners are told since then, those for whom still nobody is asked. */
export async function notedSince(work: Work, since: string): Promise<string[]> {
  const rows = await unmatched(work, (pairs) => pairs)
    .where('noted_at', '>=', since)
    .execute();
  return rows.map((row) => row.member_id);
}

/** Newcomers who have begun and have none of these open pairs. */
function unmatched(work: Work, which: (pairs: ReturnType<typeof openPairs>) => ReturnType<typeof openPairs>) {
  return work.db
    .selectFrom('buddy_newcomer')
    .select('member_id')
    .where('state', '=', 'open')
    .where('begins_at', '<=', iso(work.now))
    .where('member_id', 'not in', which(openPairs(work)))
    .orderBy('begins_at')
    .orderBy('member_id');
}

const openPairs = (work: Work) => work.db.selectFrom('buddy_pair').select('newcomer_id').where('closed_at', 'is', null);

/** How many newcomers are still to begin. */
export async function countComing(work: Work): Promise<number> {
  const { n } = await work.db
    .selectFrom('buddy_newcomer')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('state', '=', 'open')
    .where('begins_at', '>', iso(work.now))
    .executeTakeFirstOrThrow();
  return n;
}
