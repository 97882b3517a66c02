import { z } from 'zod';
import { jobKind } from './define.ts';

/**
 * The first job of a UTC date has ended as dead or unknown, or Slack has begun to refuse everything with the error
 * `refused`; features/upkeep tells whoever looks after the app.
 */
export const troubleCameJob = jobKind('jobs.trouble', z.object({ date: z.string(), refused: z.string().optional() }));
export type Trouble = z.infer<typeof troubleCameJob.payload>;
