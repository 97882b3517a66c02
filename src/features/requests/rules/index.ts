import { z } from 'zod';
import { isBefore, later } from '../../../time.ts';
import { type Urgency, urgencies } from '../../matching/rules/score.ts';
import {
  addWorkingDays,
  atLocal,
  type Format,
  formats,
  type Ineligibility,
  isPaused,
  type Member,
  NO_END,
  type Schedule,
  workOn,
} from '../../members/rules/index.ts';

/**
 * `merged` = its topic became one with that of another request of the same asker, which goes on for both; `stopped` =
 * its asker may not ask quietly for now.
 */
export type RequestState = 'open' | 'waiting' | 'matched' | 'cancelled' | 'expired' | 'merged' | 'stopped';
export type OfferState = 'pending' | 'accepted' | 'declined' | 'lapsed' | 'proposed' | 'withdrawn' | 'handed back';

export type Request = {
  id: string;
  menteeId: string;
  skillId: string;
  /** Name of the skill, as people typed it: escape it in mrkdwn. */
  topic: string;
  /** '' while the request is on the wait list. */
  goal: string;
  tried: string;
  minutes: number;
  format: Format;
  urgency: Urgency;
  /** Quiet: the asker's name stays hidden until the session of whoever accepted opens. */
  isAnonymous: boolean;
  /** They talk in a private message, also where the workspace has a channel for sessions. A quiet one always does. */
  isPrivate: boolean;
  /** The asker lets the topic be named in public while nobody can help, without their name. */
  mayNameTopic: boolean;
  /** Once it was of use, the words of the goal lead others to whoever helped. */
  mayHint: boolean;
  /** Text and permalink of the message that it is about. */
  sourceText: string | undefined;
  sourceLink: string | undefined;
  /** `waiting` = on the wait list, nobody can be asked yet. */
  state: RequestState;
  /** The colleague whom the asker picked, asked first. */
  chosenId: string | undefined;
  /** Mentor ids, best first, still to be asked. */
  candidates: string[];
  progress: { channel: string; ts: string } | undefined;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant | undefined;
};

export type Offer = {
  id: string;
  requestId: string;
  mentorId: string;
  /** `lapsed` = not answered in time; it can still be accepted while the request is open. */
  state: OfferState;
  offeredAt: Temporal.Instant;
  answerBy: Temporal.Instant;
  /** The time that the mentor suggested, in state `proposed`. */
  proposedFor: Temporal.Instant | undefined;
  message: { channel: string; ts: string } | undefined;
};

/** Colleagues who are asked about one request, one after the other (ours: enough to find one, few enough to stay kind). */
export const MOST_ASKED = 5;
/** Requests that one member may have open at a time. */
export const MOST_OPEN = 3;
/** Colleagues kept at the time of asking: more than are asked, because some will not be eligible when their turn comes. */
export const CANDIDATES_KEPT = 10;
/** Working days of the asker after which a request closes. */
const LIFETIME_DAYS = 2;
/** Characters that a goal has at least, spaces around it not counted. */
export const SHORTEST_GOAL = 15;
/** Days ahead that a mentor may suggest a time for. */
export const FARTHEST_PROPOSAL_DAYS = 14;

export type Candidate = {
  id: string;
  isEligible: boolean;
  /** When they may be written to: now, later, or never. */
  reachableAt: Temporal.Instant | undefined;
};

export type CascadeState = {
  request: Pick<Request, 'state' | 'chosenId'> & { expiresAt: Temporal.Instant };
  offers: Pick<Offer, 'mentorId' | 'state'>[];
  /** Somebody is being asked, and the message has not reached them yet. */
  isOnItsWay?: boolean;
  /** Best first. */
  candidates: Candidate[];
  /** Until when the asker is on a break. */
  heldUntil?: Temporal.Instant | undefined;
  /** Until when the asker would rather wait for the colleague whom they picked. */
  patientUntil: Temporal.Instant;
};

