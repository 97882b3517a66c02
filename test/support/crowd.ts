import { loadSeed } from '../../sandbox/seed/load.ts';
import type { Seed } from '../../sandbox/slack/state/seed.ts';

export const personOf = (n: number): string => `U1${n}`;

/** The sandbox's workspace with `size` more people in it, the nth of them in `zoneOf(n)` if that is given. */
export function crowd(size: number, zoneOf?: (n: number) => string): Seed {
  const seed = loadSeed();
  const model = seed.people.find((person) => person.id === 'U0ADA')!;
  for (let n = 0; n < size; n += 1) {
    const names = { handle: `person${n}`, realName: `Person ${n}`, displayName: `Person ${n}` };
    seed.people.push({ ...model, ...names, id: personOf(n), tz: zoneOf?.(n) ?? model.tz });
  }
  return seed;
}
