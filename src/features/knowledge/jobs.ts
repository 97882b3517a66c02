import type { Tx } from '../../database/transaction.ts';
import type { Registry } from '../../jobs/define.ts';
import { cardBetween, cardNow, helpOf } from './service/index.ts';
import { approvalPrompt, helpedPrompt, newsPrompt, takenDownPrompt } from './service/job-kinds.ts';
import { approvalNote, helpedNote, standingNote, takenDownNote } from './views.ts';

export function registerJobs(registry: Registry): void {
  const between = (tx: Tx, { cardId }: { cardId: string }) => cardBetween(tx, cardId);
  registry.prompt(
    approvalPrompt,
    async (tx, { cardId, memberId, version }) => {
      const card = await cardNow(tx, cardId, memberId);
      return card && approvalNote(card, version);
    },
    { words: between },
  );
  registry.prompt(
    newsPrompt,
    async (tx, { cardId, memberId }) => {
      const card = await cardNow(tx, cardId, memberId);
      return card && standingNote(card);
    },
    { words: between },
  );
  registry.prompt(takenDownPrompt, async (tx, { cardId, memberId }) => {
    const card = await cardNow(tx, cardId, memberId);
    return card && takenDownNote(card);
  });
  registry.prompt(helpedPrompt, async (tx, { memberId, month }) => {
    const helps = await helpOf(tx, memberId, month);
    return helps.length > 0 ? helpedNote(helps, month) : undefined;
  });
}
