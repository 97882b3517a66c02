import type { Registry } from '../../jobs/define.ts';
import {
  answeredNow,
  answeredPrompt,
  answerWords,
  mondayJob,
  onMonday,
  told,
  waitingNow,
  waitingPrompt,
} from './service/index.ts';
import { answeredNote, waitingNote } from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(mondayJob, (tx, { on }) => onMonday(tx, on));
  registry.prompt(waitingPrompt, async (tx, { ownerId }) => {
    const waiting = await waitingNow(tx, ownerId);
    return waiting === undefined ? undefined : waitingNote(waiting);
  });
  registry.prompt(
    answeredPrompt,
    async (tx, { id, memberId }) => {
      const now = await answeredNow(tx, id, memberId);
      return now && answeredNote(now);
    },
    {
      words: (tx, { id, memberId }) => answerWords(tx, id, memberId),
      arrived: (tx, { id, memberId }) => told(tx, id, memberId),
    },
  );
}
