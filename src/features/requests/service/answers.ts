import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { isBefore, iso, later } from '../../../time.ts';
import { noteHelp } from '../../matching/service/index.ts';
import { type Away, atLocal, isMissed, isPaused, isWorking, nextWorkingMoment } from '../../members/rules/index.ts';
import { checkReach, getMember, lockMembers, requireMember } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { spend } from '../../quotas/service.ts';
import { openSession, sessionsOf, whoIsTaken } from '../../sessions/service/index.ts';
import {
  acceptRefusals,
  expiryOf,
  FARTHEST_PROPOSAL_DAYS,
  type Offer,
  proposalRefusals,
  type Request,
  whyTooLate,
} from '../rules/index.ts';
import { findOffer, lockRequest, offersOf, offersTo, requestsOf, updateOffer, updateRequest } from '../store/index.ts';
import { cancelRequest, planEnd } from './ask.ts';
import { whyNotTaken } from './askable.ts';
import { advance, clear, endOffer, showOffer, showProgress } from './cascade.ts';
import { close } from './closing.ts';
import { groupOf, lookAgainJob, proposalGroup, proposalMadePrompt } from './job-kinds.ts';

const GONE = 'This request is no longer there, so nothing was changed.';
const QUICKER = 'Someone else has just accepted this one. Thank you for being willing.';

/** The first to accept gets the session, in private if they wish. @throws UserError that says what happened instead. */
export async function acceptOffer(tx: Tx, offerId: string, by: string, isPrivate = false): Promise<void> {
  const { offer, request } = await answerable(tx, offerId, by);
  await lockMembers(tx, [by, request.menteeId]);
  const why = await whyNotTaken(tx, request, by);
  if (why) throw new UserError(acceptRefusals[why]);
  const asked = { ...request, isPrivate: isPrivate || request.isPrivate };
  await settle(tx, asked, offer, (await canTalkNow(tx, request, offer)) ? 'now' : 'later');
}

/**
 * Whether the two can talk at once. A late yes to “now” finds the asker busy with something else, off work or on a break,
 * and either may have another session: then they agree on a time first.
 */
async function canTalkNow(tx: Tx, { urgency, menteeId, minutes }: Request, offer: Offer): Promise<boolean> {
  if (urgency !== 'now' || offer.state !== 'pending') return false;
  const asker = await requireMember(tx, menteeId);
  if (isPaused(asker, tx.now) || !isWorking(asker, tx.now)) return false;
  const meeting = { startsAt: tx.now, endsAt: tx.now.add({ minutes }) };
  return (await whoIsTaken(tx, [menteeId, offer.mentorId], meeting)).size === 0;
}

/** Not now. The asker never learns who said so. @throws UserError when it is not theirs or too late. */
export async function declineOffer(tx: Tx, offerId: string, by: string): Promise<void> {
  const { offer } = await answerable(tx, offerId, by);
  await endOffer(tx, offer, 'declined');
  await advance(tx, offer.requestId);
}

/** The mentor would rather talk at another time; the asker decides. @throws UserError for a time behind or too far. */
export async function proposeTime(tx: Tx, offerId: string, by: string, at: Temporal.Instant): Promise<void> {
  const { request } = await answerable(tx, offerId, by);
  if (!isBefore(tx.now, at)) throw new UserError('That time is over already. Please suggest one ahead.');
  if (isBefore(tx.now.add({ hours: 24 * FARTHEST_PROPOSAL_DAYS }), at)) {
    throw new UserError('That is more than two weeks ahead. Please suggest a sooner time, or say not now.');
  }
  // Of a quiet ask it would tell whose it is.
  if (!request.isAnonymous) await checkReach(tx, by, request.menteeId, 'under way');
  const why = await whyNotTaken(tx, request, by, meetingAt(request, at));
  if (why) throw new UserError(proposalRefusals[why] ?? acceptRefusals[why]);
  await spend(tx, await requireMember(tx, by), 'suggestion', request.menteeId);
  await updateOffer(tx, offerId, { state: 'proposed', proposed_for: iso(at), answered_at: iso(tx.now) });
  // The asker has until then to answer.
  await liveUntil(tx, request, later(request.expiresAt ?? tx.now, at));
  await enqueue(tx, lookAgainJob, { requestId: request.id }, { runAt: at, group: groupOf(request.id) });
  await showOffer(tx, { id: offerId, mentorId: by });
  const schedule = { memberId: request.menteeId, key: `proposal:${offerId}`, dueAt: tx.now };
  await queuePrompt(tx, proposalMadePrompt, { offerId }, { ...schedule, expiresAt: at, group: proposalGroup(offerId) });
  await showProgress(tx, request);
  tx.touch(by);
}

