import type { Logger } from 'pino';

/** Milliseconds between two lines about refused requests. */
const EVERY = 1000;

/**
 * Notes refused requests in the log, counted by reason: the first at once, then one line a second at most, so that
 * whoever sends many cannot fill the disk. `what` happened to them, where they were not refused.
 */
export function refusalLog(log: Logger, what = 'requests were refused'): (reason: string) => void {
  let counts = new Map<string, number>();
  let pause: NodeJS.Timeout | undefined;
  const write = () => {
    pause = undefined;
    if (counts.size === 0) return;
    log.warn({ refused: Object.fromEntries(counts) }, what);
    counts = new Map();
    pause = setTimeout(write, EVERY).unref();
  };
  return (reason) => {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (pause === undefined) write();
  };
}
