import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { jobKind, type MessageHandler } from '../jobs/define.ts';
import { enqueue, finish, type JobChange } from '../jobs/store.ts';
import type { Job } from '../jobs/tables.ts';
import { inWork, type Work } from '../work.ts';
import { watchForTwin } from './duplicate-cleanup.ts';
import { type Mark, readMark } from './send-record.ts';

export type Arrived = ReturnType<typeof createArrived>;

/** Writes down that a message is there, in one transaction with what follows from it. */
export function createArrived(deps: Deps) {
  return async (job: Job, handler: MessageHandler, mark: Mark, channel: string, all: string[]): Promise<void> => {
    const posted = { channel, ts: all[0]! };
    const place = { ...mark.to, channel };
    await inWork(deps, async (work) => {
      if (!(await finish(work, job, 'done', { ref: JSON.stringify({ ...place, ts: posted.ts }) }))) return;
      await handler.ends.arrived(work, JSON.parse(job.payload), posted, job);
      if (mark.again || all.length > 1) await watchForTwin(work, job, place, posted.ts);
    });
  };
}

/** An end other than arrival. */
export type BadEnd = { outcome: 'dead' | 'unknown'; why: string } | { outcome: 'expired'; why?: string };

/** Ends a message that did not, or may not have, arrived, together with what its feature makes of that. */
export async function endBadly(
  work: Work,
  job: Job,
  handler: MessageHandler,
  end: BadEnd,
  more: JobChange = {},
): Promise<void> {
  const error = end.why === undefined ? {} : { error: end.why };
  if (!(await finish(work, job, end.outcome, { ...more, ...error }))) return;
  const payload: unknown = JSON.parse(job.payload);
  if (end.outcome === 'dead') return handler.ends.dead(work, payload, end.why, job);
  await handler.ends[end.outcome](work, payload, job);
  const mark = readMark(job);
  // Both of two that nobody found may turn up after all.
  if (end.outcome === 'unknown' && mark?.again) await watchForTwin(work, job, mark.to);
}

/** Those who wait for a message are told that it did not get through. */
export const messageLost = jobKind('outbox.lost', z.object({ key: z.string(), memberIds: z.array(z.string()) }));

/** Tells members, once they are at work, that a message for them did not get through. */
export async function tellLost(work: Work, { id: key }: Job, memberIds: string[]): Promise<void> {
  if (memberIds.length > 0) await enqueue(work, messageLost, { key, memberIds });
}

/** The last resort for a message that failed too often by itself: its feature's end, and if that fails too, a plain word. */
export async function endAnyhow(
  deps: Deps,
  job: Job,
  handler: MessageHandler,
  end: BadEnd,
  more: JobChange,
): Promise<void> {
  try {
    return await inWork(deps, (work) => endBadly(work, job, handler, end, more));
  } catch (err) {
    deps.log.error({ job: job.id, kind: job.kind, err }, 'nothing could be made of the end of a message');
  }
  const waiting = inWork(deps, (work) => handler.waiting(work, JSON.parse(job.payload)));
  const memberIds = (await waiting.catch(() => undefined)) ?? [];
  await inWork(deps, async (work) => {
    const isOurs = await finish(work, job, end.outcome, { ...more, error: end.why ?? null });
    if (isOurs) await tellLost(work, job, memberIds);
  });
}
