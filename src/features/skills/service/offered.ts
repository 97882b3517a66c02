import { createMemory } from '../../../database/memory.ts';

/** How many people offer the skill of this id. */
type OfferCounter = (skillId: string) => number;

const memoryOf = createMemory<{ count?: OfferCounter }>(() => ({}));

/** Has offers counted by somebody who has them in memory, from now on: matching, where its index holds everybody. */
export function countOffersBy(source: Parameters<typeof memoryOf>[0], count: OfferCounter): void {
  memoryOf(source).count = count;
}

/** Who counts offers in memory, or undefined where rows have to be read. */
export function offerCounter(source: Parameters<typeof memoryOf>[0]): OfferCounter | undefined {
  return memoryOf(source).count;
}
