import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { stopHinting } from '../../requests/service/index.ts';
import { deleteOld } from '../store/age.ts';
import { collect } from '../store/collect.ts';
import { forgetLeavers } from './erasing.ts';

export {
  deleteData,
  editMessagesJob,
  end,
  endErasureJob,
  erasureOf,
  type From,
  findErasure,
  goOn,
  type Next,
} from './erasing.ts';
export { DAYS_AFTER_UNINSTALLING, forgetIfGone, forgetWorkspaceJob, workspaceLeft } from './leaving.ts';

/** Deletes what is kept no longer than it is of use. */
export const retentionJob = jobKind('privacy.retention', z.object({}));
/** Puts a member's data into their direct message with the app. */
export const sendDataJob = jobKind('privacy.send-data', z.object({ memberId: z.string() }));

/** Plans the cleaning of a day, once per UTC date. Each plans the next day's when it is through. */
export async function planRetention(tx: Tx, at = tx.now): Promise<void> {
  const date = at.toZonedDateTimeISO('UTC').toPlainDate().toString();
  await enqueue(tx, retentionJob, {}, { key: `privacy.retention:${date}`, runAt: at });
}

/** Deletes a portion of the traces that are older than they may be kept, and plans the next one. */
export async function cleanUp(tx: Tx): Promise<void> {
  const hasMore = (await forgetLeavers(tx)) || (await deleteOld(tx));
  if (hasMore) await enqueue(tx, retentionJob, {});
  else await planRetention(tx, tx.now.add({ hours: 24 }));
}

/** A file with all that is kept about a member follows in their direct message. */
export async function requestData(tx: Tx, memberId: string): Promise<void> {
  await enqueue(tx, sendDataJob, { memberId });
}

/** A member's goals do not help others find somebody any more, as if they had never allowed it. */
export function withdrawGoals(tx: Tx, memberId: string): Promise<void> {
  return stopHinting(tx, memberId);
}

/** All that is kept about a member, as readable JSON. */
export async function dataOf(tx: Tx, memberId: string): Promise<string> {
  return JSON.stringify(await collect(tx, memberId), null, 2);
}
