export type InFlight = ReturnType<typeof createInFlight>;

/**
 * How long silence has to last to count as silence, in real milliseconds. The app counts what it has under way by
 * itself; this is for what is on its way between the two, also on a busy machine.
 */
const QUIET = 10;

/** Counts what is under way, so that a test can wait for silence instead of for a while. */
export function createInFlight() {
  let count = 0;
  let started = 0;
  let waiting: (() => void)[] = [];
  const settle = () => {
    if (count > 0) return;
    const ready = waiting;
    waiting = [];
    for (const resolve of ready) resolve();
  };
  return {
    /** Counts `work` as under way until it settles. */
    track: async <T>(work: Promise<T>): Promise<T> => {
      count += 1;
      started += 1;
      try {
        return await work;
      } finally {
        count -= 1;
        settle();
      }
    },
    /** Resolves when nothing has been under way for `quietMs` real milliseconds: the app may still be thinking between two calls. */
    idle: async (quietMs = QUIET) => {
      let quietSince = performance.now();
      while (performance.now() - quietSince < quietMs) {
        if (count > 0) {
          await new Promise<void>((resolve) => waiting.push(resolve));
          quietSince = performance.now();
        } else {
          const began = started;
          await new Promise<void>((resolve) => setTimeout(resolve, 1));
          if (started !== began) quietSince = performance.now();
        }
      }
    },
  };
}
