import type { Slack } from '../../sandbox/slack/server.ts';
import type { Running } from '../../src/start.ts';
import type { Random } from '../random.ts';
import type { Person } from './cast.ts';
import type { Hands } from './hands.ts';
import type { Standing } from './standing.ts';
import type { Watch } from './watch.ts';

/** What everybody in the simulated year shares. */
export type Life = {
  slack: Slack;
  app: () => Running;
  hands: Hands;
  watch: Watch;
  random: Random;
  standings: Map<string, Standing>;
  people: Map<string, Person>;
  /** Draws a topic, the well-known ones most often. */
  topic: () => number;
  /** Those who have come and not left. */
  here: () => Person[];
  /** Does something after a while, if the person of it is still there. */
  later: (after: Temporal.DurationLike, run: () => Promise<unknown>) => void;
};
