import type { Registry } from '../../jobs/define.ts';
import { dueNow } from './service/due.ts';
import { freshNow, lookAtSkills, planReminder } from './service/freshness.ts';
import { due, fitting, fresh, freshnessDue, ladder, news } from './service/kinds.ts';
import { ladderNow } from './service/ladder.ts';
import { newsNow, noteFits } from './service/news.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(fitting, noteFits);
  registry.timer(freshnessDue, lookAtSkills);
  registry.prompt(news, async (work, { memberId, date }) => {
    const now = await newsNow(work, memberId, date);
    return now && views.newsNote(now);
  });
  registry.prompt(due, async (work, { goalId, byOn }) => {
    const now = await dueNow(work, goalId, byOn);
    return now && views.dueNote(now);
  });
  registry.prompt(ladder, async (work, { memberId, skillId }) => {
    const now = await ladderNow(work, memberId, skillId);
    return now && views.ladderNote(now);
  });
  registry.prompt(fresh, async (work, sending) => {
    const skills = await freshNow(work, sending);
    if (skills.length === 0) return undefined;
    const isOpen = skills.some((skill) => skill.answer === undefined);
    if (isOpen && !sending.isReminder) await planReminder(work, sending);
    return views.freshNote({ ...sending, skills });
  });
}
