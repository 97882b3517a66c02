import type { Json } from '../engine/json.ts';

export type Person = {
  id: string;
  /** The handle, Slack's `name`. */
  handle: string;
  realName: string;
  displayName: string;
  title: string;
  department: string;
  /** IANA zone. */
  tz: string;
  locale: string;
  isOwner: boolean;
  isAdmin: boolean;
  guest: 'no' | 'multi-channel' | 'single-channel';
  isBot: boolean;
  deleted: boolean;
  /** The app may not write to them. */
  isOutOfReach?: boolean;
  /** The workspace they belong to, when it is another that shares a channel with this one. */
  teamId?: string;
  /** Seconds of the last profile change. */
  updated: number;
};

/** Slack's own helper: a bot in all but `is_bot`, which the real one has `false` as well. */
export const slackbot: Person = {
  id: 'USLACKBOT',
  handle: 'slackbot',
  realName: 'Slackbot',
  displayName: 'Slackbot',
  title: '',
  department: '',
  tz: 'America/Los_Angeles',
  locale: 'en-US',
  isOwner: false,
  isAdmin: false,
  guest: 'no',
  isBot: false,
  deleted: false,
  updated: 0,
};

type Zone = { offset: number; label: string };
/** What is known of zones: working out a label takes long, and a directory asks for it thousands of times. */
const zones = new Map<string, Zone>();

/** A zone's offset from UTC in seconds and its English name at `now`. */
function zoneAt(tz: string, now: Temporal.Instant): Zone {
  const offset = Math.round(now.toZonedDateTimeISO(tz).offsetNanoseconds / 1e9);
  const key = `${tz} ${offset}`;
  const known = zones.get(key);
  if (known) return known;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'long' }).formatToParts(
    now.epochMilliseconds,
  );
  const zone = { offset, label: parts.find(({ type }) => type === 'timeZoneName')?.value ?? tz };
  zones.set(key, zone);
  return zone;
}

const profile = (person: Person, teamId: string): Json => {
  const [first = '', ...rest] = person.realName.split(' ');
  return {
    title: person.title,
    phone: '',
    skype: '',
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.displayName,
    display_name_normalized: person.displayName,
    fields: null,
    status_text: '',
    status_emoji: '',
    status_emoji_display_info: [],
    status_expiration: 0,
    huddle_state: 'default_unset',
    huddle_state_expiration_ts: 0,
    avatar_hash: `g${person.id.toLowerCase()}`,
    first_name: first,
    last_name: rest.join(' '),
    ...Object.fromEntries(
      [24, 32, 48, 72, 192, 512].map((px) => [`image_${px}`, `https://avatars.example/${person.id}-${px}.png`]),
    ),
    status_text_canonical: '',
    team: teamId,
  };
};

/** A user as users.list gives it. Deactivated people come without zone and flags, as in Slack. */
export function userJson(person: Person, ownTeamId: string, now: Temporal.Instant, withLocale = false): Json {
  const teamId = person.teamId ?? ownTeamId;
  const base = { id: person.id, team_id: teamId, name: person.handle, deleted: person.deleted };
  const tail = { is_bot: person.isBot, is_app_user: false, updated: person.updated };
  if (person.deleted) return { ...base, profile: profile(person, teamId), ...tail };
  const zone = zoneAt(person.tz, now);
  return {
    ...base,
    color: '9f69e7',
    real_name: person.realName,
    tz: person.tz,
    tz_label: zone.label,
    tz_offset: zone.offset,
    profile: profile(person, teamId),
    is_admin: person.isAdmin || person.isOwner,
    is_owner: person.isOwner,
    is_primary_owner: person.isOwner,
    is_restricted: person.guest !== 'no',
    is_ultra_restricted: person.guest === 'single-channel',
    ...(person.teamId ? { is_stranger: true } : {}),
    ...tail,
    is_email_confirmed: !person.isBot,
    who_can_share_contact_card: 'EVERYONE',
    ...(withLocale ? { locale: person.locale } : {}),
  };
}
