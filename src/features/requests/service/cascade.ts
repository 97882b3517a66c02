import { randomUUID } from 'node:crypto';
import type { Posted } from '../../../jobs/define.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { isBefore, iso, later } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { addWorkingMinutes, isPaused, type Member, NO_END } from '../../members/rules.ts';
import { getMembers, requireMember } from '../../members/service.ts';
import { cancelPrompts, gate, queuePrompt, refreshPrompts } from '../../prompts/service.ts';
import { count, roomToAsk } from '../../quotas/service.ts';
import { getSettings } from '../../settings/service.ts';
import { type Candidate, type CascadeStep, nextStep, type Offer, patientUntil, type Request } from '../rules.ts';
import { findOffer, findRequest, insertOffer, lockRequest, offersOf, updateOffer, updateRequest } from '../store.ts';
import { isSuspended } from '../suspension-store.ts';
import { notAskedOf } from './askable.ts';
import { close } from './closing.ts';
import {
  answerDue,
  closedUnmatched,
  groupOf,
  lookAgain,
  offerChanged,
  offerMade,
  progressChanged,
  proposalGroup,
} from './kinds.ts';

/** Days for which the news that nobody was found is worth saying. */
const NEWS_DAYS = 3;

export type Standing = { step: CascadeStep; offers: Offer[] };

/** Where the search for a mentor stands now, from the state alone. */
export async function standingOf(work: Work, request: Request, offers?: Offer[]): Promise<Standing> {
  const made = offers ?? (await offersOf(work, request.id));
  const asker = await requireMember(work, request.menteeId);
  const expiresAt = request.expiresAt ?? work.now;
  const state = {
    request: { state: request.state, chosenId: request.chosenId, expiresAt },
    offers: made,
    candidates: await candidatesOf(work, request, asker),
    isOnItsWay: made.some((offer) => offer.state === 'pending' && offer.message === undefined),
    heldUntil: isPaused(asker, work.now) ? asker.pausedUntil : undefined,
    patientUntil: patientUntil(request.urgency, asker, work.now, expiresAt),
  };
  return { step: nextStep(state, work.now), offers: made };
}

async function candidatesOf(work: Work, request: Request, asker: Member): Promise<Candidate[]> {
  const { candidates } = request;
  const room = await roomToAsk(work, asker);
  const reasons = await notAskedOf(work, request, candidates);
  const members = await getMembers(work, candidates);
  const found: Candidate[] = [];
  for (const id of candidates) {
    const member = members.get(id);
    const from = room(id);
    const isEligible = member !== undefined && reasons.get(id) === undefined && from !== undefined;
    const at = isEligible ? await reachableAt(work, member) : undefined;
    found.push({ id, isEligible, reachableAt: at && from && later(at, from) });
  }
  return found;
}

async function reachableAt(work: Work, member: Member): Promise<Temporal.Instant | undefined> {
  const open = await gate(work, member);
  if (open.ok) return work.now;
  return 'until' in open ? open.until : undefined;
}

/** Does what is next for a request that may have been waiting for it; for any other it does nothing. */
export async function advance(work: Work, requestId: string): Promise<void> {
  const request = await lockRequest(work, requestId);
  if (request?.state !== 'open') return;
  if (request.isAnonymous && (await isSuspended(work, request.menteeId))) return stop(work, request);
  await endMissedProposals(work, request.id);
  const { step } = await standingOf(work, request);
  if (step.do === 'nothing') return;
  if (step.do === 'ask') return ask(work, request, step.mentorId);
  if (step.do === 'close') return closeUnmatched(work, request);
  const until = step.do === 'wait' || step.do === 'hold' ? step.until : NO_END;
  if (!until.equals(NO_END)) await plan(work, requestId, until);
  await showProgress(work, request);
}

/** A suggested time that came without an answer is no suggestion any more. */
async function endMissedProposals(work: Work, requestId: string): Promise<void> {
  for (const offer of await offersOf(work, requestId)) {
    const isMissed = offer.state === 'proposed' && offer.proposedFor && !isBefore(work.now, offer.proposedFor);
    if (isMissed) await endOffer(work, offer, 'withdrawn');
  }
}

/** A wait is over: the same, and the asker reads that it goes on. */
export async function resumeSearch(work: Work, requestId: string): Promise<void> {
  await advance(work, requestId);
  const request = await findRequest(work, requestId);
  if (request?.state === 'open') await showProgress(work, request);
}

async function plan(work: Work, requestId: string, until: Temporal.Instant): Promise<void> {
  await enqueue(work, lookAgain, { requestId }, { runAt: until, group: groupOf(requestId) });
}

async function ask(work: Work, request: Request, mentorId: string): Promise<void> {
  const id = randomUUID();
  const answerBy = await answerByOf(work, mentorId);
  const candidates = request.candidates.filter((candidate) => candidate !== mentorId);
  await updateRequest(work, request.id, { candidates: JSON.stringify(candidates) });
  await insertOffer(work, { id, request_id: request.id, mentor_id: mentorId, answer_by: iso(answerBy) });
  await count(work, await requireMember(work, request.menteeId), 'offer', mentorId);
  await enqueue(work, offerMade, { offerId: id }, { key: `offer:${id}`, lane: mentorId });
  work.touch(mentorId);
}

