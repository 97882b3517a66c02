/**
 * How often something took place, and who took part: for each role that there is in it, such as mentor and mentee, who
 * had it. `sum` adds up whatever is measured, such as minutes.
 */
export type Cell = { n: number; sum: number; people: Set<string>[] };

/** Some cells of things that are each something else, so that no event is in two of them. */
export type Vector = Cell[];

export const emptyCell = (): Cell => ({ n: 0, sum: 0, people: [] });
export const emptyVector = (size: number): Vector => Array.from({ length: size }, emptyCell);

/** Counts `n` more of these people, the first in the first role. */
export function add(cell: Cell, n: number, people: string[], sum = 0): void {
  if (n === 0) return;
  cell.n += n;
  cell.sum += sum;
  people.forEach((id, role) => {
    const known = cell.people[role] ?? new Set();
    cell.people[role] = known.add(id);
  });
}

/** The people behind a cell: of its roles that with the fewest, since a single mentor of many is found as easily. */
export const peopleIn = ({ people }: Cell) => (people.length === 0 ? 0 : Math.min(...people.map((role) => role.size)));

/** The sum of some vectors, which is not to be changed: that of one is itself. */
export function merge(vectors: Vector[]): Vector {
  if (vectors.length === 1) return vectors[0]!;
  const merged = emptyVector(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    vector.forEach((cell, i) => {
      const into = merged[i]!;
      into.n += cell.n;
      into.sum += cell.sum;
      cell.people.forEach((role, r) => {
        const all = into.people[r] ?? new Set();
        for (const id of role) all.add(id);
        into.people[r] = all;
      });
    });
  return merged;
}

/** An empty vector for each of some months. */
export const emptyMonths = (months: number, size: number) => Array.from({ length: months }, () => emptyVector(size));
