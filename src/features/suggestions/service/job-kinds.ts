import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

/** It is Monday: nameless suggestions are shown if they are enough, and owners hear of what came in. */
export const mondayJob = jobKind('suggestions.monday', z.object({ on: z.string() }));
/** Prompt to an owner: suggestions wait for an answer. */
export const waitingPrompt = jobKind('suggestions.waiting', z.object({ ownerId: z.string() }));
/** Prompt to whoever suggested something: what an owner says to it. */
export const answeredPrompt = jobKind('suggestions.answered', z.object({ id: z.string(), memberId: z.string() }));

export const waitingGroup = (ownerId: string) => `suggestions:${ownerId}`;
export const answeredGroup = (id: string) => `suggestion:${id}`;
