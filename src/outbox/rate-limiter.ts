import type { Job } from '../jobs/tables.ts';
import { isBefore, later } from '../time.ts';

/** Milliseconds between two messages of one lane: Slack allows about one a second a channel. */
const LANE_GAP = 1000;

/**
 * Milliseconds between any two messages. Slack allows several hundred a minute a workspace; these are 300 for
 * conversations and 200 for what many people get at about the same time, so that the one never waits for the other.
 */
const GAP = { live: 200, bulk: 300 };

/** Messages that may go out at once before the gap counts. */
const BURST = 20;

/** Entries kept before what is over is thrown away. */
const MOST_KEPT = 10_000;

/** What goes out one after the other; a job without a lane is in one of its own. */
export const laneOf = (job: Job) => job.lane ?? job.id;

/**
 * Slack's pace. A message that comes too early is given a slot and goes back to the table until then. Slots live in
 * this process only: after a restart the worst is a rate limit, which the outbox obeys.
 */
export function createRateLimiter() {
  const lanes = new Map<string, Temporal.Instant>();
  const slots = new Map<string, Temporal.Instant>();
  const free: Partial<Record<keyof typeof GAP, Temporal.Instant>> = {};
  let seen: Temporal.Instant | undefined;

  /** A clock that was set back would make everything wait until it has caught up. */
  function forgetIfSetBack(now: Temporal.Instant): void {
    if (seen && isBefore(now, seen)) {
      lanes.clear();
      slots.clear();
      delete free.live;
      delete free.bulk;
    }
    seen = now;
  }

  function tidy(now: Temporal.Instant): void {
    for (const kept of [lanes, slots]) {
      if (kept.size > MOST_KEPT) for (const [key, at] of kept) if (isBefore(at, now)) kept.delete(key);
    }
  }

  return {
    /** When the job may go: `now` or earlier means at once. Asking takes the slot. */
    slot(jobId: string, lane: string, kind: keyof typeof GAP, now: Temporal.Instant): Temporal.Instant {
      forgetIfSetBack(now);
      const given = slots.get(jobId);
      if (given) {
        if (!isBefore(now, given)) slots.delete(jobId);
        return given;
      }
      tidy(now);
      const unused = later(free[kind] ?? now, now);
      const lanesTurn = lanes.get(lane)?.add({ milliseconds: LANE_GAP }) ?? now;
      const at = later(later(unused.subtract({ milliseconds: BURST * GAP[kind] }), lanesTurn), now);
      free[kind] = unused.add({ milliseconds: GAP[kind] });
      lanes.set(lane, at);
      if (isBefore(now, at)) slots.set(jobId, at);
      return at;
    },
  };
}
