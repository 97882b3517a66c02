import { z } from 'zod';
import { dimensions, measures } from './access.ts';
import type { Metrics } from './metrics.ts';

// What was told of a period is kept as JSON; this reads it again.

/** Goes up when a figure means something else than before: periods are worked out anew then. */
export const VERSION = 1;

const figure = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('told'),
    value: z.number(),
    low: z.number().optional(),
    high: z.number().optional(),
    of: z.number().optional(),
    left: z.number(),
  }),
  z.object({ is: z.literal('few') }),
  z.object({ is: z.literal('nothing') }),
  z.object({ is: z.literal('quarters only') }),
]);

const row = z.object({ group: z.string(), asked: figure, matched: figure, wait: figure, putForward: figure });
const access = z.object({
  dimension: z.enum(dimensions),
  rows: z.array(row),
  differences: z.array(z.object({ measure: z.enum(measures), chance: z.number() })),
});
const wanted = z.object({
  name: z.string(),
  asks: z.number().optional(),
  unmet: z.number().optional(),
  offered: z.number(),
});

const metrics = z.object({
  figures: z.record(z.string(), figure),
  access: z.array(access).optional(),
  pairs: z
    .object({
      pairs: z.array(z.object({ helpers: z.string(), helped: z.string(), talks: z.number() })),
      others: z.number(),
    })
    .optional(),
  topics: z.object({
    short: z.array(wanted),
    idle: z.array(z.object({ name: z.string(), offered: z.number() })),
  }),
});

/** What was kept. @throws ZodError where it is not what this version keeps. */
export const readTold = (stored: string) => metrics.parse(JSON.parse(stored)) as Metrics;
