import { z } from 'zod';
import { jobKind } from '../../jobs/define.ts';
import { enqueue } from '../../jobs/store.ts';
import type { Work } from '../../work.ts';
import { stopHinting } from '../matching/service.ts';
import { forgetLeavers } from './service/erasing.ts';
import { deleteOld } from './store/age.ts';
import { collect } from './store/collect.ts';

export {
  deleteData,
  editMessages,
  end,
  endErasure,
  erasureOf,
  type From,
  findErasure,
  goOn,
  type Next,
} from './service/erasing.ts';
export { forgetIfGone, forgetWorkspace, workspaceLeft } from './service/leaving.ts';

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
  const hasMore = (await forgetLeavers(work)) || (await deleteOld(work));
  if (hasMore) await enqueue(work, retention, {});
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
