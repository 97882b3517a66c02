import type { Tx } from '../../../database/transaction.ts';
import { expectBack, getMember, getMembers } from '../../members/service.ts';
import { endOfWeek, isInWeek, isSameWeek } from '../rules/index.ts';
import { heldSessions } from '../store/history.ts';
import { findSessionsOf, findSessionsOfMentors } from '../store/index.ts';
import { plannedTimesOf } from '../store/planned.ts';

/**
 * How many sessions each of these mentors has or had in the week of `at` (Monday to Sunday, their own zone), with what
 * will be one. Those that came to nothing do not count; one whose time is still to be agreed counts at once.
 * @param moved a session that is about to get a time in that week: it does not count itself, and neither does any other
 * that has none yet.
 */
export async function countSessionsInWeek(
  tx: Tx,
  mentorIds: string[],
  at: Temporal.Instant,
  moved?: string,
): Promise<Map<string, number>> {
  const counts = new Map(mentorIds.map((id) => [id, 0]));
  const mentors = await getMembers(tx, mentorIds);
  for (const session of await findSessionsOfMentors(tx, mentorIds, at.subtract({ hours: 8 * 24 }))) {
    const mentor = mentors.get(session.mentorId);
    const isOut = moved !== undefined && (session.id === moved || !(session.openedAt ?? session.plannedFor));
    if (mentor && !isOut && isInWeek(session, mentor.zone, at)) counts.set(mentor.id, (counts.get(mentor.id) ?? 0) + 1);
  }
  for (const { people, startsAt } of await plannedTimesOf(tx, mentorIds)) {
    const mentor = mentors.get(people[0]);
    if (mentor && counts.has(mentor.id) && isSameWeek(startsAt, at, mentor.zone))
      counts.set(mentor.id, (counts.get(mentor.id) ?? 0) + 1);
  }
  return counts;
}

/** Whoever has all the sessions that they wanted in the week of `at` can be asked again when it is over. */
export async function noteFullWeek(tx: Tx, mentorId: string, at: Temporal.Instant): Promise<void> {
  const mentor = await getMember(tx, mentorId);
  const count = (await countSessionsInWeek(tx, [mentorId], at)).get(mentorId) ?? 0;
  if (mentor && count >= mentor.capacity) await expectBack(tx, mentorId, endOfWeek(mentor.zone, at));
}

/** How many different colleagues this mentor helped in sessions that were held and not asked for quietly. */
export async function peopleHelped(tx: Tx, mentorId: string): Promise<number> {
  const { n } = await heldSessions(tx)
    .select(({ fn }) => fn.count<number | string | bigint>('mentee_id').distinct().as('n'))
    .where('mentor_id', '=', mentorId)
    .where('is_quiet', '=', 0)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Whether this mentor has helped this mentee with the skill before, in a session that was held. */
export async function hasHelpedWith(tx: Tx, mentorId: string, menteeId: string, skillId: string): Promise<boolean> {
  const sessions = await findSessionsOf(tx, menteeId, ['ended']);
  return sessions.some((s) => s.mentorId === mentorId && s.skillId === skillId && s.heldAt !== undefined);
}
