import type { Registry } from '../../jobs/define.ts';
import { dueNow } from './service/due.ts';
import { freshNow, lookAtSkills, planReminder } from './service/freshness.ts';
import { duePrompt, fittingJob, freshnessDueJob, freshPrompt, ladderPrompt, newsPrompt } from './service/job-kinds.ts';
import { ladderNow } from './service/ladder.ts';
import { newsNow, noteFits } from './service/news.ts';
import * as views from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(fittingJob, noteFits);
  registry.timer(freshnessDueJob, lookAtSkills);
  registry.prompt(newsPrompt, async (tx, { memberId, date }) => {
    const now = await newsNow(tx, memberId, date);
    return now && views.newsNote(now);
  });
  registry.prompt(duePrompt, async (tx, { goalId, byOn }) => {
    const now = await dueNow(tx, goalId, byOn);
    return now && views.dueNote(now);
  });
  registry.prompt(ladderPrompt, async (tx, { memberId, skillId }) => {
    const now = await ladderNow(tx, memberId, skillId);
    return now && views.ladderNote(now);
  });
  registry.prompt(freshPrompt, async (tx, sending) => {
    const skills = await freshNow(tx, sending);
    if (skills.length === 0) return undefined;
    const isOpen = skills.some((skill) => skill.answer === undefined);
    if (isOpen && !sending.isReminder) await planReminder(tx, sending);
    return views.freshNote({ ...sending, skills });
  });
}
