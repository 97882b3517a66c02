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

/** Plans the calendar-like work of one workspace. One feature that fails keeps none of the others from it. */
export async function planHour(
  deps: Omit<WorkspaceDeps, 'workspace' | 'installations'> & { workspace: { id: string } },
  all: readonly Feature[] = features,
): Promise<void> {
  for (const { name, upkeep } of all) {
    if (!upkeep) continue;
    await inTransaction(deps, upkeep).catch((error: unknown) =>
      deps.log.error({ err: error, feature: name }, 'its work of this hour could not be planned'),
    );
  }
}

/** The same for many workspaces, one after the other, in the background: the first acknowledgements do not wait for it. */
export function planHousekeepingOfAll(
  deps: Omit<WorkspaceDeps, 'workspace' | 'installations'>,
  ids: () => Promise<string[]>,
): { stop(): Promise<void> } {
  let isStopping = false;
  let running: Promise<void> = Promise.resolve();
  const planAll = async () => {
    for (const id of await ids()) {
      if (isStopping) return;
      await planHour({ ...deps, workspace: { id } });
    }
    const jobs = await jobMetrics(deps.db, deps.clock.now());
    if (jobs.length > 0) deps.log.info({ jobs }, 'how the jobs are doing');
  };
  const begin = () => {
    running = running
      .then(planAll)
      .catch((error: unknown) => deps.log.error({ err: error }, 'the work of this hour could not be planned'));
  };
  begin();
  const hourly = cron.schedule('0 * * * *', begin, { timezone: 'UTC' });
  return {
    stop: () => {
      isStopping = true;
      void hourly.destroy();
      return running;
    },
  };
}

/**
 * Plans the calendar-like work now and every hour. Each plan is a job with a key of its own, so planning twice changes
 * nothing. The expression is read in UTC, where no hour is missing or comes twice.
 */
export async function planHousekeeping(
  deps: WorkspaceDeps,
  all: readonly Feature[] = features,
): Promise<{ stop(): void }> {
  const plan = () => planHour(deps, all);
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
