/** At most this many unprompted messages reach a person on one of their days, over all features (house rule). */
export const DAILY_BUDGET = 3;

/** Minutes ahead of its time that a prompt may ride along in a bundle that goes out anyway. */
export const BUNDLE_WINDOW = 15;

/** Kinds that are due on a morning of the person's own, not at an instant that others share. */
export const localKinds = [
  'follow-ups.due',
  'goals.due',
  'lessons.lesson',
  'reflections.ask',
  'reflections.outcome',
  'buddies.check-in',
];

export type GateState = {
  now: Temporal.Instant;
  /** Unprompted messages that reached the person on their current local date. */
  contactsToday: number;
  /** End of a pause, if the person is on one. */
  pausedUntil: Temporal.Instant | undefined;
  /** Start of their working time: `now` when they are in it. */
  nextWorkingMoment: Temporal.Instant;
  /** Start of their next working day. */
  nextWorkingDay: Temporal.Instant;
  /** Deactivated, or cannot be reached by direct message. */
  isGone: boolean;
};

export type Gate = { ok: true } | { ok: false; until: Temporal.Instant } | { ok: false; never: true };

/** Whether a person may be written to unprompted now, and if not, when to ask again. */
export function gateOf(state: GateState): Gate {
  const { now, pausedUntil } = state;
  if (state.isGone) return { ok: false, never: true };
  if (pausedUntil && Temporal.Instant.compare(now, pausedUntil) < 0) return { ok: false, until: pausedUntil };
  if (Temporal.Instant.compare(now, state.nextWorkingMoment) < 0) return { ok: false, until: state.nextWorkingMoment };
  if (state.contactsToday >= DAILY_BUDGET) return { ok: false, until: state.nextWorkingDay };
  return { ok: true };
}
