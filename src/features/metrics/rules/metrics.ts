import { access } from './access.ts';
import { asking } from './asking.ts';
import type { Key } from './definitions.ts';
import type { Facts } from './facts.ts';
import type { Figure } from './figure.ts';
import { otherWays } from './other-ways.ts';
import { pairsOf } from './pairs.ts';
import { leaders, load, participation } from './people.ts';
import { afterwards, talking } from './talking.ts';
import { topicsOf } from './topics.ts';

/** All that is told of a period. */
export type Metrics = ReturnType<typeof metricsIn>;

/** Every figure of a period (definitions.ts). What is told by group is undefined for a period that is no quarter. */
export function metricsIn(facts: Facts) {
  const figures: Record<Key, Figure> = {
    ...participation(facts),
    ...asking(facts),
    ...talking(facts),
    ...afterwards(facts),
    ...load(facts),
    ...otherWays(facts),
    leaders: leaders(facts),
  };
  return { figures, access: access(facts), pairs: pairsOf(facts), topics: topicsOf(facts) };
}
