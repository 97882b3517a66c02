import type { Format } from '../../members/rules/index.ts';

/** What the app says in the thread of a session (rules/lines.ts). */
const early = ['it is time', 'begun', 'silence'] as const;
const later = ['half', 'five', 'end', 'extended', 'picked a time', 'rebook', 'added'] as const;
export const lines = [...early, ...later] as const;
export type Line = (typeof lines)[number];

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

/** Where a conversation is; `isShared` = in the workspace's channel for sessions, where others can read along. */
export type Place = { channel: string; rootTs: string; isShared: boolean };

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
  /** It came from a quiet ask: whose it is, the mentor reads when it opens. */
  isQuiet: boolean;
  /** It is held in a group DM, also where the workspace has a channel for sessions. */
  isPrivate: boolean;
  state: SessionState;
  ending: SessionEnding | undefined;
  /** Where the card is, once Slack has it. */
  place: Place | undefined;
  openingQuestion: string;
  /** The agreed time; undefined while it is to be agreed, and for a session that opened at once. */
  plannedFor: Temporal.Instant | undefined;
  openedAt: Temporal.Instant | undefined;
  startedAt: Temporal.Instant | undefined;
  /** When the time is over, extensions included. */
  endsAt: Temporal.Instant | undefined;
  extensions: number;
  /** When each last wrote, or pressed something, in the conversation. */
  menteeSpokeAt: Temporal.Instant | undefined;
  mentorSpokeAt: Temporal.Instant | undefined;
  /** The exchange that goes on while a time is still to come: its last message, and how many each wrote. */
  lastLineAt: Temporal.Instant | undefined;
  menteeLines: number;
  mentorLines: number;
  /** The clock began because they were talking before it was time. */
  beganEarly: boolean;
  /** The latest that each said about whether they talked. */
  menteeWord: Word | undefined;
  mentorWord: Word | undefined;
  /** When it was known that both took part (rules/held.ts). Only such a session counts, anywhere. */
  heldAt: Temporal.Instant | undefined;
  /** Since when the mentee calls it useful (rated 3 or better), and says that they used it. */
  usefulAt: Temporal.Instant | undefined;
  usedAt: Temporal.Instant | undefined;
  /** The mentee rated it less than that. */
  isUseless: boolean;
  endedAt: Temporal.Instant | undefined;
  /** At most one of each person, in the order of their first word. */
  recaps: Recap[];
  /** The message with the recap in the thread, once Slack has it. */
  recapTs: string | undefined;
  /** The app's lines in the thread that have a button. */
  asking: { line: Line; ts: string }[];
  createdAt: Temporal.Instant;
};

/** Minutes of nobody saying anything before whoever is due is nudged, and again before the session is closed. */
export const SILENCE = 10;
/** Minutes after the end of the time before a session closes itself. */
export const GRACE = 15;
/** Minutes that one extension adds, and how often. */
const EXTENSION = 5;
export const MOST_EXTENSIONS = 2;
/** Next steps that two people can agree on in one session. */
export const MOST_ACTIONS = 3;
/** Days in which a session that ended can be wrapped up, added to, or planned anew. */
export const AFTERWARDS = 7;

export type Role = 'mentor' | 'mentee';

/** Which of the two this member is, or undefined for anybody else. */
export function roleOf(session: Session, memberId: string): Role | undefined {
  if (memberId === session.mentorId) return 'mentor';
  return memberId === session.menteeId ? 'mentee' : undefined;
}

/** The other of the two. */
export function partnerOf(session: Session, memberId: string): string {
  return memberId === session.mentorId ? session.menteeId : session.mentorId;
}

/** Whether its mentor does not know yet whose it is: a quiet one that has not opened. It has no conversation so far. */
export function isVeiled({ isQuiet, openedAt, place }: Session): boolean {
  return isQuiet && openedAt === undefined && place === undefined;
}

/**
 * The other of the two as this member may know them; undefined while, or because, that stayed quiet: until the
 * conversation is there, a mentor could hand back what they were told for nothing.
 */
export function partnerShown(session: Session, memberId: string): string | undefined {
  if (memberId === session.mentorId && session.isQuiet && session.place === undefined) return undefined;
  return partnerOf(session, memberId);
}

/** Minutes after learning whose quiet ask it is in which giving it back counts. */
const FIRST_MINUTES = 10;
/** Days for which somebody who gave back two of them is not offered quiet asks, and within which the two must lie. */
const QUIET_REST_DAYS = 92;

/** Whether the mentor of a quiet ask gives it back as soon as it was theirs. */
export function isEarlyHandBack({ isQuiet, openedAt, createdAt }: Session, now: Temporal.Instant): boolean {
  const since = openedAt ?? createdAt;
  return isQuiet && Temporal.Instant.compare(now, since.add({ minutes: FIRST_MINUTES })) <= 0;
}

/** From when on early hand-backs are looked at. */
export const handBacksSince = (now: Temporal.Instant) => now.subtract({ hours: 2 * 24 * QUIET_REST_DAYS });

