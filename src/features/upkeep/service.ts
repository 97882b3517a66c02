import { z } from 'zod';
import { jobKind } from '../../jobs/define.ts';
import { type Trouble, troubleCame } from '../../jobs/failure-alert.ts';
import { countTrouble } from '../../jobs/store.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import { trustees } from '../members/service.ts';
import { queuePrompt, refreshPrompts } from '../prompts/service.ts';
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

/** Tells an owner that somebody cannot be written to. */
export const unreachableNotice = jobKind('members.unreachable', z.object({ memberId: z.string() }));

/** Asks an owner whether so many people have left. */
export const departureNotice = jobKind('members.departure', z.object({ id: z.string() }));

const groupOf = (id: string) => `departure:${id}`;

/** Tells whoever looks after the app that somebody cannot be written to. */
export async function tellOfUnreachable(work: Work, memberId: string): Promise<void> {
  for (const ownerId of (await trustees(work)).filter((id) => id !== memberId)) {
    const key = `${unreachableNotice.name}:${memberId}:${ownerId}:${iso(work.now)}`;
    await queuePrompt(work, unreachableNotice, { memberId }, { memberId: ownerId, key, dueAt: work.now });
  }
}

/** Asks whoever looks after the app whether so many people have left. */
export async function askAboutDeparture(work: Work, id: string): Promise<void> {
  for (const memberId of await trustees(work)) {
    const schedule = { memberId, key: `${departureNotice.name}:${id}:${memberId}`, dueAt: work.now };
    await queuePrompt(work, departureNotice, { id }, { ...schedule, group: groupOf(id) });
  }
}

/** The question shows what became of it. */
export function refreshDeparture(work: Work, id: string): Promise<void> {
  return refreshPrompts(work, groupOf(id));
}
