import type { Updateable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import { insertRows } from '../../../database/insert-rows.ts';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import type { RoundKind } from '../rules/index.ts';
import type { PulseAskedTable, PulseRoundTable } from '../tables.ts';

const rounds = (tx: Tx) => tx.db.selectFrom('pulse_round').selectAll();

export function findRound(tx: Tx, id: string): Promise<PulseRoundTable | undefined> {
  return rounds(tx).where('id', '=', id).executeTakeFirst();
}

/** Every round, the newest first. */
export function allRounds(tx: Tx): Promise<PulseRoundTable[]> {
  return rounds(tx).orderBy('starts_at', 'desc').orderBy('id').execute();
}

/** The round that nobody else changes, opens or closes before this transaction is over. */
export async function lockRound(tx: Tx, id: string): Promise<PulseRoundTable | undefined> {
  await tx.db.updateTable('pulse_round').set(lockBy('asked')).where('id', '=', id).execute();
  return findRound(tx, id);
}

export async function insertRound(tx: Tx, row: Omit<PulseRoundTable, 'workspace_id'>): Promise<void> {
  await tx.db
    .insertInto('pulse_round')
    .values({ ...row, workspace_id: tx.workspaceId })
    .execute();
}

export async function updateRound(tx: Tx, id: string, to: Updateable<PulseRoundTable>): Promise<void> {
  await tx.db.updateTable('pulse_round').set(to).where('id', '=', id).execute();
}

export async function deleteRound(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('pulse_round').where('id', '=', id).execute();
}

/** Notes whom a round asks; somebody whom it asks already is left alone. */
export function insertAsked(tx: Tx, rows: Omit<PulseAskedTable, 'workspace_id'>[]): Promise<number> {
  const all = rows.map(({ member_id, ...row }) => ({ member_id, ...row, workspace_id: tx.workspaceId }));
  return insertRows(tx.db, 'pulse_asked', all, ['workspace_id', 'round_id', 'member_id']);
}

export function findAsked(tx: Tx, roundId: string, memberId: string): Promise<PulseAskedTable | undefined> {
  const asked = tx.db.selectFrom('pulse_asked').selectAll();
  return asked.where('round_id', '=', roundId).where('member_id', '=', memberId).executeTakeFirst();
}

/** Notes that somebody has answered. @returns false when they are not asked, or had answered before. */
export async function markAnswered(tx: Tx, roundId: string, memberId: string): Promise<boolean> {
  const marked = await tx.db
    .updateTable('pulse_asked')
    .set({ state: 'answered' })
    .where('round_id', '=', roundId)
    .where('member_id', '=', memberId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  return affectedRows(marked) > 0;
}

/** Ids of the next `most` people of a wave after an id who are still to be asked, in the order of ids. */
export async function nextWaiting(tx: Tx, roundId: string, wave: number, after: string, most: number) {
  const rows = await tx.db
    .selectFrom('pulse_asked')
    .select('member_id')
    .where('round_id', '=', roundId)
    .where('wave', '=', wave)
    .where('state', '=', 'waiting')
    .where('member_id', '>', after)
    .orderBy('member_id')
    .limit(most)
    .execute();
  return rows.map((row) => row.member_id);
}

export async function markAsked(tx: Tx, roundId: string, memberIds: string[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx.db
    .updateTable('pulse_asked')
    .set({ state: 'asked' })
    .where('round_id', '=', roundId)
    .where('member_id', 'in', memberIds)
    .execute();
}

/** How many people of a round are in which state. */
export async function countAsked(tx: Tx, roundId: string): Promise<{ asked: number; answered: number }> {
  const rows = await tx.db
    .selectFrom('pulse_asked')
    .select((e) => ['state', e.fn.countAll<number>().as('n')])
    .where('round_id', '=', roundId)
    .groupBy('state')
    .execute();
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0);
  return { asked: of('asked') + of('answered'), answered: of('answered') };
}

/** What somebody is asked now, with its round, the newest first. */
export async function askedOf(tx: Tx, memberId: string): Promise<{ id: string; kind: RoundKind; state: string }[]> {
  return tx.db
    .selectFrom('pulse_round as r')
    .innerJoin('pulse_asked as a', (j) =>
      j.onRef('a.workspace_id', '=', 'r.workspace_id').onRef('a.round_id', '=', 'r.id'),
    )
    .select(['r.id', 'r.kind', 'a.state'])
    .where('a.member_id', '=', memberId)
    .where('r.state', '=', 'open')
    .orderBy('r.starts_at', 'desc')
    .execute();
}

/** Somebody is not among those asked any more. */
export async function forgetOne(tx: Tx, roundId: string, memberId: string): Promise<void> {
  await tx.db.deleteFrom('pulse_asked').where('round_id', '=', roundId).where('member_id', '=', memberId).execute();
}

/** The first few people of a round, in the order of ids. */
export function firstAsked(tx: Tx, roundId: string, most: number): Promise<PulseAskedTable[]> {
  const asked = tx.db.selectFrom('pulse_asked').selectAll();
  return asked.where('round_id', '=', roundId).orderBy('member_id').limit(most).execute();
}