/** Until when somebody who gave quiet asks back early, at these times, is not offered any; undefined when they are. */
export function restsFromQuietUntil(
  handBacks: Temporal.Instant[],
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const rest = { hours: 24 * QUIET_REST_DAYS };
  const inOrder = handBacks.toSorted(Temporal.Instant.compare);
  const seconds = inOrder.filter((at, i) => {
    const before = inOrder[i - 1];
    return before !== undefined && Temporal.Instant.compare(at, before.add(rest)) <= 0;
  });
  const until = seconds.at(-1)?.add(rest);
  return until !== undefined && Temporal.Instant.compare(now, until) < 0 ? until : undefined;
}

/** Those of the two who have not been heard since it was time to talk (while a time is to be agreed: since ever). */
export function whoIsDue(session: Session): string[] {
  const since = session.openedAt ?? session.createdAt;
  const isDue = (spoke: Temporal.Instant | undefined) => !spoke || Temporal.Instant.compare(spoke, since) < 0;
  return [
    ...(isDue(session.menteeSpokeAt) ? [session.menteeId] : []),
    ...(isDue(session.mentorSpokeAt) ? [session.mentorId] : []),
  ];
}

/** When either was last heard, in this opening or before. */
export function lastWord(session: Session): Temporal.Instant | undefined {
  const words = [session.menteeSpokeAt, session.mentorSpokeAt].filter((at) => at !== undefined);
  return words.sort(Temporal.Instant.compare).at(-1);
}

/** Silence means something only where people write: nobody listens in on a huddle. */
export function isSilent(session: Session): boolean {
  return session.format === 'thread' && whoIsDue(session).length === 2;
}

/** What to do when twice the silence has passed: nothing, wait a little more, or close without blame. */
export function afterSilence(
  session: Session,
  now: Temporal.Instant,
): 'nothing' | 'close' | { waitUntil: Temporal.Instant } {
  const due = whoIsDue(session).length;
  if (due === 0 || (session.state === 'running' && due < 2)) return 'nothing';
  const until = due === 1 ? lastWord(session)?.add({ minutes: SILENCE }) : undefined;
  return until && Temporal.Instant.compare(now, until) < 0 ? { waitUntil: until } : 'close';
}

/** The end after one more extension; counted from now when the time is already over. */
export function extendedEnd(session: Session, now: Temporal.Instant): Temporal.Instant {
  const end = session.endsAt ?? now;
  return (Temporal.Instant.compare(end, now) < 0 ? now : end).add({ minutes: EXTENSION });
}

/** Whole minutes left of the running clock, rounded up, and how many there are in all; undefined when it is not running. */
export function remaining(session: Session, now: Temporal.Instant): { left: number; of: number } | undefined {
  if (session.state !== 'running' || !session.startedAt || !session.endsAt) return undefined;
  const minutes = (to: Temporal.Instant, from: Temporal.Instant) =>
    Math.max(0, Math.ceil((to.epochMilliseconds - from.epochMilliseconds) / 60_000));
  return { left: minutes(session.endsAt, now), of: minutes(session.endsAt, session.startedAt) };
}

/** The two's recaps after one of them wrote: an author's later words replace only their own; no words take them back. */
export function withRecap(recaps: Recap[], authorId: string, text: string): Recap[] {
  const words = text.trim();
  const known = recaps.some((r) => r.authorId === authorId);
  if (words === '') return recaps.filter((r) => r.authorId !== authorId);
  if (!known) return [...recaps, { authorId, text: words }];
  return recaps.map((r) => (r.authorId === authorId ? { authorId, text: words } : r));
}

/** A question that these two have not had yet, while there is one; `seed` is any whole number. */
export function pickQuestion(questions: string[], asked: string[], seed: number): string {
  const fresh = questions.filter((question) => !asked.includes(question));
  const from = fresh.length > 0 ? fresh : questions;
  return from[seed % from.length] ?? '';
}

/**
 * Whether a session takes place in the week of `now` (Monday to Sunday in `zone`). One that was not held did not; one
 * whose time is still to be agreed always does.
 */
export function isInWeek(session: Session, zone: string, now: Temporal.Instant): boolean {
  const { state, plannedFor, openedAt, heldAt } = session;
  if (state === 'ended' && heldAt === undefined) return false;
  const at = openedAt ?? plannedFor;
  if (!at) return state !== 'ended';
  return isSameWeek(at, now, zone);
}

/** Whether two moments are in one week, Monday to Sunday in `zone`. */
export function isSameWeek(one: Temporal.Instant, other: Temporal.Instant, zone: string): boolean {
  return mondayOf(one, zone).equals(mondayOf(other, zone));
}

/** When the week of `at` is over in this zone. */
export function endOfWeek(zone: string, at: Temporal.Instant): Temporal.Instant {
  return mondayOf(at, zone).add({ days: 7 }).toZonedDateTime(zone).toInstant();
}

function mondayOf(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  const date = at.toZonedDateTimeISO(zone).toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/**
 * The latest that one of the two said about whether they talked: a tap on the card or an empty wrap-up, or, for the
 * mentee, that they wrote what they found, reflected, or said what came of it.
 */
export const saidWords = ['talked', 'did not talk', 'looked back'] as const;

export type Word = (typeof saidWords)[number];
