import type { Work } from '../../../work.ts';
import type { Member } from '../../members/rules.ts';
import { getMembers, mayReach, ownerIds } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { canRead, isHere } from '../rules.ts';

/** Those who read reports: whom the owners named and who is still here, else all owners; by name. */
async function readers(work: Work): Promise<Member[]> {
  const { concernOwners } = await getSettings(work);
  const named = await here(work, concernOwners);
  const all = named.length > 0 ? named : await here(work, await ownerIds(work));
  return all.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}

async function here(work: Work, ids: string[]): Promise<Member[]> {
  return [...(await getMembers(work, ids)).values()].filter(isHere);
}

/** Whether this member reads reports. */
export async function isReader(work: Work, memberId: string): Promise<boolean> {
  return (await readers(work)).some((reader) => reader.id === memberId);
}

/**
 * Who can be asked to read a report of this member now, whomever it is about: to say so before it is known whom, or
 * without telling whom. Nobody whose words would not reach them, or theirs the reporter. That a reader would rather get
 * no more questions of somebody who asked them quietly keeps no report from them.
 */
export async function readersFor(work: Work, reporterId: string): Promise<Member[]> {
  const able: Member[] = [];
  for (const reader of await readers(work)) {
    if (canRead(reader, reporterId, work.now) && (await mayReach(work, reporterId, reader.id, 'under way')))
      able.push(reader);
  }
  return able;
}
