import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofConcern = z.object({ concernId: z.string() });
const ofCopy = ofConcern.extend({ readerId: z.string() });

/** Brings a report to one of those who read them. */
export const copyJob = jobKind('concerns.copy', ofCopy);
export const copyKey = (concernId: string, readerId: string) => `concern:${concernId}:${readerId}`;
/** Shows on that message how things stand. */
export const copyEditJob = jobKind('concerns.copy-edit', ofCopy);
/** The reporter's own message about it, and its edits. */
export const receiptJob = jobKind('concerns.receipt', ofConcern);
export const receiptKey = (concernId: string) => `concern-receipt:${concernId}`;
export const receiptEditJob = jobKind('concerns.receipt-edit', ofConcern);
/** Prompt to the reporter: somebody has read it, it is closed, or nobody could be reached. */
export const newsPrompt = jobKind('concerns.news', ofConcern.extend({ what: z.enum(['read', 'closed', 'lost']) }));
/** Nobody could be asked to read it: the reporter is told so, unless somebody can by now. */
export const unreadJob = jobKind('concerns.unread', ofConcern);
