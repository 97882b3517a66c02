import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { atLocal, type Member } from '../../members/rules.ts';
import { requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt } from '../../prompts/service.ts';
import type { Goal } from '../rules.ts';
import { findGoal } from '../store.ts';
import { due, dueGroup, news } from './kinds.ts';

/** Local time at which members hear that the day of a goal has come. */
const MORNING = '09:30';

/** Plans to ask about a goal once its day has come, instead of what was planned before; without a day, nothing. */
export async function planDue(work: Work, member: Member, goal: Pick<Goal, 'id' | 'byOn'>): Promise<void> {
  const group = dueGroup(goal.id);
  await cancelPrompts(work, group);
  if (!goal.byOn) return;
  const schedule = { memberId: member.id, key: `${group}:${iso(work.now)}`, group };
  const dueAt = atLocal(member, goal.byOn, MORNING);
  await queuePrompt(work, due, { goalId: goal.id, byOn: goal.byOn.toString() }, { ...schedule, dueAt });
}

/** What the question of that day shows now; undefined when there is nothing to ask any more, or not yet. */
export async function dueNow(
  work: Work,
  goalId: string,
  byOn: string,
): Promise<{ goal: Goal; isAsked: boolean } | undefined> {
  const goal = await findGoal(work, goalId);
  if (!goal) return undefined;
  const isAsked = goal.state === 'open' && goal.byOn?.toString() === byOn;
  if (!isAsked) return { goal, isAsked };
  const member = await requireMember(work, goal.memberId);
  const isReached = (at: Temporal.Instant) =>
    Temporal.PlainDate.compare(at.toZonedDateTimeISO(member.zone).toPlainDate(), byOn) >= 0;
  // Somebody who flew west is on the day before again.
  if (!isReached(work.now)) await planDue(work, member, goal);
  // Who has looked at the goal since its day came, as with a reflection, has answered.
  const isMoot = !isReached(work.now) || isReached(goal.lookedAt) || member.mutes.includes(news.name);
  return isMoot ? undefined : { goal, isAsked };
}
