import type { Tx } from '../../../database/transaction.ts';
import type { Offer, Request } from '../rules/index.ts';
import { findOffer, findRequest, offersOf, offersTo, requestsOf } from '../store/index.ts';

export { openAbout, waitingPeople } from '../store/index.ts';
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
} from './answers.ts';
export { openArranged } from './arranged.ts';
export { cancelRequest, type NewRequest, startRequest, whyNoRoom } from './ask.ts';
export { whyNotAsked } from './askable.ts';
export { howUnmatched } from './asked-again.ts';
export {
  advance,
  answerIsDue,
  countFromNow,
  offerArrived,
  offerLapses,
  progressArrived,
  resumeSearch,
  standingOf,
} from './cascade.ts';
export { colleaguesCalled, mentioned, skillNamed } from './colleague.ts';
export { expectationFor, stillExpected } from './expectation.ts';
export { askerPaused, askerResumed } from './held.ts';
export { helpWasUsed, stopHinting } from './hinting.ts';
export * from './job-kinds.ts';
export { type MaybeHelper, mayKnowMore } from './maybe.ts';
export { closeDuplicateRequests, renameRequests, wakeMerged } from './merging.ts';
export { sessionIsOver, talkChanged } from './session-over.ts';
export { skillFor } from './skill-meant.ts';
export { statusOf } from './status.ts';
export { isSuspended, liftSuspension, suspendedFor, suspendQuietAsks } from './suspended.ts';
export { askLater, holdBack, takeBackOffer } from './unasked.ts';
export {
  guestsMayHelp,
  helperAppeared,
  helperIsBack,
  helpersFor,
  joinWaitList,
  letTopicBeNamed,
} from './wait-list.ts';
export { waysFor, whyNotThisWay } from './ways.ts';

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
