import { z } from 'zod';
import type { About } from '../care/rules.ts';
import { isPaused, type Member } from '../members/rules/index.ts';

/** What fits best. */
export const kinds = ['hurtful', 'contact', 'off topic', 'else'] as const;
export type Kind = (typeof kinds)[number];
export const kindNames: Record<Kind, string> = {
  hurtful: 'Rude or hurtful',
  contact: 'Unwanted contact',
  'off topic': 'Not about work',
  else: 'Something else',
};

/** Characters that somebody may write about what happened. */
export const LONGEST_WORDS = 3000;

/** What took place with a report, in the order in which it can. */
export const deeds = [
  'reported',
  'arrived',
  'not delivered',
  'read',
  'saw who',
  'suspended',
  'lifted',
  'closed',
] as const;
export type Deed = (typeof deeds)[number];

export type Concern = {
  id: string;
  reporterId: string;
  reportedId: string | undefined;
  about: About | undefined;
  kind: Kind;
  words: string;
  /** Whoever reported does not know whom: they had asked quietly. */
  isQuiet: boolean;
  /** The readers may know who reported. */
  isNamed: boolean;
  /** The readers may read what it is about. */
  showsContent: boolean;
  receipt: { channel: string; ts: string } | undefined;
  createdAt: Temporal.Instant;
  lostAt: Temporal.Instant | undefined;
  readAt: Temporal.Instant | undefined;
  closedAt: Temporal.Instant | undefined;
};

/** Days in which a report has to reach a reader: a long weekend may lie between. */
export const DAYS_TO_ARRIVE = 5;
/**
 * Hours after which somebody hears that nobody could be reached. Not at once where the only reader is the one who had
 * asked quietly: it would tell who that is.
 */
export const HOURS_UNTIL_LOST = 24;

/** Whether somebody who is to read reports can be written to now; whom a report is about is for the caller to look at. */
export function canRead(member: Member, reporterId: string, now: Temporal.Instant): boolean {
  return isHere(member) && member.unreachable === undefined && !isPaused(member, now) && member.id !== reporterId;
}

/** Whether somebody can be trusted with reports at all: a colleague who is still in the workspace. */
export function isHere(member: Member): boolean {
  return !member.isBot && !member.isGuest && !member.isDeactivated && member.erasedAt === undefined;
}

/** The answers of the form, by block. */
export const concernForm = z.object({
  kind: z.enum(kinds, 'Please pick what fits best.'),
  words: z
    .string()
    .default('')
    .transform((text) => text.toWellFormed().trim())
    .refine((text) => text.length <= LONGEST_WORDS, 'Please keep this under 3,000 characters.'),
  person: z.string().max(50).optional(),
  tell: z.array(z.string()).default([]),
  block: z.array(z.string()).default([]),
});
export type ConcernForm = z.infer<typeof concernForm>;

/** What the form carries unseen: which report it becomes, and what it is about. */
export const concernMetadata = z.object({ id: z.uuid(), about: z.string().max(200).optional() });
