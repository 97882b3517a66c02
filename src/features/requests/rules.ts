import type { Format } from '../members/rules.ts';

/** How soon the asker would like to talk. */
export const urgencies = ['now', 'today', 'this week'] as const;
export type Urgency = (typeof urgencies)[number];

export type RequestState = 'open' | 'waiting' | 'matched' | 'cancelled' | 'expired';
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
  /** The asker's name stays hidden until somebody accepts. */
  isAnonymous: boolean;
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
