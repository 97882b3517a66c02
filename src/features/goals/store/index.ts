import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import type { Merge } from '../../skills/service/index.ts';
import { skillNames } from '../../skills/store/skills.ts';
import type { Goal } from '../rules/index.ts';
import type { GoalTable } from '../tables.ts';

const goals = (tx: Tx) =>
  tx.db
    .selectFrom('goal as g')
    .leftJoin(skillNames(tx), 'skill.id', 'g.skill_id')
    .select(['g.id', 'g.member_id', 'g.words', 'g.skill_id', 'skill.name', 'g.by_on', 'g.state'])
    .select(['g.created_at', 'g.looked_at']);

/** Goals that are open, as “goal”. */
export const activeGoals = (tx: Tx) => tx.db.selectFrom('goal').where('goal.state', '=', 'open');

type GoalRow = Omit<GoalTable, 'workspace_id' | 'closed_at'> & { name: string | null };

const toGoal = (row: GoalRow): Goal => ({
  id: row.id,
  memberId: row.member_id,
  words: row.words,
  skill: row.skill_id !== null && row.name !== null ? { id: row.skill_id, name: row.name } : undefined,
  byOn: row.by_on === null ? undefined : Temporal.PlainDate.from(row.by_on),
  state: row.state,
  createdAt: instant(row.created_at),
  lookedAt: instant(row.looked_at),
});

/** A member's open goals, oldest first. */
export async function openGoals(tx: Tx, memberId: string): Promise<Goal[]> {
  const query = goals(tx).where('g.member_id', '=', memberId).where('g.state', '=', 'open');
  return (await query.orderBy('g.created_at').orderBy('g.id').execute()).map(toGoal);
}

export async function findGoal(tx: Tx, id: string): Promise<Goal | undefined> {
  const row = await goals(tx).where('g.id', '=', id).executeTakeFirst();
  return row && toGoal(row);
}

/** Open goals of other members about one of the skills, by id after `after`. */
export async function goalsAbout(
  tx: Tx,
  skillIds: string[],
  not: string,
  after: string,
  most: number,
): Promise<Goal[]> {
  if (skillIds.length === 0) return [];
  const query = goals(tx).where('g.skill_id', 'in', skillIds).where('g.state', '=', 'open');
  const page = query.where('g.member_id', '!=', not).where('g.id', '>', after).orderBy('g.id').limit(most);
  return (await page.execute()).map(toGoal);
}

export async function insertGoal(
  tx: Tx,
  goal: Pick<GoalTable, 'id' | 'member_id' | 'words' | 'skill_id' | 'by_on'>,
): Promise<void> {
  const at = iso(tx.now);
  const rest = { workspace_id: tx.workspaceId, state: 'open' as const, created_at: at, looked_at: at };
  await tx.db
    .insertInto('goal')
    .values({ ...goal, ...rest, closed_at: null })
    .execute();
}

/** Changes a goal; its owner has looked at it. */
export async function updateGoal(
  tx: Tx,
  id: string,
  to: Partial<Pick<GoalTable, 'words' | 'skill_id' | 'by_on' | 'state' | 'closed_at'>>,
): Promise<void> {
  await tx.db
    .updateTable('goal')
    .set({ ...to, looked_at: iso(tx.now) })
    .where('id', '=', id)
    .execute();
}

/** A member says of their open goals that they still fit. */
export async function lookAtGoals(tx: Tx, memberId: string): Promise<void> {
  await tx.db
    .updateTable('goal')
    .set({ looked_at: iso(tx.now) })
    .where('member_id', '=', memberId)
    .where('state', '=', 'open')
    .execute();
}

/** Goals about the first of two skills are about the second. */
export async function moveGoals(tx: Tx, { fromId, intoId }: Merge): Promise<void> {
  await tx.db.updateTable('goal').set({ skill_id: intoId }).where('skill_id', '=', fromId).execute();
}

/** Goals that a member reached, and when they said so. */
export async function goalsReached(tx: Tx, memberId: string): Promise<{ words: string; at: string }[]> {
  const rows = await tx.db
    .selectFrom('goal')
    .select(['words', 'closed_at', 'looked_at'])
    .where('member_id', '=', memberId)
    .where('state', '=', 'done')
    .execute();
  return rows.map((row) => ({ words: row.words, at: row.closed_at ?? row.looked_at }));
}
