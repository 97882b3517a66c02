import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

/** A quarter is over: its review begins. */
export const quarterOverJob = jobKind('reviews.quarter-over', z.object({ from: z.string() }));
/** Prompt to an owner: there is a review to hold. */
export const dueReviewPrompt = jobKind(
  'reviews.due',
  z.object({ id: z.string(), ownerId: z.string(), isReminder: z.boolean() }),
);
/** The post that says what was heard and what changes. */
export const postReviewJob = jobKind('reviews.post', z.object({ id: z.string() }));
/** Prompt to the owner who posted it, when its channel refused it. */
export const reviewRefusedPrompt = jobKind(
  'reviews.refused',
  z.object({ ownerId: z.string(), channel: z.string(), reason: z.string() }),
);
/** Prompt to somebody who may know a topic, or hold office hours: would you? */
export const askToHelpPrompt = jobKind('reviews.ask', z.object({ id: z.string(), memberId: z.string() }));

export const reviewGroup = (id: string) => `review:${id}`;
export const askGroup = (adjustmentId: string) => `review-ask:${adjustmentId}`;
