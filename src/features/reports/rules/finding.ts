import type { Definition } from '../../metrics/rules/definitions.ts';
import type { Figure } from '../../metrics/rules/figure.ts';

export type Told = Extract<Figure, { is: 'told' }>;

/** What can be done about a finding; the app can help with some of it. */
export const adviceKinds = [
  'invite-helpers',
  'office-hours',
  'longer-answer-time',
  'spread-the-load',
  'tell-people',
  'ask-leaders',
  'look-closer',
  'talk-about-it',
  'keep-going',
] as const;
export type Advice = {
  kind: (typeof adviceKinds)[number];
  /** The topic, or the group, that it is for. */
  about: string | undefined;
  says: string;
};

/** One thing that a period shows, in words. Everything in it is made of figures that are told (docs/metrics.md), and tells no more. */
export type Finding = {
  /** The same in every period, such as `short:Excel`, `figure:matched` or `access:matched:location:Asia/Kolkata`. */
  key: string;
  tone: 'worry' | 'good' | 'plain';
  /** A sentence; plain text, as are all others here. */
  says: string;
  /** The figure behind it, with its interval; '' where there is none. */
  figure: string;
  /** How it differs from the period before, with the interval; undefined where that is not told. */
  change: string | undefined;
  advice: Advice;
  /** What matters more is higher: 90 = people who find no one, 80 = unequal access, 70 = worse than before, 60 = strain, 40 = better, 0 to 20 = how it stands. */
  weight: number;
  /** The same as numbers, for whoever compares periods; undefined where it is no single figure. */
  numbers: { unit: Definition['unit']; now: Told; before: Told | undefined } | undefined;
};

/** Below this chance, corrected for the number of tests, a difference is spoken of as one. Asks of one person resemble each other, so it is far below one in twenty. */
export const SURE_ENOUGH = 0.005;
/** And it is at least so large: ten in a hundred. */
export const WORTH_TELLING = 0.1;

/** Where something weighs within its own kind, 0 to just under 10. */
export const within = (size: number) => Math.min(9.99, Math.max(0, 10 * size));
