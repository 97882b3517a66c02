import type { Registry } from '../../jobs/define.ts';
import {
  askPrompt,
  askSome,
  askSomeJob,
  askWave,
  cardNow,
  closeDueJob,
  closedNow,
  closedPrompt,
  closeRound,
  emptyBox,
  emptyBoxJob,
  openDueJob,
  openIfWanted,
  planReminder,
  secondHalfDueJob,
  tidyJob,
  tidySome,
} from './service/index.ts';
import { askCard, closedNote } from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(openDueJob, (tx, { roundId }) => openIfWanted(tx, roundId));
  registry.timer(secondHalfDueJob, (tx, { roundId }) => askWave(tx, roundId, 2));
  registry.timer(askSomeJob, (tx, { roundId, wave, after }) => askSome(tx, roundId, wave, after));
  registry.timer(closeDueJob, (tx, { roundId }) => closeRound(tx, roundId));
  registry.timer(emptyBoxJob, (tx, { roundId }) => emptyBox(tx, roundId));
  registry.timer(tidyJob, (tx, { roundId }) => tidySome(tx, roundId));
  registry.prompt(
    askPrompt,
    async (tx, { roundId, memberId, isReminder }) => {
      const now = await cardNow(tx, roundId, memberId, isReminder);
      return now && askCard(now);
    },
    {
      arrived: async (tx, { roundId, memberId, isReminder }) => {
        if (!isReminder) await planReminder(tx, roundId, memberId);
      },
    },
  );
  registry.prompt(closedPrompt, async (tx, { roundId, memberId }) => {
    const now = await closedNow(tx, roundId, memberId);
    return now && closedNote(now);
  });
}
