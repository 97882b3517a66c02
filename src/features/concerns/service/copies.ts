import type { Tx } from '../../../database/transaction.ts';
import type { Posted } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { type Concern, DAYS_TO_ARRIVE } from '../rules.ts';
import { copiesOf, insertCopy, insertEvent, lockConcern, updateConcern, updateCopy } from '../store.ts';
import { copyEditJob, copyJob, copyKey, newsPrompt, receiptEditJob } from './job-kinds.ts';
import { hasPart, readersFor } from './readers.ts';

/** Those who may read this report now: never whom it is about. */
export async function mayRead(tx: Tx, concern: Concern): Promise<string[]> {
  const able: string[] = [];
  for (const { id } of await readersFor(tx, concern.reporterId)) if (!(await hasPart(tx, concern, id))) able.push(id);
  return able;
}

/** Sends it to each who reads reports and has not got it. @returns to how many. */
export async function sendCopies(tx: Tx, concern: Concern): Promise<number> {
  let sent = 0;
  const expiresAt = tx.now.add({ hours: 24 * DAYS_TO_ARRIVE });
  for (const readerId of await mayRead(tx, concern)) {
    if (!(await insertCopy(tx, concern.id, readerId))) continue;
    const payload = { concernId: concern.id, readerId };
    await enqueue(tx, copyJob, payload, { key: copyKey(concern.id, readerId), lane: readerId, expiresAt });
    sent += 1;
  }
  return sent;
}

export async function copyArrived(tx: Tx, id: string, readerId: string, posted: Posted): Promise<void> {
  const concern = await lockConcern(tx, id);
  if (!concern) return;
  await updateCopy(tx, id, readerId, { state: 'there', channel: posted.channel, ts: posted.ts });
  await insertEvent(tx, id, 'arrived', readerId);
  await showCopies(tx, id);
}

/** It did not reach this reader, as far as anybody can tell: whoever reads reports by now gets it, or its reporter hears. */
export async function copyLost(tx: Tx, id: string, readerId: string): Promise<void> {
  const concern = await lockConcern(tx, id);
  const mine = (await copiesOf(tx, id)).find((one) => one.reader_id === readerId);
  if (!concern || mine?.state !== 'sending') return;
  await updateCopy(tx, id, readerId, { state: 'lost' });
  await insertEvent(tx, id, 'not delivered', readerId);
  await orTell(tx, concern);
}

/** Nobody has got it, and nobody can: the reporter hears so. */
export async function orTell(tx: Tx, concern: Concern): Promise<void> {
  if (concern.closedAt || concern.readAt || concern.lostAt) return;
  if ((await sendCopies(tx, concern)) > 0) return;
  if ((await copiesOf(tx, concern.id)).some((one) => one.state !== 'lost')) return;
  await updateConcern(tx, concern.id, { lost_at: iso(tx.now) });
  await tellReporter(tx, concern, 'lost');
}

/** The same a day after nobody could be asked at all. */
export async function stillUnread(tx: Tx, id: string): Promise<void> {
  const concern = await lockConcern(tx, id);
  if (concern) await orTell(tx, concern);
}

/** The reporter hears of it once, and their message shows it. */
export async function tellReporter(tx: Tx, { id, reporterId }: Concern, what: 'read' | 'closed' | 'lost') {
  const schedule = { memberId: reporterId, key: `concern:${id}:${what}`, dueAt: tx.now, group: `concern:${id}` };
  await queuePrompt(tx, newsPrompt, { concernId: id, what }, schedule);
  await showReceipt(tx, id, reporterId);
}

export async function showReceipt(tx: Tx, concernId: string, reporterId: string): Promise<void> {
  await enqueue(tx, receiptEditJob, { concernId }, { lane: reporterId });
}

/** Every reader's message shows how things stand. */
export async function showCopies(tx: Tx, concernId: string): Promise<void> {
  for (const { reader_id: readerId, state } of await copiesOf(tx, concernId))
    if (state !== 'lost') await enqueue(tx, copyEditJob, { concernId, readerId }, { lane: `concern:${readerId}` });
}

export async function receiptArrived(tx: Tx, concernId: string, { channel, ts }: Posted): Promise<void> {
  await updateConcern(tx, concernId, { receipt_channel: channel, receipt_ts: ts });
}

/** Where a reader's message is, once Slack has it. */
export async function placeOf(tx: Tx, concernId: string, readerId: string): Promise<Posted | undefined> {
  const mine = (await copiesOf(tx, concernId)).find((one) => one.reader_id === readerId);
  return mine?.channel && mine.ts ? { channel: mine.channel, ts: mine.ts } : undefined;
}
