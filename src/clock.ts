/** Where the time comes from. Nothing else in the app reads it, so tests and the sandbox can move it. */
export type Clock = {
  now(): Temporal.Instant;
  /** True for a machine's clock, which may be wrong or set anew: a database that has a clock is believed instead. */
  isMachine?: boolean;
};

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant(), isMachine: true };

/** Milliseconds since some moment, going evenly whatever happens to the clock. */
export const monotonic = (): number => performance.now();
