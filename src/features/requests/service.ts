import type { Work } from '../../work.ts';
import type { Format } from '../members/rules.ts';
import type { Offer, Request, Urgency } from './rules.ts';

export type NewRequest = {
  menteeId: string;
  skillId: string;
  goal: string;
  tried: string;
  minutes: number;
  format: Format;
  urgency: Urgency;
  isAnonymous: boolean;
  sourceText?: string | undefined;
  sourceLink?: string | undefined;
  /** Asked first. */
  mentorId?: string | undefined;
};

/** Opens a request and asks the first colleague. @throws UserError when there is one for this skill, or three in all. */
export async function startRequest(_work: Work, _ask: NewRequest): Promise<Request> {
  throw new Error('not written yet');
}

/** A request, or undefined when there is none of that id. */
export async function getRequest(_work: Work, _id: string): Promise<Request | undefined> {
  return undefined;
}

/** A member's requests that are open or on the wait list, oldest first. */
export async function openRequestsOf(_work: Work, _memberId: string): Promise<Request[]> {
  return [];
}

/** What a mentor may still answer: offers pending or lapsed of requests that are open, oldest first. */
export async function pendingOffersOf(_work: Work, _memberId: string): Promise<{ offer: Offer; request: Request }[]> {
  return [];
}

/** The first to accept gets the session. @throws UserError that says what happened instead. */
export async function acceptOffer(_work: Work, _offerId: string, _by: string): Promise<void> {}

/** Somebody added a skill that they offer: those on its wait list are told. */
export async function helperAppeared(_work: Work, _skillId: string, _memberId: string): Promise<void> {}

/** A mentor left or paused: what they were asked is withdrawn and the next one is asked. */
export async function mentorGone(_work: Work, _memberId: string): Promise<void> {}

/** The mentor of an accepted request hands it back before the session started: the next one is asked. */
export async function backToCascade(_work: Work, _requestId: string, _byMentorId: string): Promise<void> {}
