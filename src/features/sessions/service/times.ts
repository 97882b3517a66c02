import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { isBefore, iso, later } from '../../../time.ts';
import { isPaused, isWorking, type Member, nextWorkingMoment } from '../../members/rules/index.ts';
import { checkReach, lockMembers, requireMember } from '../../members/service.ts';
import { spend } from '../../quotas/service.ts';
import { skillName } from '../../skills/service/index.ts';
import { isVeiled, partnerOf, type Session } from '../rules/index.ts';
import { overlap } from '../rules/span.ts';
import { move } from './clock.ts';
import { checkEligible, whoIsTaken } from './eligible.ts';
import { sessionFor } from './ending.ts';
import { hurryCard, queueNews, sayWhoDid } from './queue.ts';
import { sessionTimes } from './taken.ts';

/** Days ahead for which a time can be agreed. */
const FURTHEST = 60;
/** Other sessions that a suggestion steps over. */
const ROUNDS = 20;
const QUARTER = 15 * 60_000;

export type Suggestion = { session: Session; topic: string; at: Temporal.Instant };

/** What a session is before it has begun. */
const nothingYet = {
  opened_at: null,
  started_at: null,
  ends_at: null,
  extensions: 0,
  ending: null,
  ended_at: null,
  mentee_word: null,
  mentor_word: null,
  last_line_at: null,
  mentee_lines: 0,
  mentor_lines: 0,
};

/** A session that this member may pick a time for, and a good guess at one. @throws UserError when they may not. */
export async function suggestTime(tx: Tx, id: string, byId: string): Promise<Suggestion> {
  const session = await sessionFor(tx, id, 'pick a time', byId);
  const topic = await skillName(tx, session.skillId);
  if (session.plannedFor && isBefore(tx.now, session.plannedFor)) return { session, topic, at: session.plannedFor };
  const own = await requireMember(tx, byId);
  const other = await requireMember(tx, partnerOf(session, byId));
  const soon = Math.ceil(tx.now.add({ minutes: 30 }).epochMilliseconds / QUARTER) * QUARTER;
  // Twice round finds the overlap of two working days where there is one, else a time in the other's hours.
  let at = Temporal.Instant.fromEpochMilliseconds(soon);
  const taken = await sessionTimes(tx, [session.mentorId, session.menteeId], [id]);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const member of [own, other, own, other]) at = nextWorkingMoment(member, later(at, tx.now));
    const mine = { startsAt: at, endsAt: at.add({ minutes: session.minutes }) };
    const clash = [...taken.values()].flat().find((span) => overlap(span, mine));
    if (!clash) break;
    at = clash.endsAt;
  }
  return { session, topic, at };
}

/** @throws UserError when either has something else then, or the mentor has no more time in that week. */
async function refuseTaken(
  tx: Tx,
  { id, mentorId, menteeId, minutes, format }: Session,
  byId: string,
  at: Temporal.Instant,
) {
  await lockMembers(tx, [mentorId, menteeId]);
  const meeting = { startsAt: at, endsAt: at.add({ minutes }), moved: id };
  const taken = await whoIsTaken(tx, [mentorId, menteeId], meeting);
  if (taken.has(byId)) throw new UserError('You have another session at that time. Please pick another one.');
  const why = taken.size > 0 ? 'taken' : await checkEligible(tx, mentorId, menteeId, meeting, format);
  if (why === 'taken') throw new UserError('The other has another session at that time. Please pick another one.');
  if (why === 'format') throw new UserError(NOT_THIS_WAY);
  if (why === 'full') throw new UserError(byId === mentorId ? FULL : 'That week is full. Please pick another one.');
}

const NOT_THIS_WAY =
  'You two can’t talk in the way that was agreed any more. “Can’t make it” on the card ends this one, and `/mentor` asks again in another way.';
const FULL =
  'You already have all the sessions that you wanted in that week. Pick another one, or raise the number under `/mentor skills`.';

/**
 * One of the two picks for both, so it has to be in the other's working hours; one's own night is one's own to choose.
 * (Where the other says yes to a time, as to a suggestion or by booking, it need not be.)
 */
function refuseNight(picker: Member, other: Member, at: Temporal.Instant): void {
  if (isWorking(other, at)) return;
  const local = ({ zone }: Member) => at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
  throw new UserError(
    `That’s ${local(picker)} for you and ${local(other)} for your colleague, outside their working hours. Please pick another time.`,
  );
}

/** Agrees on a time, for a session that has not begun or that nobody came to. @throws UserError that says why not. */
export async function pickTime(tx: Tx, id: string, byId: string, at: Temporal.Instant): Promise<void> {
  const session = await sessionFor(tx, id, 'pick a time', byId);
  if (!isBefore(tx.now, at)) throw new UserError('That time has passed. Please pick one that is still to come.');
  if (isBefore(tx.now.add({ hours: 24 * FURTHEST }), at))
    throw new UserError(`That is more than ${FURTHEST} days away. Please pick an earlier time.`);
  for (const memberId of [session.mentorId, session.menteeId]) {
    const member = await requireMember(tx, memberId);
    if (member.isDeactivated) throw new UserError(`${member.name} is no longer here. \`/mentor\` finds someone else.`);
    if (isPaused(member, at)) throw new UserError('One of you has a break at that time. Please pick a later one.');
  }
  const picker = await requireMember(tx, byId);
  refuseNight(picker, await requireMember(tx, partnerOf(session, byId)), at);
  await checkReach(tx, byId, partnerOf(session, byId), 'under way');
  await refuseTaken(tx, session, byId, at);
  await spend(tx, picker, 'suggestion', partnerOf(session, byId));
  const planned = await move(tx, session, { ...nothingYet, state: 'planned', planned_for: iso(at) });
  await hurryCard(tx, planned);
  // While it is quiet there is no conversation yet: the other hears of it in their own messages.
  if (isVeiled(planned)) await queueNews(tx, planned, partnerOf(planned, byId), 'picked a time');
  else await sayWhoDid(tx, planned, 'picked a time', byId);
}
