import { randomUUID } from 'node:crypto';
import { UserError } from '../../errors.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import { careAbout } from '../care/service.ts';
import { findOrCreateSkill, lockMember, requireMember } from '../members/service.ts';
import { cancelPrompts, refreshPrompts } from '../prompts/service.ts';
import { trySpend } from '../quotas/service.ts';
import { findTopic, noteUse } from '../skills/service/index.ts';
import type { GoalForm } from './rules/form.ts';
import { type Goal, type Review, reviewOf, whyNoRoom } from './rules.ts';
import { planDue } from './service/due.ts';
import { dueGroup, news } from './service/kinds.ts';
import { findGoal, insertGoal, lookAtGoals, openGoals, updateGoal } from './store.ts';

export { planFreshness } from './service/freshness.ts';
export { useConfirmed } from './service/ladder.ts';
export { mergeTopics } from './service/merging.ts';
export { fitAppeared, helpersKnown, newsChanged } from './service/news.ts';
export { offersChanged } from './service/offered.ts';
export { goalsInHome } from './service/suggestions.ts';

/** The skills that a member's open goals are about, each once. */
export async function skillsAimedAt(work: Work, memberId: string): Promise<{ skillId: string; name: string }[]> {
  const skills = (await openGoals(work, memberId)).flatMap(({ skill }) => skill ?? []);
  return [...new Map(skills.map(({ id, name }) => [id, { skillId: id, name }])).values()];
}

/** What the form of a goal starts from. @throws UserError when it is not theirs or not open. */
export async function formOf(work: Work, memberId: string, goalId: string | undefined) {
  if (goalId === undefined) return { goalId, words: '', skill: undefined, byOn: undefined };
  const { words, skill, byOn } = await ownGoal(work, memberId, goalId);
  const { zone } = await requireMember(work, memberId);
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate();
  const isAhead = byOn && Temporal.PlainDate.compare(byOn, today) > 0;
  return { goalId, words, skill: skill?.name, byOn: isAhead ? byOn : undefined };
}

/**
 * Adds a goal, or changes one. Without a named skill, the words say which one it is about, if they surely name one.
 * @returns why nothing was kept, in words for its owner, or undefined.
 */
export async function saveGoal(
  work: Work,
  memberId: string,
  goalId: string | undefined,
  form: GoalForm,
): Promise<string | undefined> {
  const member = await requireMember(work, memberId);
  await lockMember(work, memberId);
  const open = await openGoals(work, memberId);
  const before = open.find((goal) => goal.id === goalId);
  if (goalId !== undefined && !before) return GONE;
  const care = await careAbout(work, form.words);
  if (care)
    return `${care.says} ${care.turn}: ${care.contacts.join('; ')}. You can also report it: type /mentor report.`;
  const refusal = whyNoRoom(before ? [] : open, form.words);
  const over = refusal ?? (await trySpend(work, member, 'goal'));
  if (over) return over;
  const said = {
    words: form.words,
    skill_id: await skillOf(work, memberId, form, before),
    by_on: form.byOn?.toString() ?? null,
  };
  if (said.skill_id !== null) await noteUse(work, said.skill_id, memberId);
  const id = before?.id ?? randomUUID();
  if (before) await updateGoal(work, id, said);
  else await insertGoal(work, { id, member_id: memberId, ...said });
  if (before?.byOn?.toString() !== form.byOn?.toString()) await planDue(work, member, { id, byOn: form.byOn });
  await refreshPrompts(work, dueGroup(id));
  work.touch(memberId);
  return undefined;
}

/** A skill that was taken out of the form stays out, until the words are others. */
async function skillOf(
  work: Work,
  memberId: string,
  { words, skill }: GoalForm,
  before: Goal | undefined,
): Promise<string | null> {
  if (skill !== '') return (await findOrCreateSkill(work, skill, memberId)).id;
  if (before?.words === words) return null;
  const { skill: meant, how } = await findTopic(work, words, memberId);
  return how === 'guess' || how === 'spelling' ? null : (meant?.id ?? null);
}

const GONE =
  'That goal is no longer among your open ones, so nothing was changed. `/mentor goals` shows those that are.';

async function ownGoal(work: Work, memberId: string, goalId: string): Promise<Goal> {
  const goal = await findGoal(work, goalId);
  if (goal?.memberId !== memberId || goal.state !== 'open') throw new UserError(GONE);
  return goal;
}

/** A goal is reached, or let go. @returns it. @throws UserError when it is not theirs or not open. */
export async function closeGoal(work: Work, memberId: string, goalId: string, state: 'done' | 'let go'): Promise<Goal> {
  const goal = await ownGoal(work, memberId, goalId);
  await updateGoal(work, goalId, { state, closed_at: iso(work.now) });
  await cancelPrompts(work, dueGroup(goalId));
  await refreshPrompts(work, dueGroup(goalId));
  work.touch(memberId);
  return { ...goal, state };
}

/** Takes that back. @throws UserError when it is not theirs, or there is no room for it any more. */
export async function reopenGoal(work: Work, memberId: string, goalId: string): Promise<void> {
  await lockMember(work, memberId);
  const goal = await findGoal(work, goalId);
  if (goal?.memberId !== memberId) throw new UserError(GONE);
  if (goal.state === 'open') throw new UserError('That goal is open again already. Nothing more to do.');
  const refusal = whyNoRoom(await openGoals(work, memberId), goal.words);
  if (refusal) throw new UserError(refusal);
  await updateGoal(work, goalId, { state: 'open', closed_at: null });
  await planDue(work, await requireMember(work, memberId), goal);
  await refreshPrompts(work, dueGroup(goalId));
  work.touch(memberId);
}

/** What somebody's reflection asks about their goals, if it does; `nth` counts their reflections, from 1. */
export async function reviewWith(
  work: Work,
  memberId: string,
  nth: number,
  since: Temporal.Instant,
): Promise<Review | undefined> {
  if ((await requireMember(work, memberId)).mutes.includes(news.name)) return undefined;
  return reviewOf(nth, since, await openGoals(work, memberId));
}

/** A member has looked at their goals and says that they fit, or is about to change them. */
export function goalsLookedAt(work: Work, memberId: string): Promise<void> {
  return lookAtGoals(work, memberId);
}
