import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofDate = z.object({ momentId: z.string(), date: z.string() });
const ofTurn = z.object({ turnId: z.string() });

/** The host is drawn, the moment begins, its time is up. */
export const drawDue = jobKind('moments.draw', ofDate);
export const beginDue = jobKind('moments.begin', ofDate);
export const endDue = jobKind('moments.end', ofTurn);
/** The post in the channel and its edits; the line at the end and its edits. */
export const post = jobKind('moments.post', ofTurn);
export const postEdit = jobKind('moments.post-edit', ofTurn);
export const summary = jobKind('moments.summary', ofTurn);
export const summaryKey = (turnId: string) => `moments.summary:${turnId}`;
export const summaryEdit = jobKind('moments.summary-edit', ofTurn);
/** Prompts: to who hosts; to who set it up, when its channel refuses the post. */
export const hostPrompt = jobKind('moments.host', z.object({ turnId: z.string(), memberId: z.string() }));
export const refused = jobKind('moments.refused', z.object({ momentId: z.string() }));

/** Timers that go when the plan changes; prompts that change with a turn. */
export const momentGroup = (id: string) => `moment:${id}`;
export const turnGroup = (id: string) => `moment-turn:${id}`;
