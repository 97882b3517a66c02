import type { Tx } from '../../../database/transaction.ts';
import { publish } from '../../../events.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { isPaused, NO_END } from '../rules/index.ts';
import { updateMember } from '../store/index.ts';
import { expectBack } from './back.ts';
import { learnJob, requireMember } from './people.ts';

/** Pauses a member until then, or until they resume: nobody asks them and nothing unprompted reaches them. */
export async function pauseMember(tx: Tx, id: string, until: Temporal.Instant | undefined): Promise<void> {
  await requireMember(tx, id);
  const end = until ?? NO_END;
  await updateMember(tx, id, { paused_until: iso(end) });
  await publish(tx, { memberPaused: { memberId: id, until: end } });
  if (until) await expectBack(tx, id, until);
  tx.touch(id);
}

/** Ends a pause, and takes back somebody who had their data deleted. @returns whether they were paused. */
export async function resumeMember(tx: Tx, id: string): Promise<boolean> {
  const member = await requireMember(tx, id);
  await updateMember(tx, id, { paused_until: null, erased_at: null });
  if (member.erasedAt) await enqueue(tx, learnJob, { memberId: id });
  const wasPaused = isPaused(member, tx.now);
  await publish(tx, { memberResumed: { memberId: id, wasPaused } });
  tx.touch(id);
  return wasPaused;
}
