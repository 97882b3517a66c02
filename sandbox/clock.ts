/** Where the time comes from; structurally the app's own clock, so one object serves both sides. */
export type Clock = { now(): Temporal.Instant };

/** A clock that may tell of its moves. */
export type WatchedClock = Clock & { onMove?: (listener: () => void) => () => void };

/** A clock that can be moved. Listeners hear of every move, so that whatever waits for a time can look again. */
export type TravelClock = Clock & {
  /** Moves to an instant; the clock goes on from there. */
  moveTo(instant: Temporal.Instant): void;
  /** Moves by a duration, such as `{ minutes: 5 }` (days count as 24 hours). */
  moveBy(duration: Temporal.DurationLike): void;
  /** Calls `listener` after every move; returns the way to stop listening. */
  onMove(listener: () => void): () => void;
};

/**
 * A clock for the sandbox and for tests: starts at `start` (default: now) and runs with the machine.
 * With `frozen` it stands still between moves, which keeps tests exact.
 */
export function travelClock(options: { start?: Temporal.Instant; frozen?: boolean } = {}): TravelClock {
  const listeners = new Set<() => void>();
  let base = options.start ?? Temporal.Now.instant();
  let setAt = performance.now();
  const now = () =>
    options.frozen ? base : base.add({ milliseconds: Math.max(0, Math.floor(performance.now() - setAt)) });
  const moveTo = (instant: Temporal.Instant) => {
    base = instant;
    setAt = performance.now();
    for (const listener of listeners) listener();
  };
  return {
    now,
    moveTo,
    moveBy: (duration) => {
      const length = Temporal.Duration.from(duration);
      moveTo(now().add(length.with({ days: 0, hours: length.days * 24 + length.hours })));
    },
    onMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