/** When a mentor who is asked now should have answered. */
async function answerByOf(work: Work, mentorId: string): Promise<Temporal.Instant> {
  const { offerMinutes } = await getSettings(work);
  return addWorkingMinutes(await requireMember(work, mentorId), work.now, offerMinutes);
}

async function waitForAnswer(work: Work, requestId: string, offerId: string, answerBy: Temporal.Instant) {
  await enqueue(work, answerDue, { offerId }, { runAt: answerBy, group: groupOf(requestId) });
}

/** The offer has reached the mentor: their time for an answer begins. */
export async function offerArrived(work: Work, offerId: string, posted: Posted): Promise<void> {
  const offer = await findOffer(work, offerId);
  if (!offer) return;
  await updateOffer(work, offerId, posted);
  // It may have ended while the message was on its way.
  if (offer.state !== 'pending') await enqueue(work, offerChanged, { offerId }, { lane: offer.mentorId });
  else await startAnswerTime(work, offer);
  const request = await findRequest(work, offer.requestId);
  // It says of the colleague whom the asker picked that they will be asked, or were.
  if (request?.chosenId === offer.mentorId) await showProgress(work, request);
}

async function startAnswerTime(work: Work, offer: Offer): Promise<void> {
  const answerBy = await answerByOf(work, offer.mentorId);
  await updateOffer(work, offer.id, { answer_by: iso(answerBy) });
  await waitForAnswer(work, offer.requestId, offer.id, answerBy);
}

/** The time for an answer is over: quietly on to the next. The offer can still be accepted. */
export async function answerIsDue(work: Work, offerId: string): Promise<void> {
  const known = await findOffer(work, offerId);
  if (!known) return;
  await lockRequest(work, known.requestId);
  const offer = await findOffer(work, offerId);
  if (offer?.state === 'pending' && !isBefore(work.now, offer.answerBy)) await offerLapses(work, offerId);
}

/** Nobody can tell whether the offer arrived: on to the next, and if it did, it can still be accepted. */
export async function offerLapses(work: Work, offerId: string): Promise<void> {
  const known = await findOffer(work, offerId);
  if (!known) return;
  await lockRequest(work, known.requestId);
  const offer = await findOffer(work, offerId);
  if (offer?.state !== 'pending') return;
  await updateOffer(work, offerId, { state: 'lapsed' });
  await enqueue(work, offerChanged, { offerId }, { lane: offer.mentorId });
  await advance(work, offer.requestId);
}

/** Ends what is still unanswered, and the timers and prompts with it; the cards show it. */
export async function clear(work: Work, requestId: string, except?: string): Promise<void> {
  for (const offer of await offersOf(work, requestId)) {
    if (offer.id !== except && isUnanswered(offer)) await endOffer(work, offer, 'withdrawn');
  }
  await cancelGroup(work, groupOf(requestId));
  await cancelPrompts(work, groupOf(requestId));
}

const isUnanswered = (offer: Offer) =>
  offer.state === 'pending' || offer.state === 'lapsed' || offer.state === 'proposed';

/** An offer's end; its card shows it, and so does the asker's prompt about a suggested time. */
export async function endOffer(work: Work, offer: Offer, state: Offer['state']): Promise<void> {
  await updateOffer(work, offer.id, { state, answered_at: iso(work.now) });
  await enqueue(work, offerChanged, { offerId: offer.id }, { lane: offer.mentorId });
  work.touch(offer.mentorId);
  if (offer.state !== 'proposed') return;
  await cancelPrompts(work, proposalGroup(offer.id));
  await refreshPrompts(work, proposalGroup(offer.id));
}

/** Nobody was found in time: the asker is told so, with what to do next. */
async function closeUnmatched(work: Work, request: Request): Promise<void> {
  if (!(await close(work, request, ['open'], 'expired'))) return;
  await clear(work, request.id);
  await showProgress(work, request);
  const expiresAt = work.now.add({ hours: 24 * NEWS_DAYS });
  const group = groupOf(request.id);
  const schedule = { memberId: request.menteeId, key: `closed:${request.id}`, dueAt: work.now, expiresAt, group };
  await queuePrompt(work, closedUnmatched, { requestId: request.id }, schedule);
}

/** Its asker may not ask quietly for now: nobody else is asked. */
async function stop(work: Work, request: Request): Promise<void> {
  if (!(await close(work, request, ['open'], 'stopped'))) return;
  await clear(work, request.id);
  await showProgress(work, request);
}

/** The asker's message is edited to the state of when that is sent. */
export async function showProgress(work: Work, request: Pick<Request, 'id' | 'menteeId'>): Promise<void> {
  await enqueue(work, progressChanged, { requestId: request.id }, { lane: request.menteeId });
  work.touch(request.menteeId);
}

/** The asker's message has arrived: from now on it is edited. */
export function progressArrived(work: Work, requestId: string, posted: Posted): Promise<void> {
  return updateRequest(work, requestId, { progress_channel: posted.channel, progress_ts: posted.ts });
}
