import { setImmediate } from 'node:timers/promises';
import { scopedTo } from '../../../database/scoped.ts';
import { createTx } from '../../../database/transaction.ts';
import type { Deps } from '../../../deps.ts';
import { iso } from '../../../time.ts';
import { getSettings } from '../../settings/service.ts';
import { countOffersBy, nextOffering } from '../../skills/service/index.ts';
import { PeopleIndex } from '../rules/people-index.ts';
import { mentorRows } from '../store/mentors.ts';
import { memoryOf } from './people.ts';

/** Up to so many people who offer something, their rows are read as they are needed, and no index is kept. */
export const SMALL = 2_000;
/** People read in one go: some 4 ms of work, so that nobody waits for an acknowledgement. */
const PAGE = 50;

/**
 * Reads everybody who offers something into memory, beside whatever else goes on. Until it is done, and for good in a
 * workspace of `small` or fewer of them, questions are answered from rows. An abort ends it without an index.
 * @returns how many people are in the index, 0 when there is none
 */
export async function warmUp(
  deps: Pick<Deps, 'db' | 'clock'> & { workspace: { id: string } },
  { signal, small = SMALL }: { signal?: AbortSignal; small?: number } = {},
): Promise<number> {
  const { id: workspaceId } = deps.workspace;
  const now = deps.clock.now();
  const { zone } = await deps.db.transact((db) => getSettings(createTx(db, { now, workspaceId })));
  const source = { db: scopedTo(deps.db.read, workspaceId), workspaceId, now };
  const index = new PeopleIndex();
  for (let ids = await nextOffering(source, '', PAGE); ids.length > 0; ) {
    for (const mentor of await mentorRows(source, ids, zone)) index.upsert(mentor);
    await setImmediate();
    if (signal?.aborted) return 0;
    ids = await nextOffering(source, ids.at(-1)!, PAGE);
  }
  if (index.size <= small) return 0;
  memoryOf(source).everybody = { index, readUpTo: iso(now) };
  countOffersBy(source, (skillId) => index.offered(skillId));
  return index.size;
}
