import { z } from 'zod';
import { type Settings, TIME } from './index.ts';

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

/** The settings that name people. */
export const peopleFields = ['ownerIds', 'concernOwners', 'leaderIds'] as const;
/** The settings that name a channel. */
export const channelFields = ['digestChannel', 'newsletterChannel', 'sessionsChannel'] as const;

const minutesIn = (ticked: string[]) =>
  Object.fromEntries(ticked.map((one) => one.split('=')).map(([zone = '', minutes]) => [zone, Number(minutes)]));

const ticks = z.array(z.string()).default([]);
const channel = z.string().optional();
const people = (most: number) => z.array(z.string()).max(most).default([]);

/** What happens by itself, and what a workspace can do without. */
const what = z
  .object({ byItself: ticks, board: ticks, buddies: ticks, pulse: ticks })
  .transform(({ byItself, board, buddies, pulse }) => ({
    hasNewsletter: byItself.includes('newsletter'),
    invitesWhenQuiet: byItself.includes('quiet'),
    hasBoard: board.length > 0,
    hasBuddies: buddies.length > 0,
    repeatsPulse: pulse.includes('repeats'),
    pulseInHalves: pulse.includes('halves'),
    asksNewcomers: pulse.includes('newcomers'),
  }));

/** A channel is named even when none was chosen, so that an emptied field takes it away. */
const where = z
  .object({ digestChannel: channel, newsletterChannel: channel, sessionsChannel: channel })
  .transform(({ digestChannel, newsletterChannel, sessionsChannel }) => ({
    digestChannel,
    newsletterChannel,
    sessionsChannel,
  }));

const when = z
  .object({
    digestDays: z
      .array(z.coerce.number().int().min(1).max(7), 'Please choose at least one day.')
      .min(1, 'Please choose at least one day.'),
    digestAt: z.string('Please choose a time.').regex(TIME, 'Please choose a time.'),
  })
  .transform(({ digestDays, digestAt }) => ({
    digestTime: { days: digestDays.toSorted((a, b) => a - b), time: digestAt },
  }));

const who = z
  .object({
    ownerIds: people(MOST_OWNERS),
    leaderIds: people(MOST_LEADERS),
    guests: ticks,
    concernOwners: people(MOST_CONCERN_OWNERS),
    careContacts: z.string().max(1500, 'Please keep this under 1,500 characters.').trim().default(''),
  })
  .transform(({ guests, ...form }) => ({ ...form, allowGuests: guests.length > 0 }));

const limits = z
  .object({
    offerMinutes: z.coerce.number().int().min(5).max(480),
    /** “Australia/Sydney=60”; absent where the form had none. */
    slowZones: z.array(z.string()).optional(),
  })
  .transform(({ slowZones, offerMinutes }) => ({
    offerMinutes,
    ...(slowZones === undefined ? {} : { offerMinutesIn: minutesIn(slowZones) }),
  }));

/** What the form of each section answers, by block id, as the settings that it changes; messages appear at their fields. */
export const sectionForms = { what, where, when, who, limits };

export type SectionName = keyof typeof sectionForms;
export const sectionNames = ['what', 'where', 'when', 'who', 'limits'] as const satisfies SectionName[];

/** Settings that a form changes. */
export type Change = Partial<Settings>;
