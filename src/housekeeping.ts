import cron from 'node-cron';
import { inTransaction } from './database/transaction.ts';
import type { WorkspaceDeps } from './deps.ts';
import type { Feature } from './feature.ts';
import { features } from './features/index.ts';
import { saveWorkspace } from './features/settings/service.ts';
import { jobMetrics } from './jobs/metrics.ts';

/** Makes sure that the workspace of the token has its row. */
export async function registerWorkspace(deps: WorkspaceDeps, name: string): Promise<void> {
  await inTransaction(deps, (tx) => saveWorkspace(tx, name, deps.workspace.botUserId));
}

/**
 * Plans the calendar-like work now and every hour. Each plan is a job with a key of its own, so planning twice changes
 * nothing. The expression is read in UTC, where no hour is missing or comes twice.
 */
export async function planHousekeeping(
  deps: WorkspaceDeps,
  all: readonly Feature[] = features,
): Promise<{ stop(): void }> {
  const plan = async () => {
    for (const { name, upkeep } of all) {
      if (!upkeep) continue;
      // One that fails keeps none of the others from it, and has another chance in an hour.
      await inTransaction(deps, upkeep).catch((error: unknown) =>
        deps.log.error({ err: error, feature: name }, 'its work of this hour could not be planned'),
      );
    }
  };
  const report = async () => {
    const jobs = await jobMetrics(deps.db, deps.clock.now(), deps.workspace.id);
    if (jobs.length > 0) deps.log.info({ jobs }, 'how the jobs are doing');
  };
  await plan();
  const everyHour = () =>
    plan()
      .then(report)
      .catch((error: unknown) => deps.log.error({ err: error }, 'the jobs could not be counted'));
  const hourly = cron.schedule('0 * * * *', everyHour, { timezone: 'UTC' });
  return { stop: () => void hourly.destroy() };
}
