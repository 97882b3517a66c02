import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';

const ofWeek = z.object({ week: z.string() });

/** A week is over and is looked at; `at` is the moment that was planned. */
export const lookDueJob = jobKind('momentum.look', z.object({ at: z.string() }));
/** Prompt to an owner: it has become quiet, and how many people would be invited. */
export const quietNotePrompt = jobKind('momentum.quiet', z.object({ week: z.string(), memberId: z.string() }));
/** No owner stopped it within a working day. */
export const goDueJob = jobKind('momentum.go', ofWeek);
/** Invites the next few; `number` of them have been before. */
export const inviteDueJob = jobKind(
  'momentum.invite-some',
  z.object({ week: z.string(), after: z.string(), number: z.number() }),
);
/** Prompt to a member: what they could ask for or give. */
export const invitationPrompt = jobKind('momentum.invite', z.object({ week: z.string(), memberId: z.string() }));

export const roundGroup = (week: string) => `momentum:${week}`;
/** The invitations that an owner can still stop. */
export const inviteGroup = (week: string) => `momentum-invite:${week}`;
