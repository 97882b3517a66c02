import { z } from 'zod';
import { isZone } from '../../../time.ts';
import { weeklyOf } from './cron.ts';

/** Mondays at ten, workspace time. */
const DEFAULT_DIGEST = { days: [1], time: '10:00' };

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

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

/** Working minutes that a mentor may be given for an answer. */
export const offerMinuteChoices = [10, 15, 30, 45, 60, 90, 120, 240, 480] as const;
/** Time zones that can have a time of their own. */
export const MOST_ZONES = 10;
/** People who can be named as owners of Bitewise. */
export const MOST_OWNERS = 20;
/** People who can be named to read reports of a concern. */
export const MOST_CONCERN_OWNERS = 5;
/** People who can be named as leaders. */
export const MOST_LEADERS = 50;

const minutesIn = (ticked: string[]) =>
  Object.fromEntries(ticked.map((one) => one.split('=')).map(([zone = '', minutes]) => [zone, Number(minutes)]));

/** What the settings modal answers, by block id; messages appear at their fields. */
export const settingsForm = z
  .object({
    digestChannel: z.string().optional(),
    digestDays: z
      .array(z.coerce.number().int().min(1).max(7), 'Please choose at least one day.')
      .min(1, 'Please choose at least one day.'),
    digestAt: z.string('Please choose a time.').regex(TIME, 'Please choose a time.'),
    zone: z.string('Please choose a time zone.').refine(isZone, 'Please choose a time zone from the list.'),
    sessionsChannel: z.string().optional(),
    offerMinutes: z.coerce.number().int().min(5).max(480),
    /** “Australia/Sydney=60”; absent where the form had none. */
    slowZones: z.array(z.string()).optional(),
    guests: z.array(z.string()).default([]),
    ownerIds: z.array(z.string()).max(MOST_OWNERS).default([]),
    leaderIds: z.array(z.string()).max(MOST_LEADERS).default([]),
    concernOwners: z.array(z.string()).max(MOST_CONCERN_OWNERS).default([]),
    careContacts: z.string().max(1500, 'Please keep this under 1,500 characters.').trim().default(''),
    board: z.array(z.string()).default([]),
    newsletterChannel: z.string().optional(),
    byItself: z.array(z.string()).default([]),
    buddies: z.array(z.string()).default([]),
    pulse: z.array(z.string()).default([]),
  })
  .transform(
    ({
      slowZones,
      guests,
      board,
      byItself,
      buddies,
      pulse,
      digestChannel,
      digestDays,
      digestAt,
      sessionsChannel,
      newsletterChannel,
      ...form
    }) => ({
      ...form,
      digestTime: { days: digestDays.sort((a, b) => a - b), time: digestAt },
      ...(slowZones === undefined ? {} : { offerMinutesIn: minutesIn(slowZones) }),
      // Named even when nothing was chosen, so that an emptied field takes the channel away.
      digestChannel,
      sessionsChannel,
      newsletterChannel,
      hasNewsletter: byItself.includes('newsletter'),
      invitesWhenQuiet: byItself.includes('quiet'),
      repeatsPulse: pulse.includes('repeats'),
      pulseInHalves: pulse.includes('halves'),
      asksNewcomers: pulse.includes('newcomers'),
      allowGuests: guests.length > 0,
      hasBoard: board.length > 0,
      hasBuddies: buddies.length > 0,
    }),
  );

export type SettingsForm = z.infer<typeof settingsForm>;

/** The settings that name people. */
export const peopleFields = ['ownerIds', 'concernOwners', 'leaderIds'] as const;
/** The settings that name a channel. */
export const channelFields = ['digestChannel', 'newsletterChannel', 'sessionsChannel'] as const;
