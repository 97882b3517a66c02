import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import type { JobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso, later } from '../../../time.ts';
import { deleteContact, insertPrompt } from '../store/index.ts';
import { bundleJob } from './job-kinds.ts';

export type PromptSchedule = {
  memberId: string;
  /** The same prompt is queued once, whatever happens. */
  key: string;
  dueAt: Temporal.Instant;
  expiresAt?: Temporal.Instant;
  /** What is cancelled or refreshed together. */
  group?: string;
};

/**
 * Queues something unprompted to say to one person. Working hours, pause, mutes and the daily budget are applied when it
 * is about to be sent; what is due at about the same time shares one message.
 */
export async function queuePrompt<P>(tx: Tx, kind: JobKind<P>, payload: P, schedule: PromptSchedule): Promise<void> {
  const isNew = await insertPrompt(tx, {
    id: randomUUID(),
    member_id: schedule.memberId,
    kind: kind.name,
    key: schedule.key,
    grp: schedule.group ?? null,
    payload: JSON.stringify(kind.payload.parse(payload)),
    due_at: iso(schedule.dueAt),
    expires_at: schedule.expiresAt ? iso(schedule.expiresAt) : null,
    state: 'due',
    bundle: null,
    channel: null,
    ts: null,
    sent_at: null,
    failures: null,
    apart: null,
  });
  if (!isNew) return;
  const { memberId } = schedule;
  const runAt = later(schedule.dueAt, tx.now);
  await enqueue(tx, bundleJob, { memberId }, { key: `prompt:${schedule.key}`, runAt, lane: memberId });
}

/** The message turned out to be needless: it does not count after all. */
export function withdraw(tx: Tx, jobId: string): Promise<void> {
  return deleteContact(tx, jobId);
}
