import type { Deps } from '../src/deps.ts';
import { claim } from '../src/jobs/claim.ts';
import { finish } from '../src/jobs/store.ts';
import { inWork } from '../src/work.ts';

/** Ours, taking and finishing one job after the other in so many loops, without the runner's batches. */
export async function oneByOne(deps: Deps, count: number, loops: number): Promise<void> {
  let left = count;
  const loop = async () => {
    while (left > 0) {
      const [job] = await claim(deps.db, deps.workspaceId, deps.clock.now(), 1);
      if (!job) return;
      left -= 1;
      await inWork(deps, (work) => finish(work, job, 'done'));
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
}
