import { z } from 'zod';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';

/** Somebody who could not be asked until then may be now. */
export const back = jobKind('members.back', z.object({ memberId: z.string() }));

/** Somebody can be asked and written to again. */
export function isBack(work: Work, memberId: string): Promise<void> {
  return publish(work, { memberReachable: { memberId } });
}

/** At that time, wait lists learn that this member may be asked again. */
export async function expectBack(work: Work, memberId: string, at: Temporal.Instant): Promise<void> {
  await enqueue(work, back, { memberId }, { key: `members.back:${memberId}:${iso(at)}`, runAt: at });
}
