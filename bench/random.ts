export type Random = {
  /** A number from 0 up to, not with, 1. */
  next(): number;
  below(limit: number): number;
  of<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
};

/** A generator that gives the same numbers for the same seed (mulberry32, public domain). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const shuffled = <T>(list: readonly T[]) => {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [copy[i], copy[j]] = [copy[j]!, copy[i]!];
    }
    return copy;
  };
  return { next, below, of: (list) => list[below(list.length)]!, shuffled };
}

/** Draws places from 0 up to `size`, the first most often (Zipf's law, exponent 1). */
export function zipf(size: number, random: Random): () => number {
  const sums: number[] = [];
  for (let i = 0; i < size; i++) sums.push((sums[i - 1] ?? 0) + 1 / (i + 1));
  const total = sums.at(-1)!;
  return () => {
    const aim = random.next() * total;
    let [low, high] = [0, size - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < aim) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
