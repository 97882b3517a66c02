import type { Tx } from '../../../database/transaction.ts';
import { type Span, spanOf } from '../rules/span.ts';
import { findLiveSessionsWith } from '../store/index.ts';
import { deletePlannedTime, insertPlannedTime, type PlannedTime, plannedTimesOf } from '../store/planned.ts';
import { noteFullWeek } from './load.ts';

/** When each of these members has a session, on either side, by member; `except` = ids of some that do not count. */
export async function sessionTimes(tx: Tx, memberIds: string[], except: string[] = []): Promise<Map<string, Span[]>> {
  const times = new Map<string, Span[]>(memberIds.map((id) => [id, []]));
  for (const session of await findLiveSessionsWith(tx, memberIds)) {
    const span = except.includes(session.id) ? undefined : spanOf(session);
    if (span) for (const id of [session.mentorId, session.menteeId]) times.get(id)?.push(span);
  }
  return times;
}

/**
 * Two people, the one who helps first, are taken then by what will be a session of theirs, and counts as one in its week;
 * `freeTime` ends it, also when it becomes one.
 */
export async function planTime(tx: Tx, planned: PlannedTime): Promise<void> {
  await insertPlannedTime(tx, planned);
  await noteFullWeek(tx, planned.people[0], planned.startsAt);
}

/** What was planned under this id is off, or a session by now. */
export function freeTime(tx: Tx, id: string): Promise<void> {
  return deletePlannedTime(tx, id);
}

/** When each of these members is taken by what will be a session, by member. */
export async function timesPlanned(tx: Tx, memberIds: string[]): Promise<Map<string, Span[]>> {
  const times = new Map<string, Span[]>(memberIds.map((id) => [id, []]));
  for (const planned of await plannedTimesOf(tx, memberIds))
    for (const id of planned.people) times.get(id)?.push(planned);
  return times;
}
