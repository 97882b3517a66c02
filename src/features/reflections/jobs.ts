import type { Registry } from '../../jobs/define.ts';
import { getSession } from '../sessions/service.ts';
import { askedAgain, askOutcome, outcomeNow, tellUse } from './service/outcome.ts';
import { ask, askedNow, planReminder } from './service.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(ask, async (work, { reflectionId, isReminder }) => {
    const asked = await askedNow(work, reflectionId);
    if (!asked) return undefined;
    if (!isReminder && !asked.reflection.answeredAt) await planReminder(work, asked.reflection);
    return views.ask({ ...asked, isReminder });
  });
  registry.prompt(askOutcome, async (work, { sessionId, isAgain }) => {
    const now = isAgain ? await askedAgain(work, sessionId) : await outcomeNow(work, sessionId);
    return now && views.askOutcome(now, isAgain);
  });
  registry.prompt(
    tellUse,
    async (work, { sessionId }) => {
      const now = await outcomeNow(work, sessionId);
      return now?.outcome?.answer === 'yes' ? views.useNews(now) : undefined;
    },
    {
      words: async (work, { sessionId }) => {
        const session = await getSession(work, sessionId);
        return session ? [[session.menteeId, session.mentorId]] : [];
      },
    },
  );
}
