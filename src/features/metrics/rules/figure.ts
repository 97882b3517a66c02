import type { Vector } from './cell.ts';
import { type Course, mayTell, type Told, tell } from './gate.ts';
import { wilson } from './statistics.ts';

/**
 * One figure: told, with its interval where it has one (95 per cent) and the whole that a share is of; of fewer than
 * five people, so that it is not; or of nothing, as a share of no asks is. `left` = months of the period that are not
 * in it, since fewer than five people were part of them.
 */
export type Figure =
  | { is: 'told'; value: number; low?: number; high?: number; of?: number; left: number }
  | { is: 'few' }
  | { is: 'nothing' }
  | { is: 'quarters only' };

export const FEW: Figure = { is: 'few' };
export const NOTHING: Figure = { is: 'nothing' };

export const told = (value: number, left = 0): Figure => ({ is: 'told', value, left });

/** A share of a whole, 0 to 1, with Wilson's interval. */
export function share(part: number, of: number, left = 0): Figure {
  if (of === 0) return NOTHING;
  const [low, high] = wilson(part, of);
  return { is: 'told', value: part / of, low, high, of, left };
}

/** How many months of the period are not in what is told. */
export const leftOut = ({ months, first }: Course, { months: covered }: Told) => months.length - first - covered.length;

/** How often one thing took place. */
export function count(course: Course): Figure {
  const out = tell(course);
  return out ? told(out.vector[0]!.n, leftOut(course, out)) : FEW;
}

/** The share of the first cell in the first `among`. */
export function shareOf(course: Course, among = 2): Figure {
  const out = tell(course);
  if (!out) return FEW;
  const whole = out.vector.slice(0, among).reduce((sum, { n }) => sum + n, 0);
  return share(out.vector[0]!.n, whole, leftOut(course, out));
}

/** The same of people who are counted once in the whole period: the first cell in all of them. */
export function shareOfPeople(vector: Vector): Figure {
  if (!mayTell(vector)) return FEW;
  return share(
    vector[0]!.n,
    vector.reduce((sum, { n }) => sum + n, 0),
  );
}
