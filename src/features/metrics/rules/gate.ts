import { areFew } from '../../../small-counts.ts';
import { type Cell, emptyVector, merge, peopleIn, type Vector } from './cell.ts';

// The one place that every figure passes. It sees to two things. What is told is about five people or more, or about
// nobody. And so is whatever comes out when told figures are subtracted from each other: each is a sum of blocks that
// are themselves told of five people or more, and nobody learns of anything within a block.

/** What people answered in private is not told of everybody either: that all said the same would tell what each said. */
export type Secrecy = 'open' | 'private';

const isEmpty = ({ n }: Cell) => n === 0;
const isBig = (cell: Cell) => !areFew(peopleIn(cell));

/** Whether every cell may be told; with `private`, the first two cells are answers of which none may be missing alone. */
export function mayTell(vector: Vector, secrecy: Secrecy = 'open'): boolean {
  if (!vector.every((cell) => isEmpty(cell) || isBig(cell))) return false;
  const answers = vector.slice(0, 2);
  return secrecy === 'open' || answers.every(isEmpty) || answers.every(isBig);
}

/**
 * What happened in each month, from the first of a quarter on; `first` is the first of the period. `within` is the same
 * told less finely, such as all talks of which these are sorted into cells.
 */
export type Course = { months: Vector[]; first: number; secrecy?: Secrecy; within?: Course };

/**
 * The months, gathered into the smallest blocks that may be told, from the left, so that a block that was told stays as
 * it is. No block reaches over the end of a quarter, and a block is made of whole blocks of what it is `within`: else a
 * month that is told apart there could be subtracted here. Months that are in none are told in no period.
 */
export function blocksOf(course: Course): number[][] {
  const known = found.get(course) ?? findBlocks(course);
  found.set(course, known);
  return known;
}

/** Blocks are asked for again by all that is told more finely. */
const found = new WeakMap<Course, number[][]>();

function findBlocks({ months, secrecy, within }: Course): number[][] {
  const units = within ? blocksOf(within) : months.map((_, month) => [month]);
  const quarterOf = (unit: number[]) => Math.floor((unit[0] ?? 0) / 3);
  const blocks: number[][] = [];
  let open: number[] = [];
  for (const unit of units) {
    open = open.length > 0 && quarterOf(open) === quarterOf(unit) ? [...open, ...unit] : unit;
    if (!mayTell(merge(open.map((m) => months[m]!)), secrecy)) continue;
    blocks.push(open);
    open = [];
  }
  return blocks;
}

/** What is told of some months, and which of them it covers. */
export type Told = { vector: Vector; months: number[] };

/** The sum of the blocks that lie in the period; undefined where none does. */
export function tell(course: Course): Told | undefined {
  const inside = blocksOf(course).filter((block) => block[0]! >= course.first);
  if (inside.length === 0) return undefined;
  const covered = inside.flat();
  return { vector: merge(covered.map((m) => course.months[m]!)), months: covered };
}

/**
 * What is told of groups whose total is told, so that the total minus what is told gives nothing away either: all
 * others together are five people or more, or nobody. Where they are fewer, the smallest group that could be told joins
 * them, then the next.
 * @param groups what each did; nothing is in two of them. @returns those that are told, and all others together.
 */
export function tellGroups(groups: Map<string, Vector>, secrecy: Secrecy = 'open'): Groups {
  const size = [...groups.values()][0]?.length ?? 0;
  const bySize = [...groups].sort(([a, x], [b, y]) => peopleOf(x) - peopleOf(y) || (a < b ? -1 : 1));
  const told = bySize.filter(([, vector]) => mayTell(vector, secrecy));
  const others = bySize.filter(([, vector]) => !mayTell(vector, secrecy)).map(([, vector]) => vector);
  const restOf = () => (others.length === 0 ? emptyVector(size) : merge(others));
  while (told.length > 0 && !mayTell(restOf(), secrecy)) others.push(told.shift()![1]);
  return { told: new Map(told), rest: restOf() };
}

export type Groups = { told: Map<string, Vector>; rest: Vector };

const peopleOf = (vector: Vector) => vector.reduce((sum, cell) => sum + peopleIn(cell), 0);
