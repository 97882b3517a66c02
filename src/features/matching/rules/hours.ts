import { isWorkDay, type Schedule, scheduleKey, workDateOf, workOn } from '../../members/rules/index.ts';

/** Local day boundaries as milliseconds, kept for a day of each schedule: working them out costs some 20 µs. */
const spansOfDay = new Map<string, [number, number]>();
const mostKept = 5_000;

/**
 * For each schedule, the hours from now to the end of today's work that it shares with the asker's own (or all of its
 * own, when the asker's is unknown). 0 on a day off.
 */
export function hoursLeftInCommon(
  schedules: Schedule[],
  asker: Schedule | undefined,
  now: Temporal.Instant,
): Float32Array {
  const nowMs = now.epochMilliseconds;
  const own = asker === undefined ? undefined : workToday(asker, now);
  return Float32Array.from(schedules, (schedule) => {
    const [start, end] = workToday(schedule, now);
    const from = Math.max(nowMs, start, own?.[0] ?? 0);
    const to = Math.min(end, own?.[1] ?? end);
    return Math.max(0, to - from) / 3_600_000;
  });
}

/** Start and end of the working time of the schedule's own today, in epoch milliseconds; empty on a day off. */
function workToday(schedule: Schedule, now: Temporal.Instant): [number, number] {
  const hour = Math.floor(now.epochMilliseconds / 900_000);
  const key = `${hour} ${scheduleKey(schedule)}`;
  const known = spansOfDay.get(key);
  if (known !== undefined) return known;
  const date = workDateOf(schedule, now);
  const { start, end } = workOn(schedule, date);
  const span: [number, number] = isWorkDay(schedule, date) ? [start.epochMilliseconds, end.epochMilliseconds] : [0, 0];
  if (spansOfDay.size >= mostKept) spansOfDay.clear();
  spansOfDay.set(key, span);
  return span;
}
