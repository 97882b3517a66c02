import { z } from 'zod';
import { jobKind } from './define.ts';

/** The first job of a UTC date has ended as dead or unknown; features/upkeep tells whoever looks after the app. */
export const troubleCame = jobKind('jobs.trouble', z.object({ date: z.string() }));
