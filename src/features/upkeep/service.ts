import { z } from 'zod';
import { jobKind } from '../../jobs/define.ts';
import { countTrouble } from '../../jobs/store.ts';
import type { Work } from '../../work.ts';
import { queuePrompt } from '../prompts/service.ts';
import { trustees } from '../settings/service.ts';

/** Tells somebody who looks after the app that messages of a date did not get through. */
export const troubleNotice = jobKind('upkeep.trouble', z.object({ date: z.string() }));

/** Queues the notice for those who look after the app, each once a UTC date at most. */
export async function tellOfTrouble(work: Work, date: string): Promise<void> {
  for (const memberId of await trustees(work)) {
    const key = `${troubleNotice.name}:${date}:${memberId}`;
    await queuePrompt(work, troubleNotice, { date }, { memberId, key, dueAt: work.now });
  }
}

/** What went wrong on a UTC date, or undefined when it has been put right. */
export async function troubleOf(work: Work, date: string): Promise<{ dead: number; unknown: number } | undefined> {
  const trouble = await countTrouble(work, date);
  return trouble.dead + trouble.unknown > 0 ? trouble : undefined;
}
