import type { Tx } from '../../../database/transaction.ts';
import { blockedWith, isOwner, ownerIds } from '../../members/service.ts';
import { refreshPrompts } from '../../prompts/service/index.ts';
import type { Suggestion } from '../rules.ts';
import { suggestionsIn } from '../store.ts';
import { waitingGroup } from './job-kinds.ts';

/**
 * Those of these that an owner reads: none that wait for others, and none with the name of somebody whom they would
 * rather not hear from. One without a name everybody reads: what is missing for one owner would tell whose it is.
 */
export async function readableBy(tx: Tx, ownerId: string, all: Suggestion[]): Promise<Suggestion[]> {
  const authors = [...new Set(all.flatMap(({ memberId }) => memberId ?? []))];
  const blocked = await blockedWith(tx, ownerId, authors);
  return all.filter(({ memberId, state }) => state !== 'kept' && (memberId === undefined || !blocked.has(memberId)));
}

/** How many suggestions wait for an owner's answer; undefined for somebody who is none. */
export async function suggestionsWaiting(tx: Tx, memberId: string): Promise<number | undefined> {
  if (!(await isOwner(tx, memberId))) return undefined;
  return (await readableBy(tx, memberId, await suggestionsIn(tx, 'new'))).length;
}

/** What owners see in Home, and in the note about what waits, has changed. */
export async function touchOwners(tx: Tx): Promise<void> {
  for (const ownerId of await ownerIds(tx)) {
    tx.touch(ownerId);
    await refreshPrompts(tx, waitingGroup(ownerId));
  }
}
