import { publish } from '../../../events.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { isPaused, NO_END } from '../rules.ts';
import { updateMember } from '../store.ts';
import { expectBack } from './back.ts';
import { learn, requireMember } from './people.ts';

/** Pauses a member until then, or until they resume: nobody asks them and nothing unprompted reaches them. */
export async function pauseMember(work: Work, id: string, until: Temporal.Instant | undefined): Promise<void> {
  await requireMember(work, id);
  const end = until ?? NO_END;
  await updateMember(work, id, { paused_until: iso(end) });
  await publish(work, { memberPaused: { memberId: id, until: end } });
  if (until) await expectBack(work, id, until);
  work.touch(id);
}

/** Ends a pause, and takes back somebody who had their data deleted. @returns whether they were paused. */
export async function resumeMember(work: Work, id: string): Promise<boolean> {
  const member = await requireMember(work, id);
  await updateMember(work, id, { paused_until: null, erased_at: null });
  if (member.erasedAt) await enqueue(work, learn, { memberId: id });
  const wasPaused = isPaused(member, work.now);
  await publish(work, { memberResumed: { memberId: id, wasPaused } });
  work.touch(id);
  return wasPaused;
}
