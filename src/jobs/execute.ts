import { inTransaction } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { messageOf } from '../errors.ts';
import { iso } from '../time.ts';
import { backOffSeconds, failuresAfter, isExpired, shouldGiveUp } from './back-off.ts';
import type { Carrier } from './carrier.ts';
import type { Registry, TaskHandler, TimerHandler } from './define.ts';
import { finish, type JobChange, putBack } from './store.ts';
import type { Job } from './tables.ts';

/** Seconds after which a job looks again whether the app is back in its workspace. */
const OUTSIDE = 120;
const UNINSTALLED = 'the app was uninstalled';

/** Does one claimed job and writes down what became of it. Never rejects: what cannot be written comes up again after its lease. */
export function createExecutor(deps: WorkspaceDeps, registry: Registry, carrier: Carrier) {
  async function attempt(job: Job): Promise<void> {
    const handler = registry.handlers.get(job.kind);
    if (!handler) throw new Error(`This version knows no jobs of kind ${job.kind}`);
    // Both call Slack. They are kept for the case that the app is installed again, as in any outage.
    if (handler.type !== 'timer' && !(await carrier.isOpen())) return waitOutside(job);
    if (handler.type === 'message') return carrier.deliver(job, handler);
    if (isExpired(job, deps.clock.now())) {
      await inTransaction(deps, (tx) => finish(tx, job, 'expired'));
    } else if (handler.type === 'timer') await runTimer(job, handler);
    else await runTask(job, handler);
  }

  async function waitOutside(job: Job): Promise<void> {
    await inTransaction(deps, (tx) => putBack(tx, job, tx.now.add({ seconds: OUTSIDE }), { error: UNINSTALLED }));
  }

  async function runTimer(job: Job, handler: TimerHandler): Promise<void> {
    await inTransaction(deps, async (tx) => {
      if (await finish(tx, job, 'done')) await handler.run(tx, JSON.parse(job.payload));
    });
  }

  async function runTask(job: Job, handler: TaskHandler): Promise<void> {
    await handler.run(deps, JSON.parse(job.payload));
    await inTransaction(deps, (tx) => finish(tx, job, 'done'));
  }

  async function recordFailure(job: Job, failure: unknown): Promise<void> {
    const setback = carrier.setbackOf(failure);
    const failures = failuresAfter(job, setback);
    const error = messageOf(failure);
    const more = { failures, tried_at: job.tried_at ?? iso(deps.clock.now()) };
    if (shouldGiveUp(job, failures, setback, deps.clock.now())) await giveUp(job, error, more);
    else {
      const seconds = setback.seconds ?? backOffSeconds(failures, setback.isOutage);
      await inTransaction(deps, (tx) => putBack(tx, job, tx.now.add({ seconds }), { ...more, error }));
    }
    deps.log.warn({ job: job.id, kind: job.kind, failures, err: failure }, 'a job failed');
  }

  async function giveUp(job: Job, why: string, more: JobChange): Promise<void> {
    const handler = registry.handlers.get(job.kind);
    // A message that may have been sent is never dead: nobody knows.
    const outcome = job.phase === 1 ? 'unknown' : 'dead';
    if (handler?.type === 'message') return carrier.giveUp(job, handler, { outcome, why }, more);
    await inTransaction(deps, (tx) => finish(tx, job, outcome, { ...more, error: why }));
  }

  return async (job: Job): Promise<void> => {
    try {
      await attempt(job).catch((failure) => recordFailure(job, failure));
    } catch (error) {
      deps.log.error({ job: job.id, kind: job.kind, err: error }, 'a job could not be written down');
    }
  };
}
