import { isBefore } from '../../time.ts';

/** Weeks that the last one is compared with. */
export const WEEKS_BEFORE = 8;
/**
 * Conversations a week that there must usually be before a quiet week means anything: half of fewer is one or none, which
 * a single holiday explains.
 */
const LEAST_USUAL = 4;
/** Days without a session after which somebody may be invited. */
export const AWAY_DAYS = 60;
/**
 * Days between the last moment at which one invitation may come and the next: no quarter of a year is longer than 92 days
 * and the hour of a change of clocks, so nobody gets two in one.
 */
const REST_DAYS = 93;
/** Days between two rounds, so that one quiet month is one round. */
const ROUND_REST_DAYS = 28;
/** Working days over which many invitations are spread, and how many there are on one of them at the least. */
const SPREAD_DAYS = 5;
const LEAST_A_DAY = 50;

/** Conversations of the last whole week, and of those before it. */
export type Weeks = { talks: number; before: number[] };

/** What a week usually has: the median, of an even number the mean of the middle two. */
export function usualOf(before: number[]): number {
  const sorted = before.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Whether the last week is below half of what is usual, where there is a usual. */
export function isQuiet({ talks, before }: Weeks): boolean {
  const usual = usualOf(before);
  return before.length === WEEKS_BEFORE && usual >= LEAST_USUAL && talks < usual / 2;
}

/** The Mondays, as local midnights, of the weeks looked at: the first of them, up to the end of `week`. */
export function mondaysUpTo(zone: string, week: string): Temporal.Instant[] {
  const monday = Temporal.PlainDate.from(week);
  return Array.from({ length: WEEKS_BEFORE + 2 }, (_, i) =>
    monday
      .add({ days: 7 * (i - WEEKS_BEFORE) })
      .toZonedDateTime(zone)
      .toInstant(),
  );
}

/** How many of these moments lie in each week between two Mondays. */
export function weeksOf(mondays: Temporal.Instant[], talks: Temporal.Instant[]): Weeks {
  const counts = mondays.slice(0, -1).map((from, i) => {
    const to = mondays[i + 1] ?? from;
    return talks.filter((at) => !isBefore(at, from) && isBefore(at, to)).length;
  });
  return { talks: counts.at(-1) ?? 0, before: counts.slice(0, -1) };
}

/** Before when somebody's last invitation must have been settled for them to get another one. */
export function restedSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: 24 * REST_DAYS });
}

/** After when a round must have begun to stand in the way of another one. */
export function roundRestsSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: 24 * ROUND_REST_DAYS });
}

/** Working days from now on which the one of this number, from 0, of `people` is invited: 0 to 4. */
export function dayOf(number: number, people: number): number {
  const perDay = Math.max(LEAST_A_DAY, Math.ceil(people / SPREAD_DAYS));
  return Math.min(SPREAD_DAYS - 1, Math.floor(number / perDay));
}

/** `asked` = it waits for an owner; `going` = the invitations are on their way, or have arrived. */
export type RoundState = 'asked' | 'going' | 'stopped';

/** What becomes of a round when an owner presses a button, or undefined when that is not possible any more. */
export function afterDecision(state: RoundState, decision: 'go' | 'stop'): RoundState | undefined {
  if (decision === 'go') return state === 'asked' ? 'going' : undefined;
  return state === 'asked' || state === 'going' ? 'stopped' : undefined;
}

/** Something to ask for, with how many colleagues offer it; something to give, with how many look for it. */
export type Reason = { skillId: string; name: string; people: number };
export type Reasons = { asks: Reason[]; gives: Reason[] };
