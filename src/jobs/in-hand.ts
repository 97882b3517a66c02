import { inTransaction } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { LEASE_SECONDS, renew } from './claim.ts';
import type { Job } from './tables.ts';

/** Seconds before its end at which a lease is renewed. */
const RENEW_AT = (LEASE_SECONDS * 2) / 3;

/** The claimed jobs that this process is doing, and the leases that it has on them. */
export function createInHand(deps: WorkspaceDeps, execute: (job: Job) => Promise<void>) {
  const underWay = new Map<Job, Promise<void>>();
  let leasedUntil: Temporal.Instant | undefined;

  return {
    count: () => underWay.size,
    /** Begins jobs that were claimed at an instant. */
    take(jobs: Job[], claimedAt: Temporal.Instant): void {
      if (jobs.length > 0) leasedUntil ??= claimedAt.add({ seconds: LEASE_SECONDS });
      for (const job of jobs) {
        const run = execute(job).finally(() => {
          underWay.delete(job);
          if (underWay.size === 0) leasedUntil = undefined;
        });
        underWay.set(job, run);
      }
    },
    /** Before each claim, so that a clock that jumped ahead never makes us take what we have in hand. */
    async renewLeases(now: Temporal.Instant): Promise<void> {
      if (!leasedUntil || now.until(leasedUntil).total('seconds') > RENEW_AT) return;
      await inTransaction(deps, (tx) => renew(tx, [...underWay.keys()], now));
      if (leasedUntil) leasedUntil = now.add({ seconds: LEASE_SECONDS });
    },
    /** Resolves when all of them are done. */
    async settle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
