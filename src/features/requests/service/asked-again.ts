import type { Tx } from '../../../database/transaction.ts';
import { isBefore } from '../../../time.ts';
import { refreshPrompts } from '../../prompts/service/index.ts';
import type { Request } from '../rules/index.ts';
import { missedProposer, requestsOf } from '../store/index.ts';
import { showProgress } from './cascade.ts';
import { groupOf } from './job-kinds.ts';

/**
 * How a request closed that found nobody: whose suggested time passed without an answer, if somebody's did, and whether
 * its asker has a newer one about the same, since whatever can be done next is done there.
 */
export async function howUnmatched(tx: Tx, { id, menteeId, skillId, createdAt }: Request) {
  const all = await requestsOf(tx, menteeId, ['open', 'matched', 'cancelled', 'expired']);
  return {
    isAskedAgain: all.some((r) => r.id !== id && r.skillId === skillId && !isBefore(r.createdAt, createdAt)),
    missedId: await missedProposer(tx, id),
  };
}

/** The messages about earlier requests that found nobody lose what can be done next. */
export async function showAskedAgain(tx: Tx, { id, menteeId, skillId }: Request): Promise<void> {
  for (const earlier of await requestsOf(tx, menteeId, ['expired'])) {
    if (earlier.skillId !== skillId || earlier.id === id) continue;
    await showProgress(tx, earlier);
    await refreshPrompts(tx, groupOf(earlier.id));
  }
}
