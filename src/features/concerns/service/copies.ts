import type { Posted } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { queuePrompt } from '../../prompts/service.ts';
import { type Concern, DAYS_TO_ARRIVE } from '../rules.ts';
import { copiesOf, insertCopy, insertEvent, lockConcern, updateConcern, updateCopy } from '../store.ts';
import { copy, copyEdit, news, receiptEdit } from './kinds.ts';
import { readersFor } from './readers.ts';

/** Those who may read this report now: never whom it is about. */
export async function mayRead(work: Work, concern: Concern): Promise<string[]> {
  const readers = await readersFor(work, concern.reporterId);
  return readers.map(({ id }) => id).filter((id) => id !== concern.reportedId);
}

/** Sends it to each who reads reports and has not got it. @returns to how many. */
export async function sendCopies(work: Work, concern: Concern): Promise<number> {
  let sent = 0;
  const expiresAt = work.now.add({ hours: 24 * DAYS_TO_ARRIVE });
  for (const readerId of await mayRead(work, concern)) {
    if (!(await insertCopy(work, concern.id, readerId))) continue;
    const payload = { concernId: concern.id, readerId };
    await enqueue(work, copy, payload, { key: `concern:${concern.id}:${readerId}`, lane: readerId, expiresAt });
    sent += 1;
  }
  return sent;
}

export async function copyArrived(work: Work, id: string, readerId: string, posted: Posted): Promise<void> {
  const concern = await lockConcern(work, id);
  if (!concern) return;
  await updateCopy(work, id, readerId, { state: 'there', channel: posted.channel, ts: posted.ts });
  await insertEvent(work, id, 'arrived', readerId);
  await showCopies(work, id);
}

/** It did not reach this reader, as far as anybody can tell: whoever reads reports by now gets it, or its reporter hears. */
export async function copyLost(work: Work, id: string, readerId: string): Promise<void> {
  const concern = await lockConcern(work, id);
  const mine = (await copiesOf(work, id)).find((one) => one.reader_id === readerId);
  if (!concern || mine?.state !== 'sending') return;
  await updateCopy(work, id, readerId, { state: 'lost' });
  await insertEvent(work, id, 'not delivered', readerId);
  await orTell(work, concern);
}

/** Nobody has got it, and nobody can: the reporter hears so. */
export async function orTell(work: Work, concern: Concern): Promise<void> {
  if (concern.closedAt || concern.readAt || concern.lostAt) return;
  if ((await sendCopies(work, concern)) > 0) return;
  if ((await copiesOf(work, concern.id)).some((one) => one.state !== 'lost')) return;
  await updateConcern(work, concern.id, { lost_at: iso(work.now) });
  await tellReporter(work, concern, 'lost');
}

/** The same a day after nobody could be asked at all. */
export async function stillUnread(work: Work, id: string): Promise<void> {
  const concern = await lockConcern(work, id);
  if (concern) await orTell(work, concern);
}

/** The reporter hears of it once, and their message shows it. */
export async function tellReporter(work: Work, { id, reporterId }: Concern, what: 'read' | 'closed' | 'lost') {
  const schedule = { memberId: reporterId, key: `concern:${id}:${what}`, dueAt: work.now, group: `concern:${id}` };
  await queuePrompt(work, news, { concernId: id, what }, schedule);
  await showReceipt(work, id, reporterId);
}

export async function showReceipt(work: Work, concernId: string, reporterId: string): Promise<void> {
  await enqueue(work, receiptEdit, { concernId }, { lane: reporterId });
}

/** Every reader's message shows how things stand. */
export async function showCopies(work: Work, concernId: string): Promise<void> {
  for (const { reader_id: readerId, state } of await copiesOf(work, concernId))
    if (state === 'there') await enqueue(work, copyEdit, { concernId, readerId }, { lane: `concern:${readerId}` });
}

export async function receiptArrived(work: Work, concernId: string, { channel, ts }: Posted): Promise<void> {
  await updateConcern(work, concernId, { receipt_channel: channel, receipt_ts: ts });
}

/** Where a reader's message is, once Slack has it. */
export async function placeOf(work: Work, concernId: string, readerId: string): Promise<Posted | undefined> {
  const mine = (await copiesOf(work, concernId)).find((one) => one.reader_id === readerId);
  return mine?.channel && mine.ts ? { channel: mine.channel, ts: mine.ts } : undefined;
}
