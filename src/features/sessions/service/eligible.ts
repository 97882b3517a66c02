import type { Tx } from '../../../database/transaction.ts';
import { areNear, type Format, type Ineligibility, whyNotEligible } from '../../members/rules/index.ts';
import { blockedWith, getMembers, unwantedBy } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { overlap, type Span } from '../rules/span.ts';
import { countSessionsInWeek } from './load.ts';
import { sessionTimes, timesPlanned } from './taken.ts';

/** The time that a session would take. `moved` = the session, if it is there already. */
export type Meeting = Span & { moved?: string };

/**
 * Why this mentor may not be asked by this mentee now, or undefined when they may. Unknown people count as deactivated.
 * @param meeting where the time is known: then their week, their breaks and their other plans of then count.
 * @param format how they would talk, where that is known.
 */
export async function checkEligible(
  tx: Tx,
  mentorId: string,
  menteeId: string,
  meeting?: Meeting,
  format?: Format,
): Promise<Ineligibility | undefined> {
  return (await eligibleOf(tx, [mentorId], menteeId, meeting, format)).get(mentorId);
}

/**
 * The same for what the two have under way already. That the mentor would rather get no more questions of somebody who
 * had asked them quietly does not show there: it would tell them who that was.
 */
export async function checkUnderWay(
  tx: Tx,
  mentorId: string,
  menteeId: string,
  meeting?: Meeting,
  format?: Format,
): Promise<Ineligibility | undefined> {
  const why = await checkEligible(tx, mentorId, menteeId, meeting, format);
  return why === 'unwanted' ? undefined : why;
}

/** Eligibility of many mentors at once: a map with an entry for each of them. */
export async function eligibleOf(
  tx: Tx,
  mentorIds: string[],
  menteeId: string,
  meeting?: Meeting,
  format?: Format,
): Promise<Map<string, Ineligibility | undefined>> {
  const members = await getMembers(tx, [...mentorIds, menteeId]);
  const { allowGuests } = await getSettings(tx);
  const blocked = await blockedWith(tx, menteeId, mentorIds);
  const unwanted = await unwantedBy(tx, menteeId, mentorIds);
  const counts = await countSessionsInWeek(tx, mentorIds, meeting?.startsAt ?? tx.now, meeting?.moved);
  const taken = await whoIsTaken(tx, mentorIds, meeting);
  const mentee = members.get(menteeId);
  const reason = (id: string) => {
    const mentor = members.get(id);
    if (!mentor) return 'deactivated';
    return whyNotEligible(mentor, {
      now: tx.now,
      allowGuests,
      blocked: blocked.has(id),
      sessionsThisWeek: counts.get(id) ?? 0,
      self: id === menteeId,
      at: meeting?.startsAt,
      isTaken: taken.has(id),
      isUnwanted: unwanted.has(id),
      format,
      isNear: mentee === undefined || areNear(mentor, mentee),
    });
  };
  return new Map(mentorIds.map((id) => [id, reason(id)]));
}

/** Those of these members who have a session, or something that will be one, at the time of a meeting. */
export async function whoIsTaken(tx: Tx, ids: string[], meeting: Meeting | undefined): Promise<Set<string>> {
  if (!meeting) return new Set();
  const sessions = await sessionTimes(tx, ids, meeting.moved === undefined ? [] : [meeting.moved]);
  const planned = await timesPlanned(tx, ids);
  const isTaken = (id: string) =>
    [...(sessions.get(id) ?? []), ...(planned.get(id) ?? [])].some((span) => overlap(span, meeting));
  return new Set(ids.filter(isTaken));
}
