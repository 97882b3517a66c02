import { createMemory } from '../../../database/memory.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { mentorsOffering } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { PeopleIndex } from '../rules/people-index.ts';
import { changedSince } from '../store/index.ts';
import { mentorRows } from '../store/mentors.ts';

/** Rows are asked for by so many people at a time: databases limit the parameters of a query. */
const PAGE = 500;
/** A change may be committed a little after its time; what was changed within this span is read again. */
const OVERLAP_SECONDS = 15;

/** Everybody who offers something, once `warmUp` has read them. Changes up to `readUpTo`, in the database's text, are in it. */
type Everybody = { index: PeopleIndex; readUpTo: string };

/** Empty in a small workspace, where rows are read as needed. */
export const memoryOf = createMemory<{ everybody?: Everybody }>(() => ({}));

/** The index to rank these skills in: the one in memory, brought up to date, or one of just their holders. */
export async function peopleFor(tx: Tx, skillIds: string[]): Promise<PeopleIndex> {
  const { everybody } = memoryOf(tx);
  if (everybody === undefined) return readHolders(tx, skillIds);
  await catchUp(tx, everybody);
  return everybody.index;
}

async function readHolders(tx: Tx, skillIds: string[]): Promise<PeopleIndex> {
  const holders = await mentorsOffering(tx, skillIds);
  const index = new PeopleIndex();
  await readInto(tx, index, [...new Set(holders.map((h) => h.memberId))]);
  return index;
}

async function catchUp(tx: Tx, everybody: Everybody): Promise<void> {
  const changes = await changedSince(tx, everybody.readUpTo);
  if (changes.length > 0) await readInto(tx, everybody.index, [...new Set(changes.map((c) => c.memberId))]);
  everybody.readUpTo = iso(tx.now.subtract({ seconds: OVERLAP_SECONDS }));
}

async function readInto(tx: Tx, index: PeopleIndex, ids: string[]): Promise<void> {
  const { zone } = await getSettings(tx);
  for (let at = 0; at < ids.length; at += PAGE) {
    const page = ids.slice(at, at + PAGE);
    const found = await mentorRows(tx, page, zone);
    for (const id of page) index.remove(id);
    for (const mentor of found) index.upsert(mentor);
  }
}
