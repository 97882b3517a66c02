import { inTransaction } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { backOffSeconds, failuresAfter } from '../jobs/back-off.ts';
import type { MessageHandler } from '../jobs/define.ts';
import { putBack } from '../jobs/store.ts';
import type { Job } from '../jobs/tables.ts';
import { classifyRepeatable } from '../slack/classify-error.ts';
import { instant, isBefore, iso } from '../time.ts';
import { endBadly, type RecordSent } from './ends.ts';
import { type Found, findSent, SearchCut, startSearch } from './find-sent.ts';
import { readSendRecord, type SendRecord, writeSendRecord } from './send-record.ts';

/**
 * Seconds to wait before each look for a message that got no clear answer. All of them together, more than two minutes,
 * are longer than Slack's known delays. Looks are counted besides the time, so that a clock that jumps ahead ends
 * nothing early.
 */
const LOOKS = [2, 5, 10, 20, 40, 60];

/** Hours after which a message is no longer looked for when looking itself fails. */
const LONGEST_SEARCH = 24;

/** Until when a message that was just sent without a clear answer is left alone. */
export function firstLook(now: Temporal.Instant): Temporal.Instant {
  return now.add({ seconds: LOOKS[0]! });
}

/** Deals with messages that may have been sent before: looks for them, and only then decides. */
export function createRecovery(deps: WorkspaceDeps, recordSent: RecordSent) {
  async function recover(job: Job, handler: MessageHandler): Promise<void> {
    const record = readSendRecord(job);
    if (!record) return giveUp(job, handler, 'nothing says where it went');
    const found = await look(job, handler, record);
    if (found === undefined) return;
    if (found.ts[0]) return recordSent(job, handler, record, found.channel, found.ts);
    if (!found.isComplete) return giveUp(job, handler, 'the conversation is too busy to look it up');
    const wait = LOOKS[record.looks + 1];
    if (wait !== undefined) {
      const ref = writeSendRecord({ ...record, looks: record.looks + 1, progress: undefined });
      return back(job, deps.clock.now().add({ seconds: wait }), { ref });
    }
    if (handler.ifUnknown === 'skip' || record.again) return giveUp(job, handler, 'not found after the quarantine');
    await back(job, deps.clock.now(), {
      phase: 0,
      ref: writeSendRecord({ ...record, looks: 0, again: true, progress: undefined }),
    });
  }

  /** What is there, or undefined when looking failed and what follows from that is written down. */
  async function look(job: Job, handler: MessageHandler, record: SendRecord): Promise<Found | undefined> {
    try {
      const from = record.progress ?? startSearch(instant(job.sent_at ?? job.due_at), deps.clock.now());
      return await findSent(deps.workspace.slack, record.to, job.id, from);
    } catch (error) {
      if (error instanceof SearchCut) {
        await back(job, deps.clock.now().add({ seconds: error.seconds }), {
          ref: writeSendRecord({ ...record, progress: error.progress }),
        });
        return undefined;
      }
      const verdict = classifyRepeatable(error);
      const now = deps.clock.now();
      const isOver = isBefore(instant(job.sent_at ?? job.due_at).add({ hours: LONGEST_SEARCH }), now);
      const { isEverything = false } = verdict.kind === 'not sent' ? verdict : {};
      if (verdict.kind === 'never' || (isOver && !isEverything)) {
        await giveUp(job, handler, `it can’t be looked up: ${verdict.reason}`);
      } else {
        const limit = verdict.kind === 'not sent' ? verdict.seconds : undefined;
        const failures = failuresAfter(job, { isOutage: true });
        const until = now.add({ seconds: limit ?? backOffSeconds(failures, true) });
        await back(job, until, { failures, tried_at: job.tried_at ?? iso(now) });
      }
      return undefined;
    }
  }

  async function giveUp(job: Job, handler: MessageHandler, why: string): Promise<void> {
    deps.log.error({ job: job.id, kind: job.kind, reason: why }, 'nobody can tell whether this message was sent');
    await inTransaction(deps, (tx) => endBadly(tx, job, handler, { outcome: 'unknown', why }));
  }

  async function back(job: Job, until: Temporal.Instant, more: Parameters<typeof putBack>[3]): Promise<void> {
    await inTransaction(deps, (tx) => putBack(tx, job, until, more));
  }

  return { recover, look, giveUp };
}
