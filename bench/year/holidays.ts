/** Weeks in which people do little by themselves: around Easter, Ascension Day with its bridge day, in summer, and at the turn of the year. */
const STRETCHES = [
  ['2026-03-30', '2026-04-12'],
  ['2026-05-11', '2026-05-17'],
  ['2026-08-03', '2026-08-16'],
  ['2026-12-21', '2027-01-03'],
] as const;

/** How much of what they usually do people do in them. */
const LITTLE = 0.1;

/** What part of their habits people keep up on a date. */
export function eagerness(date: Temporal.PlainDate): number {
  const day = date.toString();
  return STRETCHES.some(([from, to]) => from <= day && day <= to) ? LITTLE : 1;
}
