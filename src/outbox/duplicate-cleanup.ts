import { z } from 'zod';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { jobKind, type Registry } from '../jobs/define.ts';
import { enqueue } from '../jobs/store.ts';
import type { Job } from '../jobs/tables.ts';
import { instant } from '../time.ts';
import { findSent, type Place, progress, SearchCut, startSearch } from './find-sent.ts';

/** Minutes after a message was said once more at which a look is taken for the first one: soon, and much later. */
const LOOK_AFTER = [2, 60];

/** After a message was said once more: the first may have turned up late, and one of the two has to go. */
const removeTwinJob = jobKind(
  'outbox.remove-twin',
  z.object({
    key: z.string(),
    channel: z.string(),
    threadTs: z.string().optional(),
    keep: z.string().optional(),
    since: z.string(),
    progress: progress.optional(),
  }),
);

export function registerDuplicateCleanup(registry: Registry): void {
  registry.task(removeTwinJob, async (deps, look) => {
    const { key, channel, threadTs, keep, since } = look;
    const from = look.progress ?? startSearch(instant(since), deps.clock.now(), true);
    const found = await findSent(deps.workspace.slack, { channel, threadTs }, key, from).catch(
      async (error: unknown) => {
        if (!(error instanceof SearchCut)) throw error;
        const { seconds, progress } = error;
        await inTransaction(deps, (tx) =>
          enqueue(tx, removeTwinJob, { ...look, progress }, { runAt: tx.now.add({ seconds }) }),
        );
        return { channel, ts: [] };
      },
    );
    for (const ts of found.ts.filter((ts) => ts !== (keep ?? found.ts[0]))) {
      await deps.workspace.slack.chat.delete({ channel: found.channel, ts });
      deps.log.warn({ job: key }, 'a message that arrived twice was taken back once');
    }
  });
}

/** Plans the looks for a second copy of a message; `keep` is the ts of the one that stays, by default the first. */
export async function watchForDuplicate(tx: Tx, job: Job, place: Place, keep?: string): Promise<void> {
  const payload = { key: job.id, ...place, ...(keep === undefined ? {} : { keep }), since: job.sent_at ?? job.due_at };
  for (const minutes of LOOK_AFTER) await enqueue(tx, removeTwinJob, payload, { runAt: tx.now.add({ minutes }) });
}
