import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { rearm } from '../../prompts/service.ts';
import { helperIsBack } from '../../requests/service.ts';

/** Somebody who could not be asked until then may be now. */
export const back = jobKind('members.back', z.object({ memberId: z.string() }));

/** Somebody can be asked and written to again. */
export async function isBack(work: Work, id: string): Promise<void> {
  await helperIsBack(work, id);
  await rearm(work, id);
}

/** At that time, wait lists learn that this member may be asked again. */
export async function expectBack(work: Work, memberId: string, at: Temporal.Instant): Promise<void> {
  await enqueue(work, back, { memberId }, { key: `members.back:${memberId}:${iso(at)}`, runAt: at });
}
