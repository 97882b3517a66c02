import type { Listener, Tx } from './database/transaction.ts';

/**
 * What takes place in one feature and is told to those after it, in the same transaction. Whoever needs an answer does
 * not publish, but calls an earlier feature's service. Ids are members' unless they say otherwise.
 */
export type Events = {
  /** What App Home or the ranking shows of them has changed; the last thing in the transaction. */
  membersTouched: { memberIds: string[] };
  /** Nobody can ask them or write to them until then. */
  memberPaused: { memberId: string; until: Temporal.Instant };
  /** Their pause is over, or they are back although they had their data deleted. */
  memberResumed: { memberId: string; wasPaused: boolean };
  /** They are not here any more, or had their data deleted. */
  memberLeft: { memberId: string };
  /** They can be asked and written to again, for whatever reason they could not. */
  memberReachable: { memberId: string };
  /** A direct message can never arrive. `reason` is Slack's error code. */
  memberUnreachable: { memberId: string; reason: string };
  /** Slack says that they are in another zone now. Both are IANA names; the first is '' when none was known. */
  memberMoved: { memberId: string; from: string; to: string };
  /** The directory names them as the primary owner of the workspace; `zone` is theirs, '' where it is not known. */
  primaryOwnerFound: { memberId: string; zone: string };
  /** The directory is without a good part of the workspace: owners decide whether they left. */
  departureAsked: { departureId: string };
  /** How that stands has changed: it was decided, came out otherwise, or is about others too. */
  departureChanged: { departureId: string };
  /** They would rather not have, or would have again, prompts of this kind. */
  muteChanged: { memberId: string; kind: string };
  titleChanged: { memberId: string; title: string };
  /** They saved what they offer and when; `hasMoreRoom` = somebody may be asked who could not be before. */
  profileSaved: { memberId: string; hasMoreRoom: boolean };
  /** They offer these skills since now. */
  skillsOffered: { memberId: string; skillIds: string[] };
  /** The first would rather not hear from the other any more. */
  membersParted: { memberId: string; otherId: string };
  settingsChanged: { guestsMayHelp: boolean };
  /** Its conversation is in Slack. */
  sessionPlaced: { sessionId: string };
  /** The time that one of the two picked stands in its conversation. */
  sessionTimeSaid: { sessionId: string };
  /** Over, whatever it ended in; whether it was held may be learnt later. */
  sessionEnded: { sessionId: string };
  /** It is known now that both took part. */
  sessionHeld: { sessionId: string };
  /** It counted, and turned out not to have been held. */
  sessionNotHeld: { sessionId: string };
  /** One of the two says that they did not talk. */
  talkDenied: { sessionId: string };
  /** A next step was done. */
  actionDone: { actionId: string };
  /** The mentee says that they used it; they may still take that back. */
  outcomeUsed: { sessionId: string };
  /** Somebody has a badge of which others may hear. */
  badgeAwarded: { memberId: string; badge: string };
  /** A round of the pulse is closed, and owners can read it. */
  pulseClosed: { roundId: string; kind: string };
  /** Somebody who waits for a topic was told of these colleagues. */
  helpersShown: { memberId: string; skillId: string; helperIds: string[] };
  officeHoursOpened: { hoursId: string; hostId: string; skillIds: string[] };
  /** Their dates, or whether a place is free on them, are not what they were; or they have ended. */
  officeHoursChanged: { hoursId: string };
  /** A place was booked, given up or called off. */
  bookingChanged: { bookingId: string };
  /** Two skills are about to become one. */
  skillsMerging: { fromId: string; intoId: string };
  /** They are one. */
  skillsMerged: { skillId: string };
};

export type Event = { [Name in keyof Events]: Record<Name, Events[Name]> }[keyof Events];

/** What one feature does about the events of those before it. */
export type Listeners = { [Name in keyof Events]?: (tx: Tx, event: Events[Name]) => Promise<void> };

/** Tells the later features, in their order, in this transaction. @throws what a listener throws, all undone. */
export async function publish(tx: Tx, event: Event): Promise<void> {
  for (const listener of tx.listeners) await listener(tx, event);
}

/** One feature's listeners as a transaction carries them. */
export function listenerOf(listeners: Listeners): Listener {
  const hear = async <Name extends keyof Events>(tx: Tx, name: Name, event: Events[Name]) =>
    listeners[name]?.(tx, event);
  return async (tx, event) => {
    for (const [name, payload] of Object.entries(event)) await hear(tx, name as keyof Events, payload);
  };
}
