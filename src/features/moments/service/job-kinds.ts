import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofDate = z.object({ momentId: z.string(), date: z.string() });
const ofTurn = z.object({ turnId: z.string() });

/** The host is drawn, the moment begins, its time is up. */
export const drawDueJob = jobKind('moments.draw', ofDate);
export const beginDueJob = jobKind('moments.begin', ofDate);
export const endDueJob = jobKind('moments.end', ofTurn);
/** The post in the channel and its edits; the line at the end and its edits. */
export const postJob = jobKind('moments.post', ofTurn);
export const postKey = (turnId: string) => `moments.post:${turnId}`;
export const postEditJob = jobKind('moments.post-edit', ofTurn);
export const summaryJob = jobKind('moments.summary', ofTurn);
export const summaryKey = (turnId: string) => `moments.summary:${turnId}`;
export const summaryEditJob = jobKind('moments.summary-edit', ofTurn);
/** Prompts: to who hosts; to who set it up, when its channel refuses the post. */
export const hostPrompt = jobKind('moments.host', z.object({ turnId: z.string(), memberId: z.string() }));
export const refusedPrompt = jobKind('moments.refused', z.object({ momentId: z.string() }));

/** Timers that go when the plan changes; prompts that change with a turn. */
export const momentGroup = (id: string) => `moment:${id}`;
export const turnGroup = (id: string) => `moment-turn:${id}`;
