import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

/** Puts the words of a card before the one who has not approved them. */
export const approvalPrompt = jobKind(
  'knowledge.approval',
  z.object({ cardId: z.string(), version: z.number(), memberId: z.string() }),
);
/** Tells one of the two what became of their card. */
export const newsPrompt = jobKind('knowledge.news', z.object({ cardId: z.string(), memberId: z.string() }));
/** Tells the two that an owner took their card down, and why. */
export const takenDownPrompt = jobKind('knowledge.taken-down', z.object({ cardId: z.string(), memberId: z.string() }));
/** Tells an author that their cards helped, for one month at a time. */
export const helpedPrompt = jobKind('knowledge.helped', z.object({ memberId: z.string(), month: z.string() }));
