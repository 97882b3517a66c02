import { isBefore, later } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { isPaused, type Member, nextWorkingMoment } from '../../members/rules.ts';
import { getMembers } from '../../members/service.ts';
import { insertContact } from '../store.ts';

/** Days ahead in which a moment is looked for that suits everybody. */
const DAYS = 7;

/**
 * The first moment from now on at which all of these people are at work and on no break, for what notifies several at
 * once; undefined when none comes within a week. Who left or cannot be reached is not waited for.
 */
export async function whenAllCan(work: Work, memberIds: string[]): Promise<Temporal.Instant | undefined> {
  const members = [...(await getMembers(work, memberIds)).values()].filter((m) => !m.isDeactivated && !m.isBot);
  const until = work.now.add({ hours: 24 * DAYS });
  let at = work.now;
  while (isBefore(at, until)) {
    const next = members.map((member) => whenCan(member, at)).reduce(later, at);
    if (next.equals(at)) return at;
    at = next;
  }
  return undefined;
}

function whenCan(member: Member, from: Temporal.Instant): Temporal.Instant {
  const back = isPaused(member, from) ? (member.pausedUntil ?? from) : from;
  return nextWorkingMoment(member, back);
}

/** Counts a message to several people against the day of each of them. */
export async function countForAll(work: Work, memberIds: string[], kind: string, jobId: string): Promise<void> {
  for (const member of (await getMembers(work, memberIds)).values()) {
    const date = work.now.toZonedDateTimeISO(member.zone).toPlainDate().toString();
    await insertContact(work, { id: `${jobId}:${member.id}`, member_id: member.id, local_date: date, kind });
  }
}
