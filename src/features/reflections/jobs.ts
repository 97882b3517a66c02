import type { Registry } from '../../jobs/define.ts';
import { getSession } from '../sessions/service/index.ts';
import { askedNow, askPrompt, planReminder } from './service/index.ts';
import { askedAgain, askOutcomePrompt, outcomeNow, tellUsePrompt } from './service/outcome.ts';
import * as views from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(askPrompt, async (tx, { reflectionId, isReminder }) => {
    const asked = await askedNow(tx, reflectionId);
    if (!asked) return undefined;
    if (!isReminder && !asked.reflection.answeredAt) await planReminder(tx, asked.reflection);
    return views.ask({ ...asked, isReminder });
  });
  registry.prompt(askOutcomePrompt, async (tx, { sessionId, isAgain }) => {
    const now = isAgain ? await askedAgain(tx, sessionId) : await outcomeNow(tx, sessionId);
    return now && views.askOutcome(now, isAgain);
  });
  registry.prompt(
    tellUsePrompt,
    async (tx, { sessionId }) => {
      const now = await outcomeNow(tx, sessionId);
      return now?.outcome?.answer === 'yes' ? views.useNews(now) : undefined;
    },
    {
      words: async (tx, { sessionId }) => {
        const session = await getSession(tx, sessionId);
        return session ? [[session.menteeId, session.mentorId]] : [];
      },
    },
  );
}
