import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofOffer = z.object({ offerId: z.string() });
const ofRequest = z.object({ requestId: z.string() });

/** Asks a mentor. */
export const offerMadeJob = jobKind('requests.offer', ofOffer);
export const offerKey = (offerId: string) => `offer:${offerId}`;
/** Shows on the mentor's card what became of it. */
export const offerChangedJob = jobKind('requests.offer-changed', ofOffer);
/** The time for an answer is over. */
export const answerDueJob = jobKind('requests.answer-due', ofOffer);
/** Somebody who could not be written to before can be now. */
export const lookAgainJob = jobKind('requests.look-again', ofRequest);
/** The request has lived long enough. */
export const lifetimeOverJob = jobKind('requests.lifetime-over', ofRequest);
/** The asker's one message about their request, and its edits. */
export const progressJob = jobKind('requests.progress', ofRequest);
export const progressKey = (requestId: string) => `progress:${requestId}`;
export const progressChangedJob = jobKind('requests.progress-changed', ofRequest);
/** Prompts to the asker: a mentor suggests a time; nobody was found; somebody new offers the skill. */
export const proposalMadePrompt = jobKind('requests.proposal', ofOffer);
export const closedUnmatchedPrompt = jobKind('requests.closed', ofRequest);
export const helperFoundPrompt = jobKind('requests.helper', ofRequest);

/** What is cancelled when a request closes: its timers and its prompts. */
export const groupOf = (requestId: string) => `request:${requestId}`;

/** The prompt about a suggested time. */
export const proposalGroup = (offerId: string) => `proposal:${offerId}`;
