import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofPair = z.object({ pairId: z.string() });
const ofDay = z.object({ newcomerId: z.string(), day: z.number() });

/** Newcomers who wait are found somebody to ask; a long list is gone through in pages, each after the one before. */
export const matchJob = jobKind(
  'buddies.match',
  z.object({ after: z.object({ beginsAt: z.string(), id: z.string() }).optional() }),
);
/** The time for an answer is up; a pair is introduced although the newcomer did not press anything. */
export const askOverJob = jobKind('buddies.ask-over', ofPair);
export const introduceDueJob = jobKind('buddies.introduce-due', ofPair);
/** The message of the two, and a line in it. */
export const introductionJob = jobKind('buddies.introduction', ofPair);
export const lineJob = jobKind('buddies.line', ofDay);
/** A check-in has come; the last is behind them. */
export const checkInDueJob = jobKind('buddies.check-in-due', ofDay);
export const closeDueJob = jobKind('buddies.close-due', z.object({ newcomerId: z.string() }));
/** Prompts: to the buddy, whether they would; to the newcomer, who it is; to both, how it goes and that it is over. */
export const askPrompt = jobKind('buddies.ask', ofPair);
export const offerPrompt = jobKind('buddies.offer', ofPair);
export const checkInPrompt = jobKind('buddies.check-in', ofDay);
export const hintPrompt = jobKind('buddies.hint', z.object({ pairId: z.string(), day: z.number() }));
export const endedPrompt = jobKind(
  'buddies.ended',
  z.object({ pairId: z.string(), to: z.enum(['newcomer', 'buddy']) }),
);
/** To owners: newcomers for whom nobody was found since then. */
export const nobodyPrompt = jobKind('buddies.nobody', z.object({ since: z.string() }));

/** Prompts that change with a pair, and with a check-in; timers that go when the dates change. */
export const pairGroup = (pairId: string) => `buddy-pair:${pairId}`;
export const dayGroup = (newcomerId: string, day: number) => `buddy-day:${newcomerId}:${day}`;
/** Prompts to a newcomer whose buddy could not go on, which say whether somebody else is looked for. */
export const endedGroup = (newcomerId: string) => `buddy-ended:${newcomerId}`;
export const datesGroup = (newcomerId: string) => `buddy-dates:${newcomerId}`;
/** Finding somebody is done by one at a time. */
export const MATCH_LANE = 'buddies.match';
