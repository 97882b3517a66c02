import { inTransaction, type Tx } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { backOffSeconds, type FailureCause, failuresAfter, shouldGiveUp } from '../jobs/back-off.ts';
import type { MessageHandler } from '../jobs/define.ts';
import { delayUntil, type Held, noteTrouble, putBack } from '../jobs/store.ts';
import type { Job } from '../jobs/tables.ts';
import type { ErrorClass } from '../slack/classify-error.ts';
import { isBefore, iso } from '../time.ts';
import { endBadly } from './ends.ts';
import { laneOf } from './rate-limiter.ts';

/** Writes down that Slack did not take a message; `held` is what a rate limit holds back, by default the job's lane. */
export type RecordRefused = (job: Job, handler: MessageHandler, verdict: ErrorClass, held?: Held) => Promise<void>;

/** What follows from a refusal: another try, a wait for others as well, or the end of the message. */
export function createRecordRefused(deps: WorkspaceDeps): RecordRefused {
  const whatIsLimited = createLimits();

  /** Nothing gets through: all of it waits in its order, and somebody is told. */
  async function holdEverything(tx: Tx, refused: string, until: Temporal.Instant): Promise<void> {
    deps.log.error({ refused }, 'Slack refuses everything that this app says; it waits until that is put right');
    await delayUntil(tx, 'all lanes', until);
    await noteTrouble(tx, { refused });
  }

  return async (job, handler, verdict, held) => {
    const setback: FailureCause = verdict.kind === 'not sent' ? verdict : {};
    const failures = failuresAfter(job, setback);
    await inTransaction(deps, async (tx) => {
      if (verdict.kind === 'never' || shouldGiveUp(job, failures, setback, tx.now)) {
        return endBadly(tx, job, handler, { outcome: 'dead', why: verdict.reason }, { phase: 0, failures });
      }
      const until = tx.now.add({ seconds: setback.seconds ?? backOffSeconds(failures, setback.isOutage) });
      const tried_at = job.tried_at ?? iso(tx.now);
      await putBack(tx, job, until, { phase: 0, failures, tried_at, error: verdict.reason });
      if (setback.isEverything) await holdEverything(tx, verdict.reason, until);
      if (setback.seconds !== undefined) await delayUntil(tx, held ?? whatIsLimited(job, tx.now, until), until);
    });
  };
}

/** A limit on one lane holds that lane; two lanes limited at the same time mean that the workspace is. */
function createLimits() {
  const limited = new Map<string, Temporal.Instant>();
  return (job: Job, now: Temporal.Instant, until: Temporal.Instant): Held => {
    for (const [lane, end] of limited) if (isBefore(end, now)) limited.delete(lane);
    limited.set(laneOf(job), until);
    return limited.size > 1 ? 'all lanes' : { lane: laneOf(job) };
  };
}
