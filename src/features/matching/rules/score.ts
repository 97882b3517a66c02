/**
 * What each term weighs in the score; they add up to 1. The start is a simulation (bench/fairness.ts): fit leads, and
 * nothing that describes a person's background takes part.
 */
export const weights = { fit: 0.45, likely: 0.2, useful: 0.15, free: 0.1, preferences: 0.1 } as const;

/** The terms of one colleague's score, each from 0 to 1. */
export type Terms = Record<keyof typeof weights, number>;

/** The score from 0 to 1 that the terms add up to. */
export function scoreOf(terms: Terms): number {
  return (
    weights.fit * terms.fit +
    weights.likely * terms.likely +
    weights.useful * terms.useful +
    weights.free * terms.free +
    weights.preferences * terms.preferences
  );
}

/**
 * Fit of somebody who can help (1), knows it well (2) or is the go-to person (3). The steps are small on purpose: all
 * three can help, and larger ones send everybody to the same few (bench/fairness.ts).
 */
export function fitOfLevel(level: number): number {
  return [0, 0.8, 0.9, 1][Math.min(3, Math.max(0, level))]!;
}

/** Share of asks that somebody accepts, drawn towards 0.6 as if they had already answered four. */
export function acceptRate(asks: number, accepts: number): number {
  return (Math.min(accepts, asks) + 2.4) / (asks + 4);
}

/** From 1 for an answer at once to 0.5 after an hour; 0.5 where nothing is known. @param minutes working minutes */
export function promptness(minutes: number | undefined): number {
  return minutes === undefined ? 0.5 : 60 / (60 + Math.max(0, minutes));
}

/** How likely a yes is. The sooner it is needed, the more the hours count that both have left today. */
export function likelihood(accept: number, prompt: number, hoursInCommon: number, urgency: Urgency): number {
  const time = urgency === 'now' ? 0.5 : urgency === 'today' ? 0.35 : 0.15;
  return (1 - time) * (0.7 * accept + 0.3 * prompt) + time * Math.min(1, hoursInCommon / 4);
}

/** Mean usefulness as a share of 1, drawn towards 4 of 5 as if five people had already said so. */
export function usefulness(ratings: number, sum: number): number {
  return (sum + 5 * 4) / (ratings + 5) / 5;
}

/** Share of the week's capacity that is left. */
export function freedom(capacity: number, taken: number): number {
  return capacity <= 0 ? 0 : Math.max(0, 1 - taken / capacity);
}

/** Format and language count most, and a little that the two are not of one team. Unknown counts half. */
export function preference(
  sameFormat: boolean,
  sameLanguage: boolean | undefined,
  otherTeam: boolean | undefined,
): number {
  const half = (known: boolean | undefined) => (known === undefined ? 0.5 : known ? 1 : 0);
  return 0.4 * half(sameFormat) + 0.3 * half(sameLanguage) + 0.3 * half(otherTeam);
}

/** How soon the asker would like to talk. */
export const urgencies = ['now', 'today', 'this week'] as const;

export type Urgency = (typeof urgencies)[number];
