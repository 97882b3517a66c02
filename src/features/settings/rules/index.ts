import { z } from 'zod';
import { isZone } from '../../../time.ts';
import { weeklyOf } from './cron.ts';

/** Mondays at ten, workspace time. */
const DEFAULT_DIGEST = { days: [1], time: '10:00' };

export const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What owners decide for their workspace; kept as JSON, so that a new setting needs no migration. */
const schema = z.object({
  /** Where the digest is posted; none means no digest. */
  digestChannel: z.string().optional().catch(undefined),
  /** When the digest is posted, read in `zone`. */
  digestTime: z
    .object({ days: z.array(z.number().int().min(1).max(7)).min(1), time: z.string().regex(TIME) })
    .catch(DEFAULT_DIGEST)
    .default(DEFAULT_DIGEST),
  /** IANA zone of the workspace. */
  zone: z.string().refine(isZone).catch('UTC').default('UTC'),
  /** Where sessions are held, as threads; none means a group DM each. */
  sessionsChannel: z.string().optional().catch(undefined),
  /** Working minutes that a mentor has for an answer before the next one is asked. */
  offerMinutes: z.number().int().min(5).max(480).catch(30).default(30),
  /** The same for people in some time zones, in place of `offerMinutes`. */
  offerMinutesIn: z.record(z.string(), z.number().int().min(5).max(480)).catch({}).default({}),
  /** Whether guests may be asked to mentor. */
  allowGuests: z.boolean().catch(false).default(false),
  /** People who may change the settings besides Slack's owners and admins. */
  ownerIds: z.array(z.string()).catch([]).default([]),
  /** People and places to turn to when something is wrong, one a line; '' = those of content/care.yml. */
  careContacts: z.string().catch('').default(''),
  /** Who reads reports of a concern; none = all owners. */
  concernOwners: z.array(z.string()).catch([]).default([]),
  /** Leaders: office hours that they hold are marked so. */
  leaderIds: z.array(z.string()).catch([]).default([]),
  /** Whether there is a leaderboard. */
  hasBoard: z.boolean().catch(true).default(true),
  /** Where the newsletter is posted; none means the digest's channel. */
  newsletterChannel: z.string().optional().catch(undefined),
  /** Whether a newsletter is drafted every month. */
  hasNewsletter: z.boolean().catch(true).default(true),
  /** Whether people are invited when it has become quiet. */
  invitesWhenQuiet: z.boolean().catch(true).default(true),
  /** Whether a pulse follows a quarter after the last one. */
  repeatsPulse: z.boolean().catch(true).default(true),
  /** Whether half of the people are asked for a pulse four weeks after the others. */
  pulseInHalves: z.boolean().catch(false).default(false),
  /** Whether newcomers are asked for a pulse in their first week. */
  asksNewcomers: z.boolean().catch(true).default(true),
  /** Whether newcomers get a buddy. */
  hasBuddies: z.boolean().catch(false).default(false),
});

export type Settings = z.infer<typeof schema>;

let last: { stored: string; settings: Settings } | undefined;

/** The settings of a stored text; whatever is missing or spoilt has its default. The last text is remembered: it is read often. */
export function readSettings(stored: string): Settings {
  if (last?.stored !== stored) last = { stored, settings: schema.parse(carriedOver(parseJson(stored))) };
  return last.settings;
}

/** Settings as they are stored today, of those of before: the digest's time was once a cron line. */
export function carriedOver({ digestCron, ...stored }: Record<string, unknown>): Record<string, unknown> {
  const digestTime = typeof digestCron === 'string' ? weeklyOf(digestCron) : undefined;
  return digestTime === undefined ? stored : { digestTime, ...stored };
}

/** The settings that somebody decided, as stored; none when the text is spoilt. */
export function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
