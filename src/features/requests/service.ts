import type { Tx } from '../../database/transaction.ts';
import type { Offer, Request } from './rules.ts';
import { findOffer, findRequest, offersOf, offersTo, requestsOf } from './store.ts';

export {
  acceptOffer,
  acceptProposal,
  askersParted,
  backToCascade,
  declineOffer,
  mentorGone,
  proposeLocalTime,
  proposeTime,
  refuseProposal,
  suggestionFor,
} from './service/answers.ts';
export { openArranged } from './service/arranged.ts';
export { cancelRequest, type NewRequest, startRequest, whyNoRoom } from './service/ask.ts';
export { whyNotAsked } from './service/askable.ts';
export { howUnmatched } from './service/asked-again.ts';
export {
  advance,
  answerIsDue,
  offerArrived,
  offerLapses,
  progressArrived,
  resumeSearch,
  standingOf,
} from './service/cascade.ts';
export { isColleague, mentioned, skillNamed } from './service/colleague.ts';
export { expectationFor, stillExpected } from './service/expectation.ts';
export { askerPaused, askerResumed } from './service/held.ts';
export { helpWasUsed, stopHinting } from './service/hinting.ts';
export * from './service/job-kinds.ts';
export { type MaybeHelper, mayKnowMore } from './service/maybe.ts';
export { closeDuplicateRequests, wakeMerged } from './service/merging.ts';
export { sessionIsOver, talkChanged } from './service/session-over.ts';
export { skillFor } from './service/skill-meant.ts';
export { statusOf } from './service/status.ts';
export { isSuspended, liftSuspension, suspendedFor, suspendQuietAsks } from './service/suspended.ts';
export { askLater, holdBack, takeBackOffer } from './service/unasked.ts';
export {
  guestsMayHelp,
  helperAppeared,
  helperIsBack,
  helpersFor,
  joinWaitList,
  letTopicBeNamed,
} from './service/wait-list.ts';
export { waysFor, whyNotThisWay } from './service/ways.ts';
export { moveRequests, openAbout, waitingPeople } from './store.ts';

/** A request, or undefined when there is none of that id. */
export function getRequest(tx: Tx, id: string): Promise<Request | undefined> {
  return findRequest(tx, id);
}

/** An offer with its request, or undefined when there is none of that id. */
export async function getOffer(tx: Tx, id: string): Promise<{ offer: Offer; request: Request } | undefined> {
  const offer = await findOffer(tx, id);
  const request = offer && (await findRequest(tx, offer.requestId));
  return offer && request ? { offer, request } : undefined;
}

/** A member's requests that are open or on the wait list, oldest first. */
/** Who accepted a request, if anybody did. */
export async function whoAccepted(tx: Tx, requestId: string): Promise<string | undefined> {
  return (await offersOf(tx, requestId)).find((offer) => offer.state === 'accepted')?.mentorId;
}

export function openRequestsOf(tx: Tx, memberId: string): Promise<Request[]> {
  return requestsOf(tx, memberId, ['open', 'waiting']);
}

/** What a mentor may still answer: offers pending or lapsed of requests that are open, oldest first. */
export async function pendingOffersOf(tx: Tx, memberId: string): Promise<{ offer: Offer; request: Request }[]> {
  const found: { offer: Offer; request: Request }[] = [];
  for (const offer of await offersTo(tx, memberId, ['pending', 'lapsed'])) {
    const request = await findRequest(tx, offer.requestId);
    if (request) found.push({ offer, request });
  }
  return found;
}

/** Times that mentors suggest to a member and that wait for an answer, oldest request first. */
export async function proposalsTo(tx: Tx, menteeId: string): Promise<{ offer: Offer; request: Request }[]> {
  const found: { offer: Offer; request: Request }[] = [];
  for (const request of await requestsOf(tx, menteeId, ['open'])) {
    const offers = (await offersOf(tx, request.id)).filter((offer) => offer.state === 'proposed');
    found.push(...offers.map((offer) => ({ offer, request })));
  }
  return found;
}
