import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofRound = z.object({ roundId: z.string() });

/** Its day has come. */
export const openDueJob = jobKind('pulses.open-due', ofRound);
/** The other half is asked. */
export const secondHalfDueJob = jobKind('pulses.second-half-due', ofRound);
/** Asks the next few people of a wave. */
export const askSomeJob = jobKind(
  'pulses.ask-some',
  z.object({ roundId: z.string(), wave: z.number(), after: z.string() }),
);
/** Its last day is over. */
export const closeDueJob = jobKind('pulses.close-due', ofRound);
/** Enough answers wait to be moved to where nobody can trace them. */
export const emptyBoxJob = jobKind('pulses.empty-box', ofRound);
/** Cards of a closed round are edited and whom it asked is forgotten, a few at a time. */
export const tidyJob = jobKind('pulses.tidy', ofRound);
/** Prompt: will you answer? Muting it is “not for me”. */
export const askPrompt = jobKind(
  'pulses.ask',
  z.object({ roundId: z.string(), memberId: z.string(), isReminder: z.boolean() }),
);
/** Prompt to an owner: a round is closed. */
export const closedPrompt = jobKind('pulses.closed', z.object({ roundId: z.string(), memberId: z.string() }));

/** One person's cards of one round. */
export const cardGroup = (roundId: string, memberId: string) => `pulse:${roundId}:${memberId}`;
