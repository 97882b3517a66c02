import type { Clock } from '../../clock.ts';

export type TrafficEntry = {
  n: number;
  /** ISO instant by the workspace's clock. */
  at: string;
  direction: 'to-app' | 'from-app';
  /** A Web API method, or the kind of delivery. */
  name: string;
  /** One line for people. */
  summary: string;
  request: unknown;
  response: unknown;
  /** HTTP status, or what became of the delivery. */
  status: string | number;
  /** Real milliseconds from request to answer. */
  ms: number;
};
export type Traffic = ReturnType<typeof createTraffic>;

/** How many entries are kept; the page lists them all. */
const KEPT = 300;

/** The last requests to and calls from the app, for "show what happens" and for tests. */
export function createTraffic(clock: Clock) {
  const entries: TrafficEntry[] = [];
  const listeners = new Set<(entry: TrafficEntry) => void>();
  let n = 0;
  return {
    entries: (): readonly TrafficEntry[] => entries,
    /** Calls from the app to one method, oldest first, as far as they are kept. */
    calls: (method: string) => entries.filter((entry) => entry.direction === 'from-app' && entry.name === method),
    listen: (listener: (entry: TrafficEntry) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    record: (entry: Omit<TrafficEntry, 'n' | 'at'>) => {
      n += 1;
      const full = { n, at: clock.now().toString(), ...entry };
      entries.push(full);
      if (entries.length > KEPT) entries.shift();
      for (const listener of listeners) listener(full);
    },
  };
}
