import { inTransaction } from '../src/database/transaction.ts';
import type { WorkspaceDeps } from '../src/deps.ts';
import { kindList, takeDue } from '../src/jobs/claim.ts';

/** Ours, taking and finishing one timer after the other in so many loops, without the runner's groups. */
export async function oneByOne(deps: WorkspaceDeps, kind: string, count: number, loops: number): Promise<void> {
  const kinds = kindList([kind]);
  let left = count;
  const loop = async () => {
    while (left > 0) {
      const jobs = await inTransaction(deps, (tx) => takeDue(tx, deps.db, kinds, 1));
      if (!jobs?.length) return;
      left -= 1;
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
}
