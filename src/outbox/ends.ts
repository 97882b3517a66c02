import { z } from 'zod';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { jobKind, type MessageHandler } from '../jobs/define.ts';
import { enqueue, finish, type JobChange } from '../jobs/store.ts';
import type { Job } from '../jobs/tables.ts';
import { watchForDuplicate } from './duplicate-cleanup.ts';
import { readSendRecord, type SendRecord } from './send-record.ts';

export type RecordSent = ReturnType<typeof createRecordSent>;

/** Writes down that a message is there, in one transaction with what follows from it. */
export function createRecordSent(deps: WorkspaceDeps) {
  return async (
    job: Job,
    handler: MessageHandler,
    record: SendRecord,
    channel: string,
    all: string[],
  ): Promise<void> => {
    const posted = { channel, ts: all[0]! };
    const place = { ...record.to, channel };
    await inTransaction(deps, async (tx) => {
      if (!(await finish(tx, job, 'done', { ref: JSON.stringify({ ...place, ts: posted.ts }) }))) return;
      await handler.ends.arrived(tx, JSON.parse(job.payload), posted, job);
      if (record.again || all.length > 1) await watchForDuplicate(tx, job, place, posted.ts);
    });
  };
}

/** An end other than arrival. */
export type BadEnd = { outcome: 'dead' | 'unknown'; why: string } | { outcome: 'expired'; why?: string };

/** Ends a message that did not, or may not have, arrived, together with what its feature makes of that. */
export async function endBadly(
  tx: Tx,
  job: Job,
  handler: MessageHandler,
  end: BadEnd,
  more: JobChange = {},
): Promise<void> {
  const error = end.why === undefined ? {} : { error: end.why };
  if (!(await finish(tx, job, end.outcome, { ...more, ...error }))) return;
  const payload: unknown = JSON.parse(job.payload);
  if (end.outcome === 'dead') return handler.ends.dead(tx, payload, end.why, job);
  await handler.ends[end.outcome](tx, payload, job);
  const record = readSendRecord(job);
  // Both of two that nobody found may turn up after all.
  if (end.outcome === 'unknown' && record?.again) await watchForDuplicate(tx, job, record.to);
}

/** Those who wait for a message are told that it did not get through. */
export const messageLostJob = jobKind('outbox.lost', z.object({ key: z.string(), memberIds: z.array(z.string()) }));

/** Tells members, once they are at work, that a message for them did not get through. */
export async function tellLost(tx: Tx, { id: key }: Job, memberIds: string[]): Promise<void> {
  if (memberIds.length > 0) await enqueue(tx, messageLostJob, { key, memberIds });
}

/** The last resort for a message that failed too often by itself: its feature's end, and if that fails too, a plain word. */
export async function endAnyhow(
  deps: WorkspaceDeps,
  job: Job,
  handler: MessageHandler,
  end: BadEnd,
  more: JobChange,
): Promise<void> {
  try {
    return await inTransaction(deps, (tx) => endBadly(tx, job, handler, end, more));
  } catch (err) {
    deps.log.error({ job: job.id, kind: job.kind, err }, 'nothing could be made of the end of a message');
  }
  const waiting = inTransaction(deps, (tx) => handler.waiting(tx, JSON.parse(job.payload)));
  const memberIds = (await waiting.catch(() => undefined)) ?? [];
  await inTransaction(deps, async (tx) => {
    const isOurs = await finish(tx, job, end.outcome, { ...more, error: end.why ?? null });
    if (isOurs) await tellLost(tx, job, memberIds);
  });
}
