import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { atLocal, type Member } from '../../members/rules/index.ts';
import { requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt } from '../../prompts/service/index.ts';
import type { Goal } from '../rules/index.ts';
import { findGoal } from '../store/index.ts';
import { dueGroup, duePrompt, newsPrompt } from './job-kinds.ts';

/** Local time at which members hear that the day of a goal has come. */
const MORNING = '09:30';

/** Plans to ask about a goal once its day has come, instead of what was planned before; without a day, nothing. */
export async function planDue(tx: Tx, member: Member, goal: Pick<Goal, 'id' | 'byOn'>): Promise<void> {
  const group = dueGroup(goal.id);
  await cancelPrompts(tx, group);
  if (!goal.byOn) return;
  const schedule = { memberId: member.id, key: `${group}:${iso(tx.now)}`, group };
  const dueAt = atLocal(member, goal.byOn, MORNING);
  await queuePrompt(tx, duePrompt, { goalId: goal.id, byOn: goal.byOn.toString() }, { ...schedule, dueAt });
}

/** What the question of that day shows now; undefined when there is nothing to ask any more, or not yet. */
export async function dueNow(
  tx: Tx,
  goalId: string,
  byOn: string,
): Promise<{ goal: Goal; isAsked: boolean } | undefined> {
  const goal = await findGoal(tx, goalId);
  if (!goal) return undefined;
  const isAsked = goal.state === 'open' && goal.byOn?.toString() === byOn;
  if (!isAsked) return { goal, isAsked };
  const member = await requireMember(tx, goal.memberId);
  const isReached = (at: Temporal.Instant) =>
    Temporal.PlainDate.compare(at.toZonedDateTimeISO(member.zone).toPlainDate(), byOn) >= 0;
  // Somebody who flew west is on the day before again.
  if (!isReached(tx.now)) await planDue(tx, member, goal);
  // Who has looked at the goal since its day came, as with a reflection, has answered.
  const isMoot = !isReached(tx.now) || isReached(goal.lookedAt) || member.mutes.includes(newsPrompt.name);
  return isMoot ? undefined : { goal, isAsked };
}
