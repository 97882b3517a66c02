import type { Format } from '../members/rules.ts';

/**
 * `planned` = a time is agreed, or still to be agreed; `open` = it is time, the clock has not begun; `running` = the
 * clock is on; `ended`.
 */
export type SessionState = 'planned' | 'open' | 'running' | 'ended';
export type SessionEnding =
  | 'wrapped up'
  | 'time ran out'
  | 'nobody came'
  | 'somebody left'
  | 'handed back'
  | 'cancelled';

/** What one of the two wrote under "what we found". */
export type Recap = { authorId: string; text: string };

export type Session = {
  id: string;
  requestId: string;
  offerId: string;
  mentorId: string;
  menteeId: string;
  skillId: string;
  goal: string;
  /** The length that was asked for, without extensions. */
  minutes: number;
  format: Format;
  state: SessionState;
  ending: SessionEnding | undefined;
  /** Where the card is, once Slack has it. */
  place: { channel: string; rootTs: string } | undefined;
  openingQuestion: string;
  /** The agreed time; undefined while it is to be agreed, and for a session that opened at once. */
  plannedFor: Temporal.Instant | undefined;
  openedAt: Temporal.Instant | undefined;
  startedAt: Temporal.Instant | undefined;
  /** When the time is over, extensions included. */
  endsAt: Temporal.Instant | undefined;
  extensions: number;
  /** When each was last heard in the conversation. */
  menteeSpokeAt: Temporal.Instant | undefined;
  mentorSpokeAt: Temporal.Instant | undefined;
  endedAt: Temporal.Instant | undefined;
  /** At most one of each person, in the order of their first word. */
  recaps: Recap[];
  /** The message with the recap in the thread, once Slack has it. */
  recapTs: string | undefined;
  createdAt: Temporal.Instant;
};