export type CascadeStep =
  /** The request is closed, or somebody is being asked. */
  | { do: 'nothing' }
  | { do: 'ask'; mentorId: string }
  /** Nobody can be written to now; the first will be then. */
  | { do: 'wait'; mentorId: string; until: Temporal.Instant }
  /** The asker is on a break until then: nobody is asked in their name. */
  | { do: 'hold'; until: Temporal.Instant }
  /** There is nobody left to ask, but somebody who was asked may still answer. */
  | { do: 'stay' }
  | { do: 'close' };

/** What to do next about a request. At most one colleague is asked at a time, each once, and only who is eligible. */
export function nextStep(state: CascadeState, now: Temporal.Instant): CascadeStep {
  const { request, offers } = state;
  if (request.state !== 'open') return { do: 'nothing' };
  // Whoever could not read a question has not left it unanswered.
  if (!isBefore(now, request.expiresAt)) return { do: state.isOnItsWay ? 'nothing' : 'close' };
  if (offers.some((o) => o.state === 'pending' || o.state === 'proposed')) return { do: 'nothing' };
  if (state.heldUntil) return { do: 'hold', until: state.heldUntil };
  const left = offers.length < MOST_ASKED ? askable(state, now) : [];
  const chosen = left.find((c) => c.id === request.chosenId);
  if (chosen && isBefore(now, chosen.at) && !isBefore(state.patientUntil, chosen.at)) return waitFor(chosen);
  const ready = left.find((c) => !isBefore(now, c.at));
  if (ready) return { do: 'ask', mentorId: ready.id };
  const first = left.reduce<Askable | undefined>((best, c) => (best && !isBefore(c.at, best.at) ? best : c), undefined);
  if (first) return waitFor(first);
  return offers.some((o) => o.state === 'lapsed') ? { do: 'stay' } : { do: 'close' };
}

type Askable = { id: string; at: Temporal.Instant };

const waitFor = (c: Askable): CascadeStep => ({ do: 'wait', mentorId: c.id, until: c.at });

/** Who has not been asked, is eligible, and can be written to while the request lives; the chosen one first. */
function askable({ request, offers, candidates }: CascadeState, now: Temporal.Instant): Askable[] {
  const asked = new Set(offers.map((o) => o.mentorId));
  const left = candidates.flatMap(({ id, isEligible, reachableAt }) => {
    if (asked.has(id) || !isEligible || !reachableAt) return [];
    return isBefore(later(now, reachableAt), request.expiresAt) ? [{ id, at: reachableAt }] : [];
  });
  return [...left.filter((c) => c.id === request.chosenId), ...left.filter((c) => c.id !== request.chosenId)];
}

/** Until when to wait for a picked colleague: not at all when it should be now, else for the day or the whole lifetime. */
export function patientUntil(
  urgency: Urgency,
  asker: Schedule,
  now: Temporal.Instant,
  expiresAt: Temporal.Instant,
): Temporal.Instant {
  if (urgency === 'now') return now;
  if (urgency === 'this week') return expiresAt;
  const tomorrow = now.toZonedDateTimeISO(asker.zone).toPlainDate().add({ days: 1 });
  return atLocal(asker, tomorrow, '00:00');
}

/** When an unanswered request closes: at the end of the asker's second working day after today. */
export function expiryOf(asker: Schedule, now: Temporal.Instant): Temporal.Instant {
  return workOn(asker, addWorkingDays(asker, now, LIFETIME_DAYS)).end;
}

/** When a request of somebody closes that is open now: a break does not count, and one without an end has none. */
export function lifetimeOf(asker: Schedule & Pick<Member, 'pausedUntil'>, now: Temporal.Instant): Temporal.Instant {
  const from = isPaused(asker, now) ? (asker.pausedUntil ?? now) : now;
  return from.equals(NO_END) ? NO_END : expiryOf(asker, from);
}

