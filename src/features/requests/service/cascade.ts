import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import type { Posted } from '../../../jobs/define.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { isBefore, iso, later, millisecondsBetween } from '../../../time.ts';
import { addWorkingMinutes, isPaused, type Member, NO_END } from '../../members/rules/index.ts';
import { getMembers, requireMember } from '../../members/service.ts';
import { cancelPrompts, gate, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { count, roomToAsk } from '../../quotas/service.ts';
import { getSettings } from '../../settings/service.ts';
import { type Candidate, type CascadeStep, nextStep, type Offer, patientUntil, type Request } from '../rules/index.ts';
import {
  findOffer,
  findRequest,
  insertOffer,
  lockRequest,
  offersOf,
  updateOffer,
  updateRequest,
} from '../store/index.ts';
import { isSuspended } from '../store/suspension.ts';
import { notAskedOf } from './askable.ts';
import { close } from './closing.ts';
import {
  answerDueJob,
  closedUnmatchedPrompt,
  groupOf,
  lookAgainJob,
  offerChangedJob,
  offerKey,
  offerMadeJob,
  progressChangedJob,
  proposalGroup,
} from './job-kinds.ts';

/** Days for which the news that nobody was found is worth saying. */
const NEWS_DAYS = 3;

export type Standing = { step: CascadeStep; offers: Offer[] };

/** Where the search for a mentor stands now, from the state alone. */
export async function standingOf(tx: Tx, request: Request, offers?: Offer[]): Promise<Standing> {
  const made = offers ?? (await offersOf(tx, request.id));
  const asker = await requireMember(tx, request.menteeId);
  const expiresAt = request.expiresAt ?? tx.now;
  const state = {
    request: { state: request.state, chosenId: request.chosenId, expiresAt },
    offers: made,
    candidates: await candidatesOf(tx, request, asker),
    isOnItsWay: made.some((offer) => offer.state === 'pending' && offer.message === undefined),
    heldUntil: isPaused(asker, tx.now) ? asker.pausedUntil : undefined,
    patientUntil: patientUntil(request.urgency, asker, tx.now, expiresAt),
  };
  return { step: nextStep(state, tx.now), offers: made };
}

async function candidatesOf(tx: Tx, request: Request, asker: Member): Promise<Candidate[]> {
  const { candidates } = request;
  const room = await roomToAsk(tx, asker);
  const reasons = await notAskedOf(tx, request, candidates);
  const members = await getMembers(tx, candidates);
  const found: Candidate[] = [];
  for (const id of candidates) {
    const member = members.get(id);
    const from = room(id);
    const isEligible = member !== undefined && reasons.get(id) === undefined && from !== undefined;
    const at = isEligible ? await reachableAt(tx, member) : undefined;
    found.push({ id, isEligible, reachableAt: at && from && later(at, from) });
  }
  return found;
}

async function reachableAt(tx: Tx, member: Member): Promise<Temporal.Instant | undefined> {
  const open = await gate(tx, member);
  if (open.ok) return tx.now;
  return 'until' in open ? open.until : undefined;
}

/** Does what is next for a request that may have been waiting for it; for any other it does nothing. */
export async function advance(tx: Tx, requestId: string): Promise<void> {
  const request = await lockRequest(tx, requestId);
  if (request?.state !== 'open') return;
  if (request.isAnonymous && (await isSuspended(tx, request.menteeId))) return stop(tx, request);
  await endMissedProposals(tx, request.id);
  const { step } = await standingOf(tx, request);
  if (step.do === 'nothing') return;
  if (step.do === 'ask') return ask(tx, request, step.mentorId);
  if (step.do === 'close') return closeUnmatched(tx, request);
  const until = step.do === 'wait' || step.do === 'hold' ? step.until : NO_END;
  if (!until.equals(NO_END)) await plan(tx, requestId, until);
  await showProgress(tx, request);
}

/** A suggested time that came without an answer is no suggestion any more. */
async function endMissedProposals(tx: Tx, requestId: string): Promise<void> {
  for (const offer of await offersOf(tx, requestId)) {
    const isMissed = offer.state === 'proposed' && offer.proposedFor && !isBefore(tx.now, offer.proposedFor);
    if (isMissed) await endOffer(tx, offer, 'withdrawn');
  }
}

/** A wait is over: the same, and the asker reads that it goes on. */
export async function resumeSearch(tx: Tx, requestId: string): Promise<void> {
  await advance(tx, requestId);
  const request = await findRequest(tx, requestId);
  if (request?.state === 'open') await showProgress(tx, request);
}

async function plan(tx: Tx, requestId: string, until: Temporal.Instant): Promise<void> {
  await enqueue(tx, lookAgainJob, { requestId }, { runAt: until, group: groupOf(requestId) });
}

async function ask(tx: Tx, request: Request, mentorId: string): Promise<void> {
  const id = randomUUID();
  const answerBy = await answerByOf(tx, mentorId);
  const candidates = request.candidates.filter((candidate) => candidate !== mentorId);
  await updateRequest(tx, request.id, { candidates: JSON.stringify(candidates) });
  await insertOffer(tx, { id, request_id: request.id, mentor_id: mentorId, answer_by: iso(answerBy) });
  await count(tx, await requireMember(tx, request.menteeId), 'offer', mentorId);
  await enqueue(tx, offerMadeJob, { offerId: id }, { key: offerKey(id), lane: mentorId });
  tx.touch(mentorId);
}

/** Milliseconds of their time that a mentor may lose to the way of the message. */
const LOST = 60_000;

/** When a mentor who is asked now should have answered. */
async function answerByOf(tx: Tx, mentorId: string): Promise<Temporal.Instant> {
  const { offerMinutes, offerMinutesIn } = await getSettings(tx);
  const mentor = await requireMember(tx, mentorId);
  return addWorkingMinutes(mentor, tx.now, offerMinutesIn[mentor.zone] ?? offerMinutes);
}

async function waitForAnswer(tx: Tx, requestId: string, offerId: string, answerBy: Temporal.Instant) {
  await enqueue(tx, answerDueJob, { offerId }, { runAt: answerBy, group: groupOf(requestId) });
}

/** The offer has reached the mentor: their time for an answer begins. */
export async function offerArrived(tx: Tx, offerId: string, posted: Posted): Promise<void> {
  const offer = await findOffer(tx, offerId);
  if (!offer) return;
  await updateOffer(tx, offerId, posted);
  // It may have ended while the message was on its way.
  if (offer.state !== 'pending') await showOffer(tx, offer);
  else await startAnswerTime(tx, offer);
  const request = await findRequest(tx, offer.requestId);
  // It says of the colleague whom the asker picked that they will be asked, or were.
  if (request?.chosenId === offer.mentorId) await showProgress(tx, request);
}

/** The offer is about to be sent, or was late: its time for an answer counts from now. */
export async function countFromNow(tx: Tx, offer: Offer): Promise<Offer> {
  const answerBy = await answerByOf(tx, offer.mentorId);
  await updateOffer(tx, offer.id, { answer_by: iso(answerBy) });
  return { ...offer, answerBy };
}

/** What its card says holds, unless it was so long on its way that the mentor would lose a minute of it. */
async function startAnswerTime(tx: Tx, said: Offer): Promise<void> {
  const isOnTime = millisecondsBetween(said.answerBy, await answerByOf(tx, said.mentorId)) < LOST;
  const offer = isOnTime ? said : await countFromNow(tx, said);
  if (!isOnTime) await showOffer(tx, offer);
  await waitForAnswer(tx, offer.requestId, offer.id, offer.answerBy);
}

/** The time for an answer is over: quietly on to the next. The offer can still be accepted. */
export async function answerIsDue(tx: Tx, offerId: string): Promise<void> {
  const known = await findOffer(tx, offerId);
  if (!known) return;
  await lockRequest(tx, known.requestId);
  const offer = await findOffer(tx, offerId);
  if (offer?.state === 'pending' && !isBefore(tx.now, offer.answerBy)) await offerLapses(tx, offerId);
}

/** Nobody can tell whether the offer arrived: on to the next, and if it did, it can still be accepted. */
export async function offerLapses(tx: Tx, offerId: string): Promise<void> {
  const known = await findOffer(tx, offerId);
  if (!known) return;
  await lockRequest(tx, known.requestId);
  const offer = await findOffer(tx, offerId);
  if (offer?.state !== 'pending') return;
  await updateOffer(tx, offerId, { state: 'lapsed' });
  await showOffer(tx, offer);
  await advance(tx, offer.requestId);
  const request = await findRequest(tx, offer.requestId);
  // It said of the colleague whom the asker picked that they would be asked.
  if (request?.chosenId === offer.mentorId) await showProgress(tx, request);
}

/** Ends what is still unanswered, and the timers and prompts with it; the cards show it. */
export async function clear(tx: Tx, requestId: string, except?: string): Promise<void> {
  for (const offer of await offersOf(tx, requestId)) {
    if (offer.id !== except && isUnanswered(offer)) await endOffer(tx, offer, 'withdrawn');
  }
  await cancelGroup(tx, groupOf(requestId));
  await cancelPrompts(tx, groupOf(requestId));
}

export const isUnanswered = (offer: Offer) =>
  offer.state === 'pending' || offer.state === 'lapsed' || offer.state === 'proposed';

/** An offer's end; its card shows it, and so does the asker's prompt about a suggested time. */
export async function endOffer(tx: Tx, offer: Offer, state: Offer['state']): Promise<void> {
  await updateOffer(tx, offer.id, { state, answered_at: iso(tx.now) });
  await showOffer(tx, offer);
  tx.touch(offer.mentorId);
  if (offer.state !== 'proposed') return;
  await cancelPrompts(tx, proposalGroup(offer.id));
  await refreshPrompts(tx, proposalGroup(offer.id));
}

/** Nobody was found in time: the asker is told so, with what to do next. */
async function closeUnmatched(tx: Tx, request: Request): Promise<void> {
  if (!(await close(tx, request, ['open'], 'expired'))) return;
  await clear(tx, request.id);
  await showProgress(tx, request);
  const expiresAt = tx.now.add({ hours: 24 * NEWS_DAYS });
  const group = groupOf(request.id);
  const schedule = { memberId: request.menteeId, key: `closed:${request.id}`, dueAt: tx.now, expiresAt, group };
  await queuePrompt(tx, closedUnmatchedPrompt, { requestId: request.id }, schedule);
}

/** Its asker may not ask quietly for now: nobody else is asked. */
async function stop(tx: Tx, request: Request): Promise<void> {
  if (!(await close(tx, request, ['open'], 'stopped'))) return;
  await clear(tx, request.id);
  await showProgress(tx, request);
}

/** The mentor's card is edited to the state of when that is sent. */
export async function showOffer(tx: Tx, { id: offerId, mentorId }: Pick<Offer, 'id' | 'mentorId'>): Promise<void> {
  await enqueue(tx, offerChangedJob, { offerId }, { lane: mentorId });
}

/** The asker's message is edited to the state of when that is sent. */
export async function showProgress(tx: Tx, request: Pick<Request, 'id' | 'menteeId'>): Promise<void> {
  await enqueue(tx, progressChangedJob, { requestId: request.id }, { lane: request.menteeId });
  tx.touch(request.menteeId);
}

/** The asker's message has arrived: from now on it is edited. */
export function progressArrived(tx: Tx, requestId: string, posted: Posted): Promise<void> {
  return updateRequest(tx, requestId, { progress_channel: posted.channel, progress_ts: posted.ts });
}
