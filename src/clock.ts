/** Where the time comes from. Nothing else in the app reads it, so tests and the sandbox can move it. */
export type Clock = { now(): Temporal.Instant };

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };
