import type { Registry } from '../../jobs/define.ts';
import { actionFor, donePrompt, duePrompt, planReminder } from './service.ts';
import { doneNews, dueAction } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(duePrompt, async (tx, { actionId, round, isReminder }) => {
    const now = await actionFor(tx, actionId);
    if (!now) return undefined;
    const isAsked = now.action.state === 'open' && now.action.snoozes === round;
    if (isAsked && !isReminder) await planReminder(tx, now.action);
    return dueAction({ ...now, round, isReminder });
  });
  registry.prompt(
    donePrompt,
    async (tx, { actionId }) => {
      const now = await actionFor(tx, actionId);
      return now && doneNews(now);
    },
    {
      words: async (tx, { actionId }) => {
        const now = await actionFor(tx, actionId);
        return now ? [[now.action.ownerId, now.action.partnerId]] : [];
      },
    },
  );
}