/** The same for a local date and time of the mentor, YYYY-MM-DD and HH:MM. */
export async function proposeLocalTime(tx: Tx, offerId: string, by: string, date: string, time: string) {
  const at = atLocal(await requireMember(tx, by), Temporal.PlainDate.from(date), time);
  await proposeTime(tx, offerId, by, at);
}

/** What a mentor starts from when they suggest a time: their next working day, or later today. */
export async function suggestionFor(tx: Tx, offerId: string, by: string) {
  const { request } = await answerable(tx, offerId, by);
  const mentor = await requireMember(tx, by);
  const at = nextWorkingMoment(mentor, tx.now.add({ hours: 2 })).toZonedDateTimeISO(mentor.zone);
  const time = at.toPlainTime().round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'floor' });
  return {
    ...{ offerId, topic: request.topic, zone: mentor.zone },
    ...{ date: at.toPlainDate().toString(), time: time.toString({ smallestUnit: 'minute' }) },
  };
}

/** The asker takes the suggested time. @throws UserError when it is not theirs to take, or no longer possible. */
export async function acceptProposal(tx: Tx, offerId: string, by: string): Promise<void> {
  const { offer, request, at } = await proposal(tx, offerId, by);
  if (!isBefore(tx.now, at))
    throw new UserError('That time has passed. You can ask someone else with the other button.');
  await lockMembers(tx, [offer.mentorId, by]);
  const meeting = meetingAt(request, at);
  if ((await whoIsTaken(tx, [by], meeting)).size > 0) {
    throw new UserError('You have another session at that time. Move that one first, or ask someone else.');
  }
  if (await whyNotTaken(tx, request, offer.mentorId, meeting)) {
    throw new UserError('That time is no longer possible. You can ask someone else with the other button.');
  }
  await settle(tx, request, offer, at);
}

const meetingAt = ({ minutes }: Request, startsAt: Temporal.Instant) => ({
  startsAt,
  endsAt: startsAt.add({ minutes }),
});

/** The time does not suit: the next colleague is asked. @throws UserError when it is not theirs to say. */
export async function refuseProposal(tx: Tx, offerId: string, by: string): Promise<void> {
  const { offer, request } = await proposal(tx, offerId, by);
  await endOffer(tx, offer, 'withdrawn');
  // Not longer than from anew: what held it open is gone.
  const end = expiryOf(await requireMember(tx, by), tx.now);
  if (request.expiresAt && isBefore(end, request.expiresAt)) await liveUntil(tx, request, end);
  await advance(tx, request.id);
  await showProgress(tx, request);
}

async function liveUntil(tx: Tx, request: Request, expiresAt: Temporal.Instant): Promise<void> {
  await updateRequest(tx, request.id, { expires_at: iso(expiresAt) });
  await planEnd(tx, { ...request, expiresAt });
}

/** The mentor of an accepted request hands it back before the session started: the next one is asked. */
export async function backToCascade(tx: Tx, requestId: string, byMentorId: string): Promise<void> {
  const request = await lockRequest(tx, requestId);
  if (request?.state !== 'matched') return;
  const offers = await offersOf(tx, requestId);
  const offer = offers.find((o) => o.mentorId === byMentorId && o.state === 'accepted');
  if (!offer) return;
  await endOffer(tx, offer, 'handed back');
  if (await isSoughtElsewhere(tx, request)) return showProgress(tx, request);
  const asker = await requireMember(tx, request.menteeId);
  const expiresAt = later(request.expiresAt ?? tx.now, expiryOf(asker, tx.now));
  await updateRequest(tx, requestId, { state: 'open', closed_at: null, expires_at: iso(expiresAt) });
  await planEnd(tx, { ...request, expiresAt });
  await advance(tx, requestId);
  await showProgress(tx, request);
}

