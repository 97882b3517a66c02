import type { Registry } from '../../jobs/define.ts';
import type { Work } from '../../work.ts';
import { approval, helped, news, takenDown } from './service/kinds.ts';
import { cardBetween, cardNow, helpOf } from './service.ts';
import { approvalNote, helpedNote, standingNote, takenDownNote } from './views.ts';

export function registerJobs(registry: Registry): void {
  const between = (work: Work, { cardId }: { cardId: string }) => cardBetween(work, cardId);
  registry.prompt(
    approval,
    async (work, { cardId, memberId, version }) => {
      const card = await cardNow(work, cardId, memberId);
      return card && approvalNote(card, version);
    },
    { words: between },
  );
  registry.prompt(
    news,
    async (work, { cardId, memberId }) => {
      const card = await cardNow(work, cardId, memberId);
      return card && standingNote(card);
    },
    { words: between },
  );
  registry.prompt(takenDown, async (work, { cardId, memberId }) => {
    const card = await cardNow(work, cardId, memberId);
    return card && takenDownNote(card);
  });
  registry.prompt(helped, async (work, { memberId, month }) => {
    const helps = await helpOf(work, memberId, month);
    return helps.length > 0 ? helpedNote(helps, month) : undefined;
  });
}
