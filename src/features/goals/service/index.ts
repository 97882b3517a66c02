import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import { careAbout } from '../../care/service/index.ts';
import { findOrCreateSkill, lockMember, requireMember } from '../../members/service.ts';
import { cancelPrompts, refreshPrompts } from '../../prompts/service/index.ts';
import { trySpend } from '../../quotas/service.ts';
import { findTopic, noteUse } from '../../skills/service/index.ts';
import type { GoalForm } from '../rules/form.ts';
import { type Goal, type Review, reviewOf, whyNoRoom } from '../rules/index.ts';
import { findGoal, insertGoal, lookAtGoals, openGoals, updateGoal } from '../store/index.ts';
import { planDue } from './due.ts';
import { dueGroup, newsPrompt } from './job-kinds.ts';

export { planFreshness } from './freshness.ts';
export { useConfirmed } from './ladder.ts';
export { mergeTopics } from './merging.ts';
export { fitAppeared, helpersKnown, newsChanged } from './news.ts';
export { offersChanged } from './offered.ts';
export { goalsInHome } from './suggestions.ts';

/** The skills that a member's open goals are about, each once. */
export async function skillsAimedAt(tx: Tx, memberId: string): Promise<{ skillId: string; name: string }[]> {
  const skills = (await openGoals(tx, memberId)).flatMap(({ skill }) => skill ?? []);
  return [...new Map(skills.map(({ id, name }) => [id, { skillId: id, name }])).values()];
}

/** What the form of a goal starts from. @throws UserError when it is not theirs or not open. */
export async function formOf(tx: Tx, memberId: string, goalId: string | undefined) {
  if (goalId === undefined) return { goalId, words: '', skill: undefined, byOn: undefined };
  const { words, skill, byOn } = await ownGoal(tx, memberId, goalId);
  const { zone } = await requireMember(tx, memberId);
  const today = tx.now.toZonedDateTimeISO(zone).toPlainDate();
  const isAhead = byOn && Temporal.PlainDate.compare(byOn, today) > 0;
  return { goalId, words, skill: skill?.name, byOn: isAhead ? byOn : undefined };
}

/**
 * Adds a goal, or changes one. Without a named skill, the words say which one it is about, if they surely name one.
 * @returns why nothing was kept, in words for its owner, or undefined.
 */
export async function saveGoal(
  tx: Tx,
  memberId: string,
  goalId: string | undefined,
  form: GoalForm,
): Promise<string | undefined> {
  const member = await requireMember(tx, memberId);
  await lockMember(tx, memberId);
  const open = await openGoals(tx, memberId);
  const before = open.find((goal) => goal.id === goalId);
  if (goalId !== undefined && !before) return GONE;
  const refusal =
    (await turnElsewhere(tx, form.words)) ??
    whyNoRoom(before ? [] : open, form.words) ??
    (await trySpend(tx, member, 'goal'));
  if (refusal) return refusal;
  const said = {
    words: form.words,
    skill_id: await skillOf(tx, memberId, form, before),
    by_on: form.byOn?.toString() ?? null,
  };
  if (said.skill_id !== null) await noteUse(tx, said.skill_id, memberId);
  const id = before?.id ?? randomUUID();
  if (before) await updateGoal(tx, id, said);
  else await insertGoal(tx, { id, member_id: memberId, ...said });
  if (before?.byOn?.toString() !== form.byOn?.toString()) await planDue(tx, member, { id, byOn: form.byOn });
  await refreshPrompts(tx, dueGroup(id));
  tx.touch(memberId);
  return undefined;
}

/** Whom to turn to with what is no goal but trouble. */
async function turnElsewhere(tx: Tx, words: string): Promise<string | undefined> {
  const care = await careAbout(tx, words);
  return care && `${care.says} ${care.turn}: ${care.contacts.join('; ')}. You can also report it: type /mentor report.`;
}

/** A skill that was taken out of the form stays out, until the words are others. */
async function skillOf(
  tx: Tx,
  memberId: string,
  { words, skill }: GoalForm,
  before: Goal | undefined,
): Promise<string | null> {
  if (skill !== '') return (await findOrCreateSkill(tx, skill, memberId)).id;
  if (before?.words === words) return null;
  const { skill: meant, how } = await findTopic(tx, words, memberId);
  return how === 'guess' || how === 'spelling' ? null : (meant?.id ?? null);
}

const GONE =
  'That goal is no longer among your open ones, so nothing was changed. `/mentor goals` shows those that are.';

async function ownGoal(tx: Tx, memberId: string, goalId: string): Promise<Goal> {
  const goal = await findGoal(tx, goalId);
  if (goal?.memberId !== memberId || goal.state !== 'open') throw new UserError(GONE);
  return goal;
}

/** A goal is reached, or let go. @returns it. @throws UserError when it is not theirs or not open. */
export async function closeGoal(tx: Tx, memberId: string, goalId: string, state: 'done' | 'let go'): Promise<Goal> {
  const goal = await ownGoal(tx, memberId, goalId);
  await updateGoal(tx, goalId, { state, closed_at: iso(tx.now) });
  await cancelPrompts(tx, dueGroup(goalId));
  await refreshPrompts(tx, dueGroup(goalId));
  tx.touch(memberId);
  return { ...goal, state };
}

/** Takes that back. @throws UserError when it is not theirs, or there is no room for it any more. */
export async function reopenGoal(tx: Tx, memberId: string, goalId: string): Promise<void> {
  await lockMember(tx, memberId);
  const goal = await findGoal(tx, goalId);
  if (goal?.memberId !== memberId) throw new UserError(GONE);
  if (goal.state === 'open') throw new UserError('That goal is open again already. Nothing more to do.');
  const refusal = whyNoRoom(await openGoals(tx, memberId), goal.words);
  if (refusal) throw new UserError(refusal);
  await updateGoal(tx, goalId, { state: 'open', closed_at: null });
  await planDue(tx, await requireMember(tx, memberId), goal);
  await refreshPrompts(tx, dueGroup(goalId));
  tx.touch(memberId);
}

/** What somebody's reflection asks about their goals, if it does; `nth` counts their reflections, from 1. */
export async function reviewWith(
  tx: Tx,
  memberId: string,
  nth: number,
  since: Temporal.Instant,
): Promise<Review | undefined> {
  if ((await requireMember(tx, memberId)).mutes.includes(newsPrompt.name)) return undefined;
  return reviewOf(nth, since, await openGoals(tx, memberId));
}

/** A member has looked at their goals and says that they fit, or is about to change them. */
export function goalsLookedAt(tx: Tx, memberId: string): Promise<void> {
  return lookAtGoals(tx, memberId);
}
