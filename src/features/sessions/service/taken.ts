import type { Work } from '../../../work.ts';
import { type Span, spanOf } from '../rules/span.ts';
import { findLiveSessionsWith } from '../store.ts';

/** When each of these members has a session, on either side, by member; `except` = ids of some that do not count. */
export async function sessionTimes(
  work: Work,
  memberIds: string[],
  except: string[] = [],
): Promise<Map<string, Span[]>> {
  const times = new Map<string, Span[]>(memberIds.map((id) => [id, []]));
  for (const session of await findLiveSessionsWith(work, memberIds)) {
    const span = except.includes(session.id) ? undefined : spanOf(session);
    if (span) for (const id of [session.mentorId, session.menteeId]) times.get(id)?.push(span);
  }
  return times;
}
