import type { WatchedClock } from '../../clock.ts';

export type Agenda = ReturnType<typeof createAgenda>;
type Entry = { at: Temporal.Instant; run: () => void };

/** Longest wait between two looks at the clock, in milliseconds: the clock may be moved without a word. */
const LONGEST_WAIT = 250;

/** Things Slack itself does later (event retries, late messages), by the clock handed in. */
export function createAgenda(clock: WatchedClock) {
  let entries: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const look = () => {
    clearTimeout(timer);
    if (closed) return;
    const now = clock.now();
    const due = entries.filter((entry) => Temporal.Instant.compare(entry.at, now) <= 0);
    entries = entries.filter((entry) => !due.includes(entry));
    for (const entry of due.sort((a, b) => Temporal.Instant.compare(a.at, b.at))) entry.run();
    const next = entries.reduce((least, entry) => Math.min(least, now.until(entry.at).total('milliseconds')), Infinity);
    if (next < Infinity) timer = setTimeout(look, Math.max(1, Math.min(next, LONGEST_WAIT))).unref();
  };
  const stopListening = clock.onMove?.(look);

  return {
    /** Runs `run` once `delay` milliseconds have passed by the clock. */
    after: (delay: number, run: () => void) => {
      entries.push({ at: clock.now().add({ milliseconds: Math.round(delay) }), run });
      look();
    },
    close: () => {
      closed = true;
      stopListening?.();
      clearTimeout(timer);
    },
  };
}
