import type { Definition } from '../../metrics/rules/definitions.ts';
import type { Told } from './finding.ts';
import {
  chanceOfDistance,
  chanceOfShares,
  changeBetween,
  errorOf,
  type Interval,
  rateChange,
  type Share,
} from './statistics.ts';
import type { Words } from './words.ts';

/** How a figure differs from the same of the period before. */
export type Compared = {
  isMore: boolean;
  /** The chance of as large a difference if nothing had changed. */
  chance: number;
  /** It is large enough to be spoken of: five in a hundred of a share, 15 per cent of a number, a quarter of an hour and a fifth of a wait. */
  isLarge: boolean;
  /** How large it is, 0 to about 1. */
  size: number;
  /** “12 percentage points more (likely 5–19 more)”. */
  says: string;
};

/** @param days of the two periods; a number of things is compared by the day. */
export function compare(
  unit: Definition['unit'],
  now: Told,
  before: Told,
  days: { now: number; before: number },
  words: Words,
): Compared | undefined {
  if (now.left > 0 || before.left > 0) return undefined;
  if (unit === 'share') return compareShares(now, before, words);
  if (unit === 'count') return compareCounts(now, before, days, words);
  return unit === 'minutes' ? compareMinutes(now, before, words) : undefined;
}

const hasInterval = (told: Told): told is Told & Interval => told.low !== undefined && told.high !== undefined;
const isShare = (told: Told): told is Told & Share => hasInterval(told) && told.of !== undefined;

function compareShares(now: Told, before: Told, words: Words): Compared | undefined {
  if (!isShare(now) || !isShare(before)) return undefined;
  const { by, low, high } = changeBetween(now, before);
  const points = (x: number) => Math.round(100 * x);
  return {
    isMore: by > 0,
    chance: chanceOfShares(now, before) ?? 1,
    isLarge: Math.abs(by) >= 0.05,
    size: Math.abs(by),
    says: `${words.number(Math.abs(points(by)))} percentage ${Math.abs(points(by)) === 1 ? 'point' : 'points'} ${by < 0 ? 'less' : 'more'} (likely ${between(points(low), points(high), words, 'less')})`,
  };
}

function compareCounts(now: Told, before: Told, days: { now: number; before: number }, words: Words) {
  const change = rateChange({ n: now.value, days: days.now }, { n: before.value, days: days.before });
  if (!change || now.of !== undefined) return undefined;
  const percent = (x: number) => Math.round(100 * (x - 1));
  const distance = Math.log(change.by) / errorOf(Math.log(change.high / change.by));
  return {
    isMore: change.by > 1,
    chance: chanceOfDistance(distance),
    isLarge: Math.abs(Math.log(change.by)) >= Math.log(1.15),
    size: Math.min(1, Math.abs(Math.log(change.by))),
    says: `${words.number(Math.abs(percent(change.by)))}% ${change.by < 1 ? 'fewer' : 'more'} a day (likely ${between(percent(change.low), percent(change.high), words, 'fewer', '%')})`,
  };
}

function compareMinutes(now: Told, before: Told, words: Words): Compared | undefined {
  if (!hasInterval(now) || !hasInterval(before)) return undefined;
  const { by, low, high } = changeBetween(now, before);
  const half = by > 0 ? by - low : high - by;
  return {
    isMore: by > 0,
    chance: half === 0 ? 1 : chanceOfDistance(Math.abs(by) / errorOf(half)),
    isLarge: Math.abs(by) >= Math.max(15, before.value / 5),
    size: Math.min(1, Math.abs(by) / 480),
    says: `${words.minutes(Math.abs(by))} ${by < 0 ? 'shorter' : 'longer'} (likely ${minutesBetween(low, high, words)})`,
  };
}

/** “5–19 more”, “3 less to 7 more”. */
function between(low: number, high: number, words: Words, less: string, unit = ''): string {
  const number = (n: number) => `${words.number(Math.abs(n))}${unit}`;
  if (low >= 0) return `${number(low)}–${number(high)} more`;
  return high <= 0 ? `${number(high)}–${number(low)} ${less}` : `${number(low)} ${less} to ${number(high)} more`;
}

function minutesBetween(low: number, high: number, words: Words): string {
  const number = (n: number) => words.minutes(Math.abs(n));
  if (low >= 0) return `${number(low)}–${number(high)} longer`;
  return high <= 0 ? `${number(high)}–${number(low)} shorter` : `${number(low)} shorter to ${number(high)} longer`;
}
