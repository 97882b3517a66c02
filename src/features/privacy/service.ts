import { z } from 'zod';
import { jobKind } from '../../jobs/define.ts';
import { enqueue } from '../../jobs/store.ts';
import type { Work } from '../../work.ts';
import { withdrawCardsOf } from '../knowledge/service.ts';
import { stopHinting } from '../matching/service.ts';
import { addFormerMember, memberLeft, pauseMember, requireMember } from '../members/service.ts';
import { forgetStories } from '../newsletter/service.ts';
import { cancelRequest, openRequestsOf } from '../requests/service.ts';
import { deleteOld } from './store/age.ts';
import { collect } from './store/collect.ts';
import { erase } from './store/erase.ts';

/** Deletes what is kept no longer than it is of use. */
export const retention = jobKind('privacy.retention', z.object({}));
/** Puts a member's data into their direct message with the app. */
export const sendData = jobKind('privacy.send-data', z.object({ memberId: z.string() }));

/** Plans the cleaning of a day, once per UTC date. Each plans the next day's when it is through. */
export async function planRetention(work: Work, at = work.now): Promise<void> {
  const date = at.toZonedDateTimeISO('UTC').toPlainDate().toString();
  await enqueue(work, retention, {}, { key: `privacy.retention:${date}`, runAt: at });
}

/** Deletes a portion of the traces that are older than they may be kept, and plans the next one. */
export async function cleanUp(work: Work): Promise<void> {
  if (await deleteOld(work)) await enqueue(work, retention, {});
  else await planRetention(work, work.now.add({ hours: 24 }));
}

/** A file with all that is kept about a member follows in their direct message. */
export async function requestData(work: Work, memberId: string): Promise<void> {
  await enqueue(work, sendData, { memberId });
}

/** A member's goals do not help others find somebody any more, as if they had never allowed it. */
export function withdrawGoals(work: Work, memberId: string): Promise<void> {
  return stopHinting(work, memberId);
}

/** All that is kept about a member, as readable JSON. */
export async function dataOf(work: Work, memberId: string): Promise<string> {
  return JSON.stringify(await collect(work, memberId), null, 2);
}

/** Closes what a member has open and deletes what is kept about them; they are left out until they come back. */
export async function deleteData(work: Work, memberId: string): Promise<void> {
  await requireMember(work, memberId);
  for (const request of await openRequestsOf(work, memberId)) await cancelRequest(work, request.id, memberId);
  await withdrawCardsOf(work, memberId);
  await memberLeft(work, memberId, 'left');
  await pauseMember(work, memberId, undefined);
  await forgetStories(work, memberId);
  await stopHinting(work, memberId);
  const former = await addFormerMember(work);
  await erase(work, memberId, former);
  work.touch(memberId);
}
