import { z } from 'zod';
import type { Tx } from '../../database/transaction.ts';
import { jobKind } from '../../jobs/define.ts';
import { type Trouble, troubleCameJob } from '../../jobs/failure-alert.ts';
import { countTrouble } from '../../jobs/store.ts';
import { iso } from '../../time.ts';
import { adminContacts } from '../members/service.ts';
import { queuePrompt, refreshPrompts } from '../prompts/service/index.ts';
/** Tells somebody who looks after the app that messages of a date did not get through, or that all were refused. */
export const troubleNoticePrompt = jobKind('upkeep.trouble', troubleCameJob.payload);

/** Queues the notice for those who look after the app, each once a UTC date and error at most. */
export async function tellOfTrouble(tx: Tx, trouble: Trouble): Promise<void> {
  const of = [troubleNoticePrompt.name, trouble.date, ...(trouble.refused ? [trouble.refused] : [])].join(':');
  for (const memberId of await adminContacts(tx)) {
    await queuePrompt(tx, troubleNoticePrompt, trouble, { memberId, key: `${of}:${memberId}`, dueAt: tx.now });
  }
}

/** What went wrong on a UTC date, or undefined when it has been put right. */
export async function troubleOf(tx: Tx, date: string): Promise<{ dead: number; unknown: number } | undefined> {
  const trouble = await countTrouble(tx, date);
  return trouble.dead + trouble.unknown > 0 ? trouble : undefined;
}

/** Tells an owner that somebody cannot be written to. */
export const unreachableNoticePrompt = jobKind('members.unreachable', z.object({ memberId: z.string() }));

/** Asks an owner whether so many people have left. */
export const departureNoticePrompt = jobKind('members.departure', z.object({ id: z.string() }));

const groupOf = (id: string) => `departure:${id}`;

/** Tells whoever looks after the app that somebody cannot be written to. */
export async function tellOfUnreachable(tx: Tx, memberId: string): Promise<void> {
  for (const ownerId of (await adminContacts(tx)).filter((id) => id !== memberId)) {
    const key = `${unreachableNoticePrompt.name}:${memberId}:${ownerId}:${iso(tx.now)}`;
    await queuePrompt(tx, unreachableNoticePrompt, { memberId }, { memberId: ownerId, key, dueAt: tx.now });
  }
}

/** Asks whoever looks after the app whether so many people have left. */
export async function askAboutDeparture(tx: Tx, id: string): Promise<void> {
  for (const memberId of await adminContacts(tx)) {
    const schedule = { memberId, key: `${departureNoticePrompt.name}:${id}:${memberId}`, dueAt: tx.now };
    await queuePrompt(tx, departureNoticePrompt, { id }, { ...schedule, group: groupOf(id) });
  }
}

/** The question shows what became of it. */
export function refreshDeparture(tx: Tx, id: string): Promise<void> {
  return refreshPrompts(tx, groupOf(id));
}
