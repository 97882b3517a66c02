import { z } from 'zod';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { withdrawCardsOf } from '../../knowledge/service.ts';
import { stopHinting } from '../../matching/service.ts';
import {
  addFormerMember,
  getMember,
  leftBefore,
  lockMember,
  pauseMember,
  requireMember,
  trustees,
} from '../../members/service.ts';
import { forgetStories } from '../../newsletter/service.ts';
import { cancelRequest, openRequestsOf } from '../../requests/service.ts';
import { personalTables } from '../declarations.ts';
import { reading } from '../rules.ts';
import { aroundMember } from '../store/around.ts';
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
export const editMessages = jobKind('privacy.edit-messages', ofErasure.extend(from.shape));
/** Looks once more for what came while messages were edited, and forgets who it was. */
export const endErasure = jobKind('privacy.end-erasure', ofErasure);

/** Seconds after which messages that were on their way at the deletion have arrived. */
const ON_THEIR_WAY = 3;

/**
 * Closes what a member has open and deletes what is kept about them. Colleagues keep that something took place, with
 * somebody who is no longer named; messages in Slack are edited afterwards. They are left out until they come back.
 */
export async function deleteData(work: Work, memberId: string): Promise<void> {
  await requireMember(work, memberId);
  await pauseMember(work, memberId, undefined);
  await eraseMember(work, memberId);
}

/** People of whom one transaction takes leave. */
const LEAVERS = 5;
/** Days after which somebody who left is a former member. */
const AFTER_LEAVING = 30;

/** Reduces people who left long enough ago to former members. @returns whether there may be more. */
export async function forgetLeavers(work: Work): Promise<boolean> {
  const before = iso(work.now.subtract({ hours: 24 * AFTER_LEAVING }));
  const ids = await leftBefore(work, before, LEAVERS);
  for (const id of ids) await eraseMember(work, id);
  return ids.length === LEAVERS;
}

async function eraseMember(work: Work, memberId: string): Promise<void> {
  await lockMember(work, memberId);
  for (const request of await openRequestsOf(work, memberId)) await cancelRequest(work, request.id, memberId);
  await withdrawCardsOf(work, memberId);
  await publish(work, { memberLeft: { memberId } });
  await forgetStories(work, memberId);
  await stopHinting(work, memberId);
  const erasure = await begin(work, memberId);
  await forget(work, erasure);
  const schedule = { key: `${editMessages.name}:${erasure.id}:0`, runAt: work.now.add({ seconds: ON_THEIR_WAY }) };
  await enqueue(work, editMessages, { erasureId: erasure.id, nth: 0 }, schedule);
  work.touch(memberId);
}

/** One deletion at a time: a second one widens the first. */
async function begin(work: Work, memberId: string): Promise<Erasure> {
  const found = await aroundMember(work, memberId);
  const to: Around = { ...found, people: [...new Set([...found.people, ...(await trustees(work))])] };
  const running = await erasureOf(work, memberId);
  if (running) {
    // Behind what is being looked at already.
    to.places = [...running.places, ...to.places];
    to.people = [...new Set([...running.people, ...to.people])];
    await widenErasure(work, running.id, to);
    return { ...running, ...to };
  }
  const formerId = await addFormerMember(work);
  return { id: await insertErasure(work, memberId, formerId, to), memberId, formerId, ...to };
}

async function forget(work: Work, { memberId, formerId }: Erasure): Promise<void> {
  await erase(work, memberId, formerId);
  for (const { afterErasing } of personalTables) await afterErasing?.(work, formerId);
}

/** Plans to look at the next places, or to end it when there are none left. */
export async function goOn(work: Work, erasureId: string, next: Next | undefined): Promise<void> {
  if (next === undefined) {
    await enqueue(work, endErasure, { erasureId }, { key: `${endErasure.name}:${erasureId}` });
    return;
  }
  const { seconds, ...from } = next;
  const schedule =
    seconds === undefined
      ? { key: `${editMessages.name}:${erasureId}:${next.nth}` }
      : { runAt: work.now.add({ seconds }) };
  await enqueue(work, editMessages, { erasureId, ...from }, schedule);
}

/** What others wrote meanwhile goes too, unless the member is back. */
export async function end(work: Work, erasureId: string): Promise<void> {
  const erasure = await findErasure(work, erasureId);
  if (!erasure) return;
  const member = await getMember(work, erasure.memberId);
  await deleteErasure(work, erasureId);
  if (member?.erasedAt === undefined) return;
  await forget(work, erasure);
  await eraseMentions(work, erasure.memberId);
}
