import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofMonth = z.object({ month: z.string() });

/** Prompt: asks the other person whether a story may be told. Muting it is a no. */
export const askStoryPrompt = jobKind(
  'newsletter.story',
  z.object({ storyId: z.string(), version: z.number(), isReminder: z.boolean() }),
);
/** The first working day of a month has come. */
export const draftDueJob = jobKind('newsletter.draft-due', ofMonth);
/** Prompts to owners: the draft; a story that went out of it at the last moment; a channel that refused it. */
export const draftReadyPrompt = jobKind('newsletter.draft', ofMonth);
export const storyLeftPrompt = jobKind('newsletter.story-left', ofMonth);
export const postRefusedPrompt = jobKind(
  'newsletter.refused',
  z.object({ channel: z.string(), reason: z.string(), month: z.string().optional() }),
);
/** The post, and its edits when a story is taken back. */
export const postJob = jobKind('newsletter.post', ofMonth);
/** Its key; `failures` counts how often it was refused before. */
export const postKey = (month: string, failures: number) => `newsletter:${month}:${failures}`;
export const postEditJob = jobKind('newsletter.post-edit', ofMonth);

export const storyGroup = (storyId: string) => `story:${storyId}`;
export const draftGroup = (month: string) => `newsletter:${month}`;
