import type { Deps } from '../deps.ts';
import type { MessageHandler } from '../jobs/define.ts';
import { finish, type Job } from '../jobs/store.ts';
import { inWork } from '../work.ts';
import type { Mark } from './mark.ts';
import { watchForTwin } from './twins.ts';

export type Arrived = ReturnType<typeof createArrived>;

/** Writes down that a message is there, in one transaction with what follows from it. */
export function createArrived(deps: Deps) {
  return async (job: Job, handler: MessageHandler, mark: Mark, channel: string, all: string[]): Promise<void> => {
    const posted = { channel, ts: all[0]! };
    const place = { ...mark.to, channel };
    await inWork(deps, async (work) => {
      if (!(await finish(work, job, 'done', { ref: JSON.stringify({ ...place, ts: posted.ts }) }))) return;
      await handler.sent(work, JSON.parse(job.payload), posted, job);
      if (mark.again || all.length > 1) await watchForTwin(work, job, place, posted.ts);
    });
  };
}
