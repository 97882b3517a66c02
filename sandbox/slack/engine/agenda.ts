import type { WatchedClock } from '../../clock.ts';

export type Agenda = ReturnType<typeof createAgenda>;
type Entry = { at: Temporal.Instant; run: () => void };

/** Longest wait between two looks at the clock, in milliseconds: the clock may be moved without a word. */
const LONGEST_WAIT = 250;

/** Things Slack itself does later (event retries, late messages), by the clock handed in. */
export function createAgenda(clock: WatchedClock) {
  /** By their time; of the same moment, those that came first. */
  const entries: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const look = () => {
    clearTimeout(timer);
    if (closed) return;
    const now = clock.now();
    while (entries[0] && Temporal.Instant.compare(entries[0].at, now) <= 0) entries.shift()!.run();
    if (!entries[0]) return;
    const wait = now.until(entries[0].at).total('milliseconds');
    timer = setTimeout(look, Math.max(1, Math.min(wait, LONGEST_WAIT))).unref();
  };
  const stopListening = clock.onMove?.(look);

  return {
    /** Runs `run` once `delay` milliseconds have passed by the clock. */
    after: (delay: number, run: () => void) => {
      const at = clock.now().add({ milliseconds: Math.round(delay) });
      const place = entries.findLastIndex((entry) => Temporal.Instant.compare(entry.at, at) <= 0) + 1;
      entries.splice(place, 0, { at, run });
      if (place === 0) look();
    },
    close: () => {
      closed = true;
      stopListening?.();
      clearTimeout(timer);
    },
  };
}
