import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

/** The message that carries what is due for one person; with `apart`, only what was put apart by that name. */
export const bundleJob = jobKind('prompts.bundle', z.object({ memberId: z.string(), apart: z.string().optional() }));
/** Shows the newest state in a bundle that was sent. */
export const refreshJob = jobKind('prompts.refresh', z.object({ bundle: z.string() }));
/** Says that something for this person did not get through, or, unclear, that it may not have. */
export const lostPrompt = jobKind('prompts.lost', z.object({ key: z.string(), isUnclear: z.boolean().default(false) }));
/** Tells an owner that a prompt of this kind cannot be said. */
export const spoiltPrompt = jobKind('prompts.spoilt', z.object({ kind: z.string(), reason: z.string() }));
/** What prompts of a group offer comes to an end: their messages show it. */
export const refreshDueJob = jobKind('prompts.refresh-due', z.object({ group: z.string() }));
