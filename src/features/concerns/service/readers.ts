import type { Tx } from '../../../database/transaction.ts';
import { cardBetween } from '../../knowledge/service/index.ts';
import type { Member } from '../../members/rules/index.ts';
import { getMembers, mayReach, ownerIds } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { type Concern, canRead, isHere } from '../rules.ts';

/** Those who read reports: whom the owners named and who is still here, else all owners; by name. */
async function readers(tx: Tx): Promise<Member[]> {
  const { concernOwners } = await getSettings(tx);
  const named = await here(tx, concernOwners);
  const all = named.length > 0 ? named : await here(tx, await ownerIds(tx));
  return all.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}

async function here(tx: Tx, ids: string[]): Promise<Member[]> {
  return [...(await getMembers(tx, ids)).values()].filter(isHere);
}

/**
 * Whether this member has a part in a report: whoever reported, whom it is about, and the two who wrote the card that it
 * is about. They do not read it.
 */
export async function hasPart(tx: Tx, concern: Concern, memberId: string): Promise<boolean> {
  const { reporterId, reportedId, about } = concern;
  const authors = about?.kind === 'card' ? await cardBetween(tx, about.id) : [];
  return [reporterId, reportedId, ...authors.flat()].includes(memberId);
}

/** Whether this member reads reports. */
export async function isReader(tx: Tx, memberId: string): Promise<boolean> {
  return (await readers(tx)).some((reader) => reader.id === memberId);
}

/**
 * Who can be asked to read a report of this member now, whomever it is about: to say so before it is known whom, or
 * without telling whom. Nobody whose words would not reach them, or theirs the reporter. That a reader would rather get
 * no more questions of somebody who asked them quietly keeps no report from them.
 */
export async function readersFor(tx: Tx, reporterId: string): Promise<Member[]> {
  const able: Member[] = [];
  for (const reader of await readers(tx)) {
    if (canRead(reader, reporterId, tx.now) && (await mayReach(tx, reporterId, reader.id, 'under way')))
      able.push(reader);
  }
  return able;
}
