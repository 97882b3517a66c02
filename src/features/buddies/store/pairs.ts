import type { Selectable, Updateable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import { type Pair, type PairState, YEAR_DAYS } from '../rules/index.ts';
import type { BuddyPairTable } from '../tables.ts';

const toPair = (row: Selectable<BuddyPairTable>): Pair => ({
  id: row.id,
  newcomerId: row.newcomer_id,
  buddyId: row.buddy_id,
  state: row.state,
  ending: row.ending ?? undefined,
  answerBy: instant(row.answer_by),
  isTold: row.told_at !== null,
  isAccepted: row.accepted_at !== null,
  channel: row.channel ?? undefined,
});

const pairs = (tx: Tx) => tx.db.selectFrom('buddy_pair').selectAll();

export async function findPair(tx: Tx, id: string): Promise<Pair | undefined> {
  const row = await pairs(tx).where('id', '=', id).executeTakeFirst();
  return row && toPair(row);
}

/** Ids of the pairs whose buddy is being asked. */
export async function askedPairs(tx: Tx): Promise<string[]> {
  const rows = await tx.db.selectFrom('buddy_pair').select('id').where('state', '=', 'asked').orderBy('id').execute();
  return rows.map((row) => row.id);
}

/** The pair of a newcomer, or of a buddy, that is not closed. */
export async function openPair(
  tx: Tx,
  person: 'newcomer_id' | 'buddy_id',
  memberId: string,
): Promise<Pair | undefined> {
  const row = await pairs(tx).where(person, '=', memberId).where('closed_at', 'is', null).executeTakeFirst();
  return row && toPair(row);
}

/** Asks somebody, unless the newcomer or they have an open pair by now. @returns whether the pair was made. */
export async function insertPair(
  tx: Tx,
  pair: Pick<BuddyPairTable, 'id' | 'newcomer_id' | 'buddy_id' | 'answer_by'>,
): Promise<boolean> {
  const empty = { ending: null, accepted_at: null, told_at: null, channel: null, closed_at: null };
  const inserted = await tx.db
    .insertInto('buddy_pair')
    .values({ ...pair, ...empty, workspace_id: tx.workspaceId, state: 'asked', asked_at: iso(tx.now) })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updatePair(tx: Tx, id: string, to: Updateable<BuddyPairTable>): Promise<void> {
  await tx.db.updateTable('buddy_pair').set(to).where('id', '=', id).execute();
}

/** Buddies who are not asked again for a newcomer: all who were, unless they were just away. */
export async function triedFor(tx: Tx, newcomerId: string): Promise<Set<string>> {
  const rows = await tx.db
    .selectFrom('buddy_pair')
    .select('buddy_id')
    .where('newcomer_id', '=', newcomerId)
    .where('ending', '!=', 'away')
    .execute();
  return new Set(rows.map((row) => row.buddy_id));
}

export type WillingRow = { id: string; taken: number; lastAsked: string | undefined };

/** Willing members without an open pair, with how many newcomers they took on within a year and when they were asked last. */
export async function freeWilling(tx: Tx): Promise<WillingRow[]> {
  const yearAgo = iso(tx.now.subtract({ hours: 24 * YEAR_DAYS }));
  const open = tx.db.selectFrom('buddy_pair').select('buddy_id').where('closed_at', 'is', null);
  const rows = await tx.db
    .selectFrom('buddy_willing as w')
    .leftJoin('buddy_pair as p', (j) =>
      j.onRef('p.workspace_id', '=', 'w.workspace_id').onRef('p.buddy_id', '=', 'w.member_id'),
    )
    .select((e) => [
      'w.member_id as id',
      e.fn.max('p.asked_at').as('lastAsked'),
      e.fn.sum<number | null>(e.case().when('p.accepted_at', '>=', yearAgo).then(1).else(0).end()).as('taken'),
    ])
    .where('w.member_id', 'not in', open)
    .groupBy('w.member_id')
    .execute();
  return rows.map(({ id, taken, lastAsked }) => ({ id, taken: Number(taken ?? 0), lastAsked: lastAsked ?? undefined }));
}

export async function isWilling(tx: Tx, memberId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('buddy_willing')
    .select('since')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function addWilling(tx: Tx, memberId: string): Promise<void> {
  await tx.db
    .insertInto('buddy_willing')
    .values({ workspace_id: tx.workspaceId, member_id: memberId, since: iso(tx.now) })
    .onConflict((c) => c.doNothing())
    .execute();
}

export async function removeWilling(tx: Tx, memberId: string): Promise<void> {
  await tx.db.deleteFrom('buddy_willing').where('member_id', '=', memberId).execute();
}

export async function countWilling(tx: Tx): Promise<number> {
  const { n } = await tx.db
    .selectFrom('buddy_willing')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** How many open pairs are in each state. */
export async function countPairs(tx: Tx): Promise<Map<PairState, number>> {
  const rows = await tx.db
    .selectFrom('buddy_pair')
    .select((e) => ['state', e.fn.countAll<number>().as('n')])
    .where('closed_at', 'is', null)
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, row.n]));
}