/** Whether the asker has another request about the same, or somebody for it. */
async function isSoughtElsewhere(tx: Tx, { id, menteeId, skillId }: Request): Promise<boolean> {
  const requests = await requestsOf(tx, menteeId, ['open', 'waiting']);
  const sessions = await sessionsOf(tx, menteeId, ['planned', 'open', 'running']);
  return [...requests, ...sessions.filter((s) => s.menteeId === menteeId && s.requestId !== id)].some(
    (r) => r.skillId === skillId,
  );
}

/**
 * A member is away: what they were asked is withdrawn, but for a time after the pause that they suggested; what one who
 * left asked for is taken back.
 */
export async function mentorGone(tx: Tx, memberId: string, away: Away = 'left'): Promise<void> {
  for (const offer of await offersTo(tx, memberId, ['pending', 'lapsed', 'proposed'])) {
    if (!isMissed(away, offer.proposedFor)) continue;
    await lockRequest(tx, offer.requestId);
    await endOffer(tx, offer, 'withdrawn');
    await advance(tx, offer.requestId);
  }
  if (!(await getMember(tx, memberId))?.isDeactivated) return;
  for (const request of await requestsOf(tx, memberId, ['open', 'waiting'])) {
    await cancelRequest(tx, request.id, memberId);
  }
}

/** One of two people would rather not hear from the other: what one of them was asked for the other is withdrawn. */
export async function askersParted(tx: Tx, byId: string, otherId: string): Promise<void> {
  for (const [mentorId, menteeId] of [
    [byId, otherId],
    [otherId, byId],
  ] as const) {
    for (const { id, requestId } of await offersTo(tx, mentorId, ['pending', 'lapsed', 'proposed'])) {
      const request = await lockRequest(tx, requestId);
      const offer = request?.menteeId === menteeId ? await findOffer(tx, id) : undefined;
      // What goes at once would tell the mentor who asked quietly: it ends with its time, and no yes to it counts.
      if (!request || !offer || (request.isAnonymous && mentorId === byId)) continue;
      await endOffer(tx, offer, 'withdrawn');
      await advance(tx, requestId);
    }
  }
}

type Settled = 'now' | 'later' | Temporal.Instant;

/** Opens the session. The conditional close decides between two who accept at the same moment. */
async function settle(tx: Tx, request: Request, offer: Offer, at: Settled): Promise<void> {
  if (!(await close(tx, request, ['open'], 'matched'))) throw new UserError(QUICKER);
  await endOffer(tx, offer, 'accepted');
  // Others would notice in their searches that it is somebody else's turn.
  if (!request.isAnonymous) await noteHelp(tx, offer.mentorId);
  await clear(tx, request.id, offer.id);
  const { menteeId, skillId, goal, minutes, format, isAnonymous: isQuiet, isPrivate } = request;
  const asked = { requestId: request.id, menteeId, skillId, goal, minutes, format, isQuiet, isPrivate };
  await openSession(tx, { ...asked, offerId: offer.id, mentorId: offer.mentorId, at });
  await showProgress(tx, request);
}

/** An offer and its request, locked, when `by` may answer it. */
async function answerable(tx: Tx, offerId: string, by: string): Promise<{ offer: Offer; request: Request }> {
  const { offer, request } = await locked(tx, offerId);
  if (offer.mentorId !== by) throw new UserError('This question was put to someone else, so nothing was changed.');
  const why = whyTooLate(offer.state, request.state);
  if (why) throw new UserError(why);
  return { offer, request };
}

/** A suggested time and its request, locked, when `by` may decide about it. */
async function proposal(tx: Tx, offerId: string, by: string) {
  const { offer, request } = await locked(tx, offerId);
  if (request.menteeId !== by) throw new UserError('Only the person who asked can decide about this.');
  if (request.state === 'matched') throw new UserError('You have someone for this already, so nothing was changed.');
  if (request.state !== 'open')
    throw new UserError('This request is closed, so nothing was changed. You can ask again any time.');
  if (offer.state !== 'proposed' || !offer.proposedFor) {
    throw new UserError('This suggestion is no longer open, so nothing was changed.');
  }
  return { offer, request, at: offer.proposedFor };
}

async function locked(tx: Tx, offerId: string): Promise<{ offer: Offer; request: Request }> {
  const known = await findOffer(tx, offerId);
  const request = known && (await lockRequest(tx, known.requestId));
  const offer = await findOffer(tx, offerId);
  if (!offer || !request) throw new UserError(GONE);
  return { offer, request };
}
