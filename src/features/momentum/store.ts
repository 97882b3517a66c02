import type { Updateable } from 'kysely';
import { affectedRows } from '../../database/affected.ts';
import { instant, iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { InvitationTable, MomentumRoundTable } from './tables.ts';

const rounds = (work: Work) => work.db.selectFrom('momentum_round').selectAll();

export function findRound(work: Work, week: string): Promise<MomentumRoundTable | undefined> {
  return rounds(work).where('week', '=', week).executeTakeFirst();
}

/** The newest round, whatever became of it. */
export function lastRound(work: Work): Promise<MomentumRoundTable | undefined> {
  return rounds(work).orderBy('week', 'desc').limit(1).executeTakeFirst();
}

/** The round that nobody else changes before this transaction is over. */
export async function lockRound(work: Work, week: string): Promise<MomentumRoundTable | undefined> {
  await work.db
    .updateTable('momentum_round')
    .set((r) => ({ people: r.ref('people') }))
    .where('week', '=', week)
    .execute();
  return findRound(work, week);
}

/** Adds the round of a week. @returns false when there is one. */
export async function insertRound(
  work: Work,
  row: Pick<MomentumRoundTable, 'week' | 'talks' | 'usual' | 'people'>,
): Promise<boolean> {
  const inserted = await work.db
    .insertInto('momentum_round')
    .values({ ...row, workspace_id: work.workspaceId, state: 'asked', created_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'week']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateRound(work: Work, week: string, to: Updateable<MomentumRoundTable>): Promise<void> {
  await work.db.updateTable('momentum_round').set(to).where('week', '=', week).execute();
}

/** When conversations ended, from `from` until before `to`, but for those that came of a quiet ask: totals are for owners. */
export async function talksBetween(
  work: Work,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Temporal.Instant[]> {
  const rows = await work.db
    .selectFrom('session as s')
    .select('s.ended_at')
    .where('s.ended_at', '>=', iso(from))
    .where('s.ended_at', '<', iso(to))
    .where('s.held_at', 'is not', null)
    .where('s.is_quiet', '=', 0)
    .execute();
  return rows.flatMap(({ ended_at }) => (ended_at ? [instant(ended_at)] : []));
}

/** Notes that somebody is invited. @returns false when they are already, for the same week. */
export async function insertInvitation(work: Work, row: Omit<InvitationTable, 'workspace_id'>): Promise<boolean> {
  const inserted = await work.db
    .insertInto('invitation')
    .values({ ...row, workspace_id: work.workspaceId })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'week']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** How many others wait for each of these skills. */
export async function waitingFor(work: Work, skillIds: string[], memberId: string): Promise<Map<string, number>> {
  if (skillIds.length === 0) return new Map();
  const rows = await work.db
    .selectFrom('request')
    .select((e) => ['skill_id', e.fn.count<number>('mentee_id').distinct().as('people')])
    .where('state', '=', 'waiting')
    .where('skill_id', 'in', skillIds)
    .where('mentee_id', '!=', memberId)
    .groupBy('skill_id')
    .execute();
  return new Map(rows.map((row) => [row.skill_id, Number(row.people)]));
}