/** Why a mentor's click on an offer comes to nothing, as a sentence for them; undefined when it counts. */
export function whyTooLate(offer: Offer['state'], request: RequestState): string | undefined {
  if (offer === 'accepted') return 'You’ve accepted this already. `/mentor status` shows where it stands.';
  if (offer === 'handed back') return 'You handed this one back, so you’re free again. There’s nothing more to do.';
  if (request === 'matched') return 'Someone else accepted this one first. Thank you for being willing.';
  if (request === 'cancelled')
    return 'This isn’t needed any more, so nothing was changed. Thank you for being willing.';
  if (request === 'expired' || request === 'stopped')
    return 'This request has closed in the meantime. Thank you for being willing.';
  if (offer === 'declined') return 'You said not now to this one, and it has moved on. Nothing more to do.';
  if (offer === 'withdrawn') return 'You needn’t answer this one any more. Thank you for being willing.';
  if (offer === 'proposed') return 'You suggested another time. You’ll hear as soon as there is an answer.';
  return undefined;
}

/** Why somebody is not asked: they may not be at all, or not quietly, after handing two quiet asks back at once. */
export type NotAsked = Ineligibility | 'resting';

/** Why an accept comes to nothing although the request is open, as a sentence for the mentor. */
export const acceptRefusals: Record<Exclude<NotAsked, 'unwanted'>, string> = {
  resting:
    'You handed two quiet asks back right after accepting them, so quiet asks go to others for three months. Anything else still comes to you.',
  self: 'This is your own request, so someone else has to take it.',
  bot: 'Apps can’t take requests.',
  guest: 'Guests aren’t asked to mentor in this workspace, so this couldn’t be accepted.',
  deactivated: 'Your account isn’t active here, so this couldn’t be accepted.',
  paused: 'You’re on a pause, so this wasn’t accepted. Type `/mentor resume` and accept once more if you like.',
  blocked: 'This request is no longer available. Thank you for being willing.',
  full: 'You already have all the sessions that you wanted this week, so this wasn’t accepted. You can raise the number under `/mentor skills`.',
  taken: 'You have another session at that time, so this wasn’t accepted. Suggest another time instead.',
  format:
    'The way to talk that was asked for doesn’t work for you two, so this wasn’t accepted. `/mentor skills` has how you like to talk.',
  unreachable: 'Slack couldn’t deliver messages to you, so this wasn’t accepted. An owner of Bitewise has been told.',
};

/** The same where it is the time that a mentor suggests which cannot be. */
export const proposalRefusals: Partial<Record<NotAsked, string>> = {
  format: 'The way to talk that was asked for doesn’t work for you two. “Not now” lets me ask someone else.',
  paused: 'You’re on a break at that time. Please suggest a later one.',
  full: 'You already have all the sessions that you wanted in that week. Please suggest a time in another one.',
  taken: 'You have another session at that time. Please suggest another one.',
};

/** What somebody reads who may not ask quietly for now. */
export const NO_QUIET =
  'Quiet asks are switched off for you for now. You can still ask with your name, and an owner of Bitewise can tell you more.';

/** What a button carries from a search into the ask. */
export const draft = z.object({
  skillId: z.string().optional(),
  topic: z.string(),
  goal: z.string().default(''),
  mentorId: z.string().optional(),
  urgency: z.enum(urgencies).optional(),
  format: z.enum(formats).optional(),
  /** What was typed where that was not surely understood: who goes on from here meant this topic by it. */
  typed: z.string().optional(),
  /** The colleague does not offer the topic; their title or an earlier conversation suggests them for this text. */
  maybeFor: z.string().optional(),
  /** Who was shown, in that order: “the best match” is the one who stood first. */
  shown: z.array(z.string()).optional(),
  /** The colleague after whom more are shown. */
  after: z.string().optional(),
});
export type Draft = z.infer<typeof draft>;
