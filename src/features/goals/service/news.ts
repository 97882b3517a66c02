import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { getMember, getMembers, skillsOf } from '../../members/service.ts';
import { hoursFor } from '../../office-hours/service/index.ts';
import { queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { checkEligible } from '../../sessions/service/index.ts';
import { sameSkills } from '../../skills/service/index.ts';
import type { Goal } from '../rules/index.ts';
import { isNewsResting, newsAt } from '../rules/news.ts';
import { goalsAbout, openGoals } from '../store/index.ts';
import { insertNews, lastTold, markKnown, markTold, type News, newsOf, toldOf } from '../store/news.ts';
import { fittingJob, newsGroup, newsPrompt } from './job-kinds.ts';

/** Goals that one job looks at. */
const PAGE = 200;
/** Colleagues and office hours that one message names for each goal. */
const MOST_EACH = 2;

export type Fit = {
  kind: 'helper' | 'hours';
  /** Id of the colleague, or of the office hours. */
  subjectId: string;
  /** Whose goals are left out. */
  byId: string;
  skillIds: string[];
};

/** Somebody offers skills, or office hours about them, since now: goals about one of them hear of it. */
export async function fitAppeared(tx: Tx, fit: Fit): Promise<void> {
  if (fit.skillIds.length === 0) return;
  const skillIds = await sameSkills(tx, fit.skillIds);
  const [any] = await goalsAbout(tx, skillIds, fit.byId, '', 1);
  if (any) await enqueue(tx, fittingJob, { ...fit, skillIds, after: '' });
}

/** Notes a fit for one page of goals and plans the next. */
export async function noteFits(tx: Tx, fit: Fit & { after: string }): Promise<void> {
  const page = await goalsAbout(tx, fit.skillIds, fit.byId, fit.after, PAGE);
  for (const goal of page) {
    const isNew = await insertNews(tx, goal.memberId, { goalId: goal.id, kind: fit.kind, subjectId: fit.subjectId });
    if (isNew) await planNews(tx, goal.memberId);
  }
  const last = page.at(-1);
  if (last && page.length === PAGE) await enqueue(tx, fittingJob, { ...fit, after: last.id });
}

/** A member is being told elsewhere of people who can help with a skill: their goals about it do not tell it again. */
export async function helpersKnown(tx: Tx, memberId: string, skillId: string, helperIds: string[]): Promise<void> {
  const skillIds = await sameSkills(tx, [skillId]);
  for (const goal of await openGoals(tx, memberId)) {
    if (!goal.skill || !skillIds.includes(goal.skill.id)) continue;
    for (const subjectId of helperIds) await markKnown(tx, memberId, { goalId: goal.id, kind: 'helper', subjectId });
  }
}

/** Plans to tell a member what is new for their goals: all of it in one message, a week after the last at the earliest. */
async function planNews(tx: Tx, memberId: string): Promise<void> {
  const member = await getMember(tx, memberId);
  if (!member || member.mutes.includes(newsPrompt.name)) return;
  const dueAt = newsAt(member, tx.now, await lastTold(tx, memberId));
  const date = dueAt.toZonedDateTimeISO(member.zone).toPlainDate().toString();
  const schedule = { memberId, key: `goals.news:${memberId}:${date}`, dueAt, group: newsGroup(memberId, date) };
  await queuePrompt(tx, newsPrompt, { memberId, date }, schedule);
}

/** Of a colleague, or of office hours, something else is so now: who was told of them reads how it is. */
export async function newsChanged(tx: Tx, kind: News['kind'], subjectId: string): Promise<void> {
  for (const { memberId, toldIn } of await toldOf(tx, kind, subjectId))
    await refreshPrompts(tx, newsGroup(memberId, toldIn));
}

/**
 * What the message planned for a date says: what is new for the member's goals and still fits. The first time that it is
 * asked for, all that is new counts as told with it. undefined = nothing to say, or not so soon after the last.
 */
export async function newsNow(tx: Tx, memberId: string, date: string) {
  const told = await newsOf(tx, memberId, date);
  if (told.length > 0) return describe(tx, memberId, told);
  const member = await getMember(tx, memberId);
  if (!member || isNewsResting(member.zone, tx.now, await lastTold(tx, memberId))) return undefined;
  const shown = await describe(tx, memberId, await newsOf(tx, memberId, undefined));
  const today = tx.now.toZonedDateTimeISO(member.zone).toPlainDate();
  if (shown) await markTold(tx, memberId, date, today.toString());
  return shown;
}

async function describe(tx: Tx, memberId: string, all: News[]) {
  const goals = [];
  for (const goal of await openGoals(tx, memberId)) {
    const fit = await stillFitting(
      tx,
      goal,
      all.filter((item) => item.goalId === goal.id),
    );
    if (fit.helpers.length + fit.hours.length > 0) goals.push({ goal, ...fit });
  }
  return goals.length > 0 ? { goals } : undefined;
}

async function stillFitting(tx: Tx, { skill, memberId }: Goal, all: News[]) {
  if (!skill || all.length === 0) return { helpers: [], hours: [] };
  const idsOf = (kind: News['kind']) => all.filter((item) => item.kind === kind).map((item) => item.subjectId);
  const skillIds = await sameSkills(tx, [skill.id]);
  const helpers: string[] = [];
  for (const id of idsOf('helper')) {
    if (helpers.length === MOST_EACH) break;
    if (await canHelp(tx, id, skillIds, memberId)) helpers.push(id);
  }
  const members = await getMembers(tx, helpers);
  const isNew = new Set(idsOf('hours'));
  const hours = isNew.size > 0 ? await hoursFor(tx, skillIds, memberId, Number.POSITIVE_INFINITY) : [];
  return {
    helpers: helpers.map((id) => ({ id, name: members.get(id)?.name ?? '' })),
    hours: hours.filter((listed) => isNew.has(listed.hours.id)).slice(0, MOST_EACH),
  };
}

async function canHelp(tx: Tx, helperId: string, skillIds: string[], memberId: string): Promise<boolean> {
  const { offers } = await skillsOf(tx, helperId);
  const isOffering = offers.some((held) => skillIds.includes(held.skillId));
  return isOffering && (await checkEligible(tx, helperId, memberId)) === undefined;
}
