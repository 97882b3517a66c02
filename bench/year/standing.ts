/*
 * What the people of the year would complain about, worked out from nothing but the calls that the embedded Slack
 * received and from what each of them did and wants. Nothing here is taken from the app: not its gate, not its tables.
 */
import type { Deed } from './answers.ts';

/** What one person wants, and how things stand with them, at this moment. */
export type Standing = {
  zone: string;
  start: string;
  end: string;
  days: number[];
  /** Milliseconds since 1970; 0 for no pause. */
  pausedUntil: number;
  isGone: boolean;
  /** They deleted their data and did nothing since. */
  isErased: boolean;
  /** Names of the groups of messages that they switched off. */
  muted: Set<string>;
  /** What they last clicked, typed or sent off, the newest last. */
  deeds: Deed[];
};

/** When the app takes somebody to work until they say otherwise. */
export const defaultHours = { start: '09:00', end: '17:00', days: [1, 2, 3, 4, 5] };
