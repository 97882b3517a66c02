import type { Registry } from '../../jobs/define.ts';
import { questions } from './questions.ts';
import { askOutcome, outcomeNow, tellUse } from './service/outcome.ts';
import { ask, askedNow, planReminder } from './service.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  // Read at the start, so that a mistake in the file shows there and not the morning after somebody's session.
  questions();
  registry.prompt(ask, async (work, { reflectionId, isReminder }) => {
    const asked = await askedNow(work, reflectionId);
    if (!asked) return undefined;
    if (!isReminder && !asked.reflection.answeredAt) await planReminder(work, asked.reflection);
    return views.ask({ ...asked, isReminder });
  });
  registry.prompt(askOutcome, async (work, { sessionId }) => {
    const now = await outcomeNow(work, sessionId);
    return now && views.askOutcome(now);
  });
  registry.prompt(tellUse, async (work, { sessionId }) => {
    const now = await outcomeNow(work, sessionId);
    return now?.outcome?.answer === 'yes' ? views.useNews(now) : undefined;
  });
}
