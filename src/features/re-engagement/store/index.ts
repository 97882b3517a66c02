import type { Updateable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import { waitingRequests } from '../../requests/store/index.ts';
import { heldSessions } from '../../sessions/store/history.ts';
import type { InvitationTable, MomentumRoundTable } from '../tables.ts';

const rounds = (tx: Tx) => tx.db.selectFrom('momentum_round').selectAll();

export function findRound(tx: Tx, week: string): Promise<MomentumRoundTable | undefined> {
  return rounds(tx).where('week', '=', week).executeTakeFirst();
}

/** The newest round, whatever became of it. */
export function lastRound(tx: Tx): Promise<MomentumRoundTable | undefined> {
  return rounds(tx).orderBy('week', 'desc').limit(1).executeTakeFirst();
}

/** The round that nobody else changes before this transaction is over. */
export async function lockRound(tx: Tx, week: string): Promise<MomentumRoundTable | undefined> {
  await tx.db.updateTable('momentum_round').set(lockBy('people')).where('week', '=', week).execute();
  return findRound(tx, week);
}

/** Adds the round of a week. @returns false when there is one. */
export async function insertRound(
  tx: Tx,
  row: Pick<MomentumRoundTable, 'week' | 'talks' | 'usual' | 'people'>,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('momentum_round')
    .values({ ...row, workspace_id: tx.workspaceId, state: 'asked', created_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'week']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateRound(tx: Tx, week: string, to: Updateable<MomentumRoundTable>): Promise<void> {
  await tx.db.updateTable('momentum_round').set(to).where('week', '=', week).execute();
}

/** When conversations ended, from `from` until before `to`, but for those that came of a quiet ask: totals are for owners. */
export async function talksBetween(tx: Tx, from: Temporal.Instant, to: Temporal.Instant): Promise<Temporal.Instant[]> {
  const rows = await heldSessions(tx)
    .select('ended_at')
    .where('ended_at', '>=', iso(from))
    .where('ended_at', '<', iso(to))
    .where('is_quiet', '=', 0)
    .execute();
  return rows.flatMap(({ ended_at }) => (ended_at ? [instant(ended_at)] : []));
}

/** Notes that somebody is invited. @returns false when they are already, for the same week. */
export async function insertInvitation(tx: Tx, row: Omit<InvitationTable, 'workspace_id'>): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('invitation')
    .values({ ...row, workspace_id: tx.workspaceId })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'week']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** How many others wait for each of these skills. */
export async function waitingFor(tx: Tx, skillIds: string[], memberId: string): Promise<Map<string, number>> {
  if (skillIds.length === 0) return new Map();
  const rows = await waitingRequests(tx)
    .select((e) => ['skill_id', e.fn.count<number>('mentee_id').distinct().as('people')])
    .where('skill_id', 'in', skillIds)
    .where('mentee_id', '!=', memberId)
    .groupBy('skill_id')
    .execute();
  return new Map(rows.map((row) => [row.skill_id, Number(row.people)]));
}
