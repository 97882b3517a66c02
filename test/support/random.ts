/** Numbers from 0 to 1 that are the same for the same seed (mulberry32), so that a failure can be repeated. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pickFrom = <T>(random: () => number, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;

const ODD: unknown[] = [
  null,
  '',
  'x'.repeat(5000),
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [null],
  { id: null },
  '\u0000',
  '💥',
  undefined,
];

/** A copy of a JSON value in which a few parts, anywhere, are replaced by something odd or left out. */
export function mutated(random: () => number, value: unknown, times = 1 + Math.floor(random() * 3)): unknown {
  const copy: unknown = structuredClone(value);
  for (let i = 0; i < times; i += 1) {
    if (random() < 0.02) return pickFrom(random, ODD);
    spoil(random, copy);
  }
  return copy;
}

function spoil(random: () => number, at: unknown): void {
  if (typeof at !== 'object' || at === null) return;
  const keys = Object.keys(at);
  if (keys.length === 0) return;
  const key = pickFrom(random, keys);
  const child: unknown = Reflect.get(at, key);
  if (typeof child === 'object' && child !== null && random() < 0.7) {
    spoil(random, child);
    return;
  }
  const odd = pickFrom(random, ODD);
  if (odd === undefined) Reflect.deleteProperty(at, key);
  else Reflect.set(at, key, structuredClone(odd));
}
