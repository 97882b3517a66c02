/** One value for each of some choices, all of them yes or no. */
export type Row = readonly boolean[];

/**
 * Rows of yes and no in which every combination of values of any `strength` of the `size` choices stands at least once:
 * a covering array, made greedily, the same every time. All combinations where `strength` is `size`.
 */
export function coveringArray(size: number, strength: number): Row[] {
  const open = new Set(combinations(size, strength).flatMap((places) => valuesOf(places)));
  const rows: Row[] = [];
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  while (open.size > 0) {
    let best: { row: Row; covers: string[] } | undefined;
    for (let i = 0; i < CANDIDATES; i++) {
      const row = candidate(size, open, random);
      const covers = [...open].filter((one) => holds(row, one));
      if (!best || covers.length > best.covers.length) best = { row, covers };
    }
    for (const one of best?.covers ?? []) open.delete(one);
    if (best) rows.push(best.row);
  }
  return rows;
}

/** Rows that are tried for each one that is taken. */
const CANDIDATES = 40;

/** A row that holds one combination which is still open; the rest is drawn. */
function candidate(size: number, open: Set<string>, random: () => number): Row {
  const all = [...open];
  const row = Array.from({ length: size }, () => random() < 0.5);
  for (const [place, value] of read(all[Math.floor(random() * all.length)] ?? '')) row[place] = value;
  return row;
}

const read = (text: string) =>
  text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => [Number(part.slice(1)), part.startsWith('+')] as const);

const holds = (row: Row, text: string) => read(text).every(([place, value]) => row[place] === value);

/** Every choice of `count` places out of `size`, in order. */
function combinations(size: number, count: number, from = 0): number[][] {
  if (count === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= size - count; first++)
    for (const rest of combinations(size, count - 1, first + 1)) found.push([first, ...rest]);
  return found;
}

/** Every combination of values at these places, as text: “+0 -3”. */
function valuesOf(places: number[]): string[] {
  return Array.from({ length: 2 ** places.length }, (_, n) =>
    places.map((place, i) => `${n & (1 << i) ? '+' : '-'}${place}`).join(' '),
  );
}
