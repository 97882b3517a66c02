import type { Registry } from '../../jobs/define.ts';
import { actionFor, done, due, planReminder } from './service.ts';
import { doneNews, dueAction } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(due, async (work, { actionId, round, isReminder }) => {
    const now = await actionFor(work, actionId);
    if (!now) return undefined;
    const isAsked = now.action.state === 'open' && now.action.snoozes === round;
    if (isAsked && !isReminder) await planReminder(work, now.action);
    return dueAction({ ...now, round, isReminder });
  });
  registry.prompt(
    done,
    async (work, { actionId }) => {
      const now = await actionFor(work, actionId);
      return now && doneNews(now);
    },
    {
      words: async (work, { actionId }) => {
        const now = await actionFor(work, actionId);
        return now ? [[now.action.ownerId, now.action.partnerId]] : [];
      },
    },
  );
}
