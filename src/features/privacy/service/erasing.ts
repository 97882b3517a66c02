import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { withdrawCardsOf } from '../../knowledge/service/index.ts';
import {
  addFormerMember,
  adminContacts,
  getMember,
  leftBefore,
  lockMembers,
  pauseMember,
  requireMember,
} from '../../members/service.ts';
import { forgetStories } from '../../newsletter/service/index.ts';
import { cancelRequest, openRequestsOf, stopHinting } from '../../requests/service/index.ts';
import { reading } from '../rules.ts';
import { aroundMember } from '../store/around.ts';
import { personalTables } from '../store/declarations.ts';
import { erase, eraseMentions } from '../store/erase.ts';
import {
  type Around,
  deleteErasure,
  type Erasure,
  erasureOf,
  findErasure,
  insertErasure,
  widenErasure,
} from '../store/erasures.ts';

export { erasureOf, findErasure };

const ofErasure = z.object({ erasureId: z.string() });
const from = z.object({ nth: z.number(), left: z.array(reading).optional() });
/** How far the editing has come: the places that were looked at, and what is left of the one in hand. */
export type From = z.infer<typeof from>;
/** Where it goes on, with `seconds` not before a rate limit is over. */
export type Next = From & { seconds?: number };
/** Edits messages in Slack that are about somebody whose data is deleted. */
export const editMessagesJob = jobKind('privacy.edit-messages', ofErasure.extend(from.shape));
/** Looks once more for what came while messages were edited, and forgets who it was. */
export const endErasureJob = jobKind('privacy.end-erasure', ofErasure);

/** Seconds after which messages that were on their way at the deletion have arrived. */
const ON_THEIR_WAY = 3;

/**
 * Closes what a member has open and deletes what is kept about them. Colleagues keep that something took place, with
 * somebody who is no longer named; messages in Slack are edited afterwards. They are left out until they come back.
 */
export async function deleteData(tx: Tx, memberId: string): Promise<void> {
  await requireMember(tx, memberId);
  // Writes their row first, so that whoever else decides about them waits.
  await pauseMember(tx, memberId, undefined);
  await eraseMember(tx, memberId);
}

/** People of whom one transaction takes leave. */
const LEAVERS = 5;
/** Days after which somebody who left is a former member. */
const AFTER_LEAVING = 30;

/** Reduces people who left long enough ago to former members. @returns whether there may be more. */
export async function forgetLeavers(tx: Tx): Promise<boolean> {
  const before = iso(tx.now.subtract({ hours: 24 * AFTER_LEAVING }));
  const ids = await leftBefore(tx, before, LEAVERS);
  await lockMembers(tx, ids);
  // Somebody may have come back before they were locked.
  const left = await leftBefore(tx, before, LEAVERS);
  for (const id of ids.filter((one) => left.includes(one))) await eraseMember(tx, id);
  return ids.length === LEAVERS;
}

async function eraseMember(tx: Tx, memberId: string): Promise<void> {
  for (const request of await openRequestsOf(tx, memberId)) await cancelRequest(tx, request.id, memberId);
  await withdrawCardsOf(tx, memberId);
  await publish(tx, { memberLeft: { memberId } });
  await forgetStories(tx, memberId);
  await stopHinting(tx, memberId);
  const erasure = await begin(tx, memberId);
  await forget(tx, erasure);
  // Their Homes may name the member, such as where a talk is to be looked back on.
  for (const id of erasure.people) tx.touch(id);
  const schedule = { key: `${editMessagesJob.name}:${erasure.id}:0`, runAt: tx.now.add({ seconds: ON_THEIR_WAY }) };
  await enqueue(tx, editMessagesJob, { erasureId: erasure.id, nth: 0 }, schedule);
  tx.touch(memberId);
}

/** One deletion at a time: a second one widens the first. */
async function begin(tx: Tx, memberId: string): Promise<Erasure> {
  const found = await aroundMember(tx, memberId);
  const to: Around = { ...found, people: [...new Set([...found.people, ...(await adminContacts(tx))])] };
  const running = await erasureOf(tx, memberId);
  if (running) {
    // Behind what is being looked at already.
    to.places = [...running.places, ...to.places];
    to.people = [...new Set([...running.people, ...to.people])];
    await widenErasure(tx, running.id, to);
    return { ...running, ...to };
  }
  const formerId = await addFormerMember(tx);
  return { id: await insertErasure(tx, memberId, formerId, to), memberId, formerId, ...to };
}

async function forget(tx: Tx, { memberId, formerId }: Erasure): Promise<void> {
  await erase(tx, memberId, formerId);
  for (const { afterErasing } of personalTables) await afterErasing?.(tx, formerId);
}

/** Plans to look at the next places, or to end it when there are none left. */
export async function goOn(tx: Tx, erasureId: string, next: Next | undefined): Promise<void> {
  if (next === undefined) {
    await enqueue(tx, endErasureJob, { erasureId }, { key: `${endErasureJob.name}:${erasureId}` });
    return;
  }
  const { seconds, ...from } = next;
  const schedule =
    seconds === undefined
      ? { key: `${editMessagesJob.name}:${erasureId}:${next.nth}` }
      : { runAt: tx.now.add({ seconds }) };
  await enqueue(tx, editMessagesJob, { erasureId, ...from }, schedule);
}

/** What others wrote meanwhile goes too, unless the member is back. */
export async function end(tx: Tx, erasureId: string): Promise<void> {
  const erasure = await findErasure(tx, erasureId);
  if (!erasure) return;
  const member = await getMember(tx, erasure.memberId);
  await deleteErasure(tx, erasureId);
  if (member?.erasedAt === undefined) return;
  await forget(tx, erasure);
  await eraseMentions(tx, erasure.memberId);
}
