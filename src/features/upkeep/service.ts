import { jobKind } from '../../jobs/define.ts';
import { countTrouble } from '../../jobs/store.ts';
import { type Trouble, troubleCame } from '../../jobs/trouble.ts';
import type { Work } from '../../work.ts';
import { trustees } from '../members/service.ts';
import { queuePrompt } from '../prompts/service.ts';

/** Tells somebody who looks after the app that messages of a date did not get through, or that all were refused. */
export const troubleNotice = jobKind('upkeep.trouble', troubleCame.payload);

/** Queues the notice for those who look after the app, each once a UTC date and error at most. */
export async function tellOfTrouble(work: Work, trouble: Trouble): Promise<void> {
  const of = [troubleNotice.name, trouble.date, ...(trouble.refused ? [trouble.refused] : [])].join(':');
  for (const memberId of await trustees(work)) {
    await queuePrompt(work, troubleNotice, trouble, { memberId, key: `${of}:${memberId}`, dueAt: work.now });
  }
}

/** What went wrong on a UTC date, or undefined when it has been put right. */
export async function troubleOf(work: Work, date: string): Promise<{ dead: number; unknown: number } | undefined> {
  const trouble = await countTrouble(work, date);
  return trouble.dead + trouble.unknown > 0 ? trouble : undefined;
}
