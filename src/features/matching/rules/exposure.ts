/** Working days after which having been shown counts half. */
export const HALF_LIFE = 14;
/** Scores within this of the best are close enough to take turns. */
export const BAND = 0.15;
/** What a whole turn is worth within the band, in units of the score: more than the band, so there turns lead. */
export const TURN = 0.6;
/** Ratings of a newcomer to mentoring are unknown, so they get a part of the turns: added to their balance. */
const NEWCOMER = 0.25;

/**
 * What having helped counts, in units of a first place: load is shared like attention. With less the quick to answer get
 * most of the sessions; with more the waits grow (bench/fairness.ts).
 */
export const HELPED = 2;

const decays = Array.from({ length: 300 }, (_, days) => 2 ** (-days / HALF_LIFE));

/** Number of working days (Monday to Friday, UTC) since a fixed Monday; one number a day, the weekend is its Friday. */
export function workingDay(now: Temporal.Instant): number {
  const day = Math.floor(now.epochMilliseconds / 86_400_000) - 4;
  const week = Math.floor(day / 7);
  return week * 5 + Math.min(4, day - week * 7);
}

/** What an amount of exposure still counts after some working days. */
export function decay(amount: number, days: number): number {
  return amount * (decays[Math.max(0, days)] ?? 0);
}

/** What somebody's exposure comes to today when `more` is added to what it was on `day`. */
export function addExposure(amount: number, day: number, today: number, more: number): number {
  return decay(amount, today - day) + more;
}

/** How much attention the place in a list gets: 1 for the first, falling with the logarithm (as in DCG). */
export function attention(rank: number): number {
  return 1 / Math.log2(rank + 1);
}

/**
 * From 0 to 1: how much somebody's turn it is. 0.5 for exactly the fair share of what was shown of this group lately,
 * 1 for never shown. Fair is in proportion to the score.
 */
export function turn(shown: number, fairShare: number, isNewcomer: boolean): number {
  const behind = fairShare <= 0 ? 0.5 : 0.5 + 0.5 * Math.max(-1, 1 - shown / fairShare);
  return Math.min(1, behind * (1 - NEWCOMER) + (isNewcomer ? NEWCOMER : 0));
}

/** A whole number that stands for a text. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Draws lots: the same for the same person, day and salt, and in no way a property of the person. */
export function drawn(person: number, day: number, salt: number): number {
  let mixed = Math.imul(person ^ salt ^ Math.imul(day, 0x9e3779b1), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x297a2d39);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
