import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';

/** Somebody who could not be asked until then may be now. */
export const backJob = jobKind('members.back', z.object({ memberId: z.string() }));

/** Somebody can be asked and written to again. */
export function isBack(tx: Tx, memberId: string): Promise<void> {
  return publish(tx, { memberReachable: { memberId } });
}

/** At that time, wait lists learn that this member may be asked again. */
export async function expectBack(tx: Tx, memberId: string, at: Temporal.Instant): Promise<void> {
  await enqueue(tx, backJob, { memberId }, { key: `members.back:${memberId}:${iso(at)}`, runAt: at });
}
