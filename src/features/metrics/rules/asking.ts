import { areFew } from '../../../small-counts.ts';
import { add, emptyMonths } from './cell.ts';
import type { Ask, Facts } from './facts.ts';
import { count, FEW, type Figure, leftOut, share, shareOf, told } from './figure.ts';
import { type Course, tell } from './gate.ts';
import { kaplanMeier, type Wait, waitInterval, waitOf } from './survival.ts';

type Asking = Pick<Facts, 'months' | 'first' | 'asks' | 'openWaits' | 'waitListed'>;

type Asks = Pick<Asking, 'months' | 'first' | 'asks'>;

export function askCourse({ months, first, asks }: Asks): Course {
  const course = emptyMonths(months, 1);
  for (const { span, menteeId, n } of asks) add(course[span]![0]!, n, [menteeId]);
  return { months: course, first };
}

/** Asks that found somebody, and those that did not. */
export function matchCourse(facts: Asks): Course {
  const course = emptyMonths(facts.months, 2);
  for (const { span, menteeId, state, n } of facts.asks)
    add(course[span]![state === 'matched' ? 0 : 1]!, n, [menteeId]);
  return { months: course, first: facts.first, within: askCourse(facts) };
}

const states = ['matched', 'expired', 'cancelled'] as const;

/** The same with how those ended that did not. */
function endCourse(facts: Asks): Course {
  const course = emptyMonths(facts.months, 3);
  for (const { span, menteeId, state, n } of facts.asks) add(course[span]![states.indexOf(state)]!, n, [menteeId]);
  return { months: course, first: facts.first, within: matchCourse(facts) };
}

export function waitListCourse({ months, first, waitListed }: Pick<Asking, 'months' | 'first' | 'waitListed'>): Course {
  const course = emptyMonths(months, 1);
  for (const { span, menteeId, n } of waitListed) add(course[span]![0]!, n, [menteeId]);
  return { months: course, first };
}

export function asking(facts: Asking) {
  const ends = endCourse(facts);
  const endedAs = (i: number): Figure => {
    const out = tell(ends);
    if (!out) return FEW;
    const [matched = 0, ...others] = out.vector.map(({ n }) => n);
    return share(others[i] ?? 0, matched + others.reduce((sum, n) => sum + n, 0), leftOut(ends, out));
  };
  return {
    asks: count(askCourse(facts)),
    matched: shareOf(matchCourse(facts)),
    unanswered: endedAs(0),
    takenBack: endedAs(1),
    nobodyToAsk: count(waitListCourse(facts)),
    waitMedian: wait(facts, 0.5),
    waitLong: wait(facts, 0.9),
  };
}

/** Minutes after which a share of those who asked had somebody, those counted in who never had, and who still wait. */
function wait(facts: Asking, part: number): Figure {
  const course = matchCourse(facts);
  const out = tell(course);
  if (!out) return FEW;
  const asks = facts.asks.filter(({ span }) => out.months.includes(span));
  const waits: (Wait & { menteeId: string })[] = waitsOf(asks);
  if (out.months.includes(facts.months - 1))
    waits.push(...facts.openWaits.map((one) => ({ ...one, n: 1, isEnd: false })));
  return waitFigure(waits, part, leftOut(course, out));
}

export const waitsOf = (asks: Ask[]) =>
  asks.flatMap(({ menteeId, minutes, state, n }) =>
    minutes === undefined ? [] : [{ menteeId, minutes, n, isEnd: state === 'matched' }],
  );

/** A wait as a figure, rounded to five minutes, if five people waited no longer and five no less: else it is somebody's own. */
export function waitFigure(waits: (Wait & { menteeId: string })[], part: number, left = 0): Figure {
  const steps = kaplanMeier(waits);
  const minutes = waitOf(steps, part);
  if (minutes === undefined) return waits.length === 0 || areFew(peopleOf(waits)) ? FEW : { is: 'nothing' };
  const shorter = waits.filter((one) => one.isEnd && one.minutes <= minutes);
  const longer = waits.filter((one) => one.minutes >= minutes);
  if (areFew(peopleOf(shorter)) || areFew(peopleOf(longer))) return FEW;
  const [low, high] = waitInterval(steps, part);
  return {
    ...(told(roundTo5(minutes), left) as Extract<Figure, { is: 'told' }>),
    ...(low === undefined ? {} : { low: roundTo5(low) }),
    ...(high === undefined ? {} : { high: roundTo5(high) }),
  };
}

const peopleOf = (waits: { menteeId: string }[]) => new Set(waits.map(({ menteeId }) => menteeId)).size;
const roundTo5 = (minutes: number) => Math.round(minutes / 5) * 5;
