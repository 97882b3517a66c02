import { z } from 'zod';
import { areFew } from '../../../small-counts.ts';

/** The figure of one statement in one group, as it is told: rounded, so that nothing more can be had from it. */
export const figureSchema = z.object({
  /** At least so many answered; the next step is more than it can be. */
  people: z.number(),
  /** Mean on 1 to 5; at the ends only that it is `or more` or `or less`. */
  mean: z.number(),
  end: z.enum(['low', 'high']).optional(),
  /** Half of the width of the interval that holds the mean of many such answers 95 times in 100. */
  half: z.number(),
  /** Share that agrees (4 or 5) in tens of a hundred; undefined where it is not told. */
  agree: z.number().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

const EPSILON = 1e-9;
/** Numbers of people are told in these steps, so that two rounds or groups cannot be subtracted. */
const STEPS = [5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000];
/** Means from here on are told as “or more”, “or less”: nearer to the end nearly everybody said the same. */
export const HIGH = 4.5;
export const LOW = 1.5;

/** The lower end of the step that a number is in, 0 where it is under five. */
export const stepOf = (people: number) => STEPS.findLast((low) => low <= people) ?? 0;
/** The last number that is told by the same step. */
export const endOfStep = (low: number) => (STEPS.find((next) => next > low) ?? Number.POSITIVE_INFINITY) - 1;
/** People from which on it is told how many agree. */
const SHARES_FROM = 20;
/** What means are rounded to: with few answers one answer would be seen in a finer figure. */
export function grainOf(people: number): number {
  if (people < 20) return 0.5;
  return people < 40 ? 0.2 : 0.1;
}

/**
 * One statement's figure, or undefined under five answers. @param spread standard deviation of everybody's answers.
 *
 * The interval is Student's, with the lower end of the step as the number of answers and everybody's spread: it tells
 * nothing of how a small group agrees in itself, does not vanish when all said the same, and is too wide rather than
 * too narrow. A company whose people all answered has no chance in it at all; it speaks of answers on another day.
 */
export function figureOf(values: readonly number[], spread: number): Figure | undefined {
  if (areFew(values.length)) return undefined;
  const people = stepOf(values.length);
  const half = roundTo((quantile(people - 1) * spread) / Math.sqrt(people), 0.1);
  const exact = values.reduce((sum, value) => sum + value, 0) / values.length;
  const agree = people < SHARES_FROM ? undefined : shareOf(values);
  const ends = exact >= HIGH ? 'high' : exact <= LOW ? 'low' : undefined;
  const mean = ends === 'high' ? HIGH : ends === 'low' ? LOW : roundTo(exact, grainOf(people));
  return { people, mean, ...(ends ? { end: ends } : {}), half, ...(agree === undefined ? {} : { agree }) };
}

/** To tens, and never all or nobody. */
function shareOf(values: readonly number[]): number {
  const share = (100 * values.filter((value) => value >= 4).length) / values.length;
  return Math.min(90, Math.max(10, roundTo(share, 10)));
}

/** What is in the middle goes up, also where binary fractions would have it a hair below. */
const roundTo = (n: number, grain: number) => Number((Math.round(n / grain + EPSILON) * grain).toFixed(1));

/** Usual spread of answers on five steps, where there are too few to know. */
const USUAL_SPREAD = 1.2;
const LEAST_SPREAD = 0.5;

/** Standard deviation of everybody's answers; of fewer than ten the usual one, and never as if all were one. */
export function spreadOf(values: readonly number[]): number {
  if (values.length < 10) return USUAL_SPREAD;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.max(LEAST_SPREAD, Math.sqrt(squares / (values.length - 1)));
}

/** Student's t that leaves 2.5 per cent above it (Cornish and Fisher's expansion; within 0.02 from four degrees on). */
export function quantile(degrees: number): number {
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
}

/** Against an earlier figure; `isClear` = more than chance explains. It is made of what was told, and tells no more. */
export type Change = { by: number; half: number; isClear: boolean };

/** Undefined where one of the two is only known to be at an end. */
export function changeOf(now: Figure, before: Figure): Change | undefined {
  if (now.end || before.end) return undefined;
  const by = Number((now.mean - before.mean).toFixed(1));
  const half = Number(Math.hypot(now.half, before.half).toFixed(1));
  return { by, half, isClear: Math.abs(by) > half };
}

/** Groups told as this many or more: that none of so many people changed their mind is nothing that anybody can know. */
const MANY = 50;

/**
 * What of a figure may be told beside those of the same group in earlier rounds: the two side by side must not say exactly
 * what the few who came or went between them answered, or how many of them agreed, if everybody else answered as before.
 * @returns undefined where that leaves nothing
 */
export function beside(earlier: readonly Figure[], now: Figure): Figure | undefined {
  if (earlier.some((before) => givesAway(before, now, MEANS))) return undefined;
  if (now.agree === undefined || !earlier.some((before) => givesAway(before, now, SHARES))) return now;
  const { agree: _, ...rest } = now;
  return rest;
}

function givesAway(before: Figure, now: Figure, told: Told): boolean {
  return [-4, -3, -2, -1, 1, 2, 3, 4].some((came) => {
    const [small, large] = came > 0 ? [before, now] : [now, before];
    return small.people < MANY && isPinned(small, large, Math.abs(came), told);
  });
}

/** What a sum of answers can be: of one answer, and of n answers that are told by a figure. */
type Told = { least: number; most: number; within(figure: Figure, n: number): [number, number] };

/** Whether just one sum of `few` answers fits both figures. */
function isPinned(small: Figure, large: Figure, few: number, { least, most, within }: Told): boolean {
  const sums = new Set<number>();
  for (let n = Math.max(small.people, large.people - few); n <= endOfStep(small.people); n++) {
    if (stepOf(n + few) !== large.people) continue;
    const [low, high] = within(small, n);
    const [from, to] = within(large, n + few);
    if (low > high || from > to) continue;
    for (let sum = least * few; sum <= most * few; sum++) if (low + sum <= to && high + sum >= from) sums.add(sum);
    if (sums.size > 1) return false;
  }
  return sums.size === 1;
}

const MEANS: Told = {
  least: 1,
  most: 5,
  within({ mean, end, people }, n) {
    if (end === 'high') return [Math.ceil(HIGH * n), 5 * n];
    if (end === 'low') return [n, Math.floor(LOW * n)];
    const half = grainOf(people) / 2;
    const low = Math.max(Math.floor(LOW * n) + 1, Math.ceil((mean - half) * n - EPSILON));
    return [low, Math.min(Math.ceil(HIGH * n) - 1, Math.ceil((mean + half) * n - EPSILON) - 1)];
  },
};

const SHARES: Told = {
  least: 0,
  most: 1,
  within({ agree }, n) {
    if (agree === undefined) return [0, n];
    const low = agree <= 10 ? 0 : Math.ceil(((agree - 5) / 100) * n - EPSILON);
    return [low, agree >= 90 ? n : Math.ceil(((agree + 5) / 100) * n - EPSILON) - 1];
  },
};
