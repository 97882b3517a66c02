import { isBefore } from '../time.ts';

/** Milliseconds between two messages of one channel: Slack allows about one a second. */
const LANE_GAP = 1000;

/** Milliseconds between any two messages: several hundred a minute are allowed a workspace; this is 300. */
const WORKSPACE_GAP = 200;

/**
 * Slack's pace. A message that comes too early is given a slot and goes back to the table until then. Slots live in
 * this process only: after a restart the worst is a rate limit, which the outbox obeys.
 */
export function createPace() {
  const lanes = new Map<string, Temporal.Instant>();
  const slots = new Map<string, Temporal.Instant>();
  let workspace: Temporal.Instant | undefined;

  const after = (last: Temporal.Instant | undefined, gap: number, now: Temporal.Instant) => {
    const free = last?.add({ milliseconds: gap });
    return free && isBefore(now, free) ? free : now;
  };

  return {
    /** When the job may go: `now` or earlier means at once. Asking takes the slot. */
    slot(jobId: string, lane: string, now: Temporal.Instant): Temporal.Instant {
      const given = slots.get(jobId);
      if (given) {
        if (!isBefore(now, given)) slots.delete(jobId);
        return given;
      }
      const free = [after(lanes.get(lane), LANE_GAP, now), after(workspace, WORKSPACE_GAP, now)];
      const at = isBefore(free[0]!, free[1]!) ? free[1]! : free[0]!;
      if (lanes.size > 10_000) lanes.clear();
      lanes.set(lane, at);
      workspace = at;
      if (isBefore(now, at)) slots.set(jobId, at);
      return at;
    },
  };
}
