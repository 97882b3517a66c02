import { isBefore } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { refreshPrompts } from '../../prompts/service.ts';
import type { Request } from '../rules.ts';
import { requestsOf } from '../store.ts';
import { showProgress } from './cascade.ts';
import { groupOf } from './kinds.ts';

/** Whether the asker of a closed request has a newer one about the same: whatever can be done next is done there. */
export async function isAskedAgain(work: Work, { id, menteeId, skillId, createdAt }: Request): Promise<boolean> {
  const all = await requestsOf(work, menteeId, ['open', 'matched', 'cancelled', 'expired']);
  return all.some((r) => r.id !== id && r.skillId === skillId && !isBefore(r.createdAt, createdAt));
}

/** The messages about earlier requests that found nobody lose what can be done next. */
export async function showAskedAgain(work: Work, { id, menteeId, skillId }: Request): Promise<void> {
  for (const earlier of await requestsOf(work, menteeId, ['expired'])) {
    if (earlier.skillId !== skillId || earlier.id === id) continue;
    await showProgress(work, earlier);
    await refreshPrompts(work, groupOf(earlier.id));
  }
}
