import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  button,
  checkboxes,
  choice,
  context,
  dateText,
  input,
  type ModalView,
  modal,
  option,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { channelField, lookupOne, peopleField, timeField, zoneOption } from '../../../slack/fields.ts';
import { daysField, daysText } from '../../../slack/weekdays.ts';
import {
  MOST_CONCERN_OWNERS,
  MOST_LEADERS,
  MOST_OWNERS,
  offerMinuteChoices,
  type Settings,
} from '../../settings/rules/index.ts';
import { ids as matching } from './merging.ts';

export const ids = {
  open: 'settings.open',
  save: 'settings.save',
  zone: 'settings.zone',
  /** Opens what there is for owners; on App Home. */
  owners: 'settings.owners',
} as const;

/** The form for owners; `next` is when digests are posted, as things stand. */
export function settingsModal(settings: Settings, next: Temporal.Instant[]): ModalView {
  return modal({ callbackId: ids.save, title: 'Settings', submit: 'Save', close: 'Cancel' }, [
    context(
      next.length > 0
        ? `The digest comes on ${whenText(settings)}. ${datesText(next)}`
        : 'There’s no digest as long as no channel is chosen.',
    ),
    ...postFields(settings),
    ...sessionFields(settings),
    ...switchFields(settings),
    ...peopleFields(settings),
    section(
      '*Figures*\n`/mentor metrics last month` says how it goes, for any whole months that are over. `/mentor export` sends you all figures as files.',
    ),
    section(
      '*Report*\n`/mentor report last quarter` says in words what a month or a quarter shows, with plots and a page to keep. It comes by itself each month.',
    ),
    section('*Skills*\nMake one skill of two that mean the same.', button(matching.open, 'Merge skills')),
  ]);
}

/** “Mondays and Thursdays at 10:00”. */
const whenText = ({ digestTime }: Settings) => `${daysText(digestTime.days)} at ${digestTime.time}`;

const datesText = (next: Temporal.Instant[]) =>
  `Next: ${next.map((at) => dateText(at, '{date_short_pretty}, {time}')).join(' · ')}`;

/** What is posted, where and when. */
function postFields(settings: Settings) {
  return [
    input('digestChannel', 'Channel for the weekly digest', channelField('No digest', settings.digestChannel), {
      optional: true,
    }),
    input('digestDays', 'Days of the digest', daysField(settings.digestTime.days)),
    input('digestAt', 'Time of the digest', timeField(settings.digestTime.time), {
      hint: 'In the workspace’s time zone. A week with nothing to tell has no digest.',
    }),
    input(
      'newsletterChannel',
      'Channel for the monthly newsletter',
      channelField('The channel of the digest', settings.newsletterChannel),
      { optional: true },
    ),
    input('byItself', 'What I begin by myself', checkboxes(byItself, startedBy(settings)), {
      optional: true,
      hint: 'Nothing is posted before an owner has seen it, and an owner can stop the invitations each time.',
    }),
    input('zone', 'Time zone of the workspace', lookupOne(ids.zone, 'Type a city', zoneOption(settings.zone)), {
      hint: 'For the digest, and for people whose profile has no time zone.',
    }),
  ];
}

/** Where sessions are, and who is asked when. */
const sessionFields = (settings: Settings) => [
  input('sessionsChannel', 'Hold sessions in', channelField('A group message each', settings.sessionsChannel), {
    optional: true,
    hint: 'Without a channel every session is a group message that only the two can see.',
  }),
  input(
    'offerMinutes',
    'Ask the next mentor after',
    choice(minuteOptions(settings.offerMinutes), String(settings.offerMinutes)),
    { hint: 'Counted in the working hours of the mentor who was asked.' },
  ),
  ...zonesWithTime(settings),
  input(
    'guests',
    'Guests',
    checkboxes([option('Guests may use Bitewise', 'yes')], settings.allowGuests ? ['yes'] : []),
    {
      optional: true,
    },
  ),
];

/** Time zones whose people have longer for an answer, since a quarterly review. */
function zonesWithTime({ offerMinutesIn }: Settings) {
  const all = Object.entries(offerMinutesIn).map(([zone, minutes]) =>
    option(`${zone.replaceAll('_', ' ')}: ${minutes} working minutes`, `${zone}=${minutes}`),
  );
  if (all.length === 0) return [];
  const ticked = all.flatMap(({ value }) => value ?? []);
  return [
    input('slowZones', 'Longer for an answer in', checkboxes(all, ticked), {
      optional: true,
      hint: 'Chosen in a quarterly review. Untick one to end it.',
    }),
  ];
}

/** What a workspace can do without. */
const switchFields = (settings: Settings) => [
  input('board', 'Leaderboard', checkboxes([option('Keep a leaderboard', 'yes')], settings.hasBoard ? ['yes'] : []), {
    optional: true,
    hint: 'It names whose help the most different people put to use this quarter. Everybody can leave it for themselves.',
  }),
  input(
    'buddies',
    'Buddies',
    checkboxes([option('Newcomers get a buddy', 'yes')], settings.hasBuddies ? ['yes'] : []),
    {
      optional: true,
      hint: 'Colleagues who offered to welcome somebody are asked first. Type /mentor buddy to see how it goes.',
    },
  ),
  input('pulse', 'Pulse', checkboxes(pulse, pulsesOf(settings)), {
    optional: true,
    hint: 'An owner starts the first one. Type /mentor pulse to plan or close one, and to see results.',
  }),
];

/** Who looks after what. */
const peopleFields = (settings: Settings) => [
  input('ownerIds', 'Owners of Bitewise', peopleField('Nobody', settings.ownerIds, MOST_OWNERS), {
    optional: true,
    hint: 'They may change these settings, as may the owners and admins of the workspace.',
  }),
  input('leaderIds', 'Leaders', peopleField('Nobody', settings.leaderIds, MOST_LEADERS), {
    optional: true,
    hint: 'Office hours that they hold are marked so, and the list says how many of them took part.',
  }),
  input(
    'concernOwners',
    'Who reads reports of a concern',
    peopleField('All owners', settings.concernOwners, MOST_CONCERN_OWNERS),
    {
      optional: true,
      hint: 'Up to five people whom others trust, owners or not. A report never goes to the person it is about, nor to guests or people on a break.',
    },
  ),
  input(
    'careContacts',
    'People and places to turn to',
    textField({
      multiline: true,
      max: 1500,
      ...(settings.careContacts === '' ? {} : { initial: settings.careContacts }),
    }),
    { optional: true, hint: 'One a line, such as your people team or a helpline. Shown to whoever needs them.' },
  ),
];

const byItself = [
  option('Draft a newsletter every month', 'newsletter'),
  option('Invite people back when it has become quiet', 'quiet'),
];

const pulse = [
  option('Repeat it every quarter', 'repeats'),
  option('Ask half of the people four weeks after the others', 'halves'),
  option('Ask newcomers in their first week', 'newcomers'),
];

function pulsesOf({ repeatsPulse, pulseInHalves, asksNewcomers }: Settings): string[] {
  const ticked = { repeats: repeatsPulse, halves: pulseInHalves, newcomers: asksNewcomers };
  return Object.entries(ticked).flatMap(([name, isOn]) => (isOn ? [name] : []));
}

function startedBy({ hasNewsletter, invitesWhenQuiet }: Settings): string[] {
  return [...(hasNewsletter ? ['newsletter'] : []), ...(invitesWhenQuiet ? ['quiet'] : [])];
}

function minuteOptions(current: number) {
  const minutes = [...new Set([...offerMinuteChoices, current])].sort((a, b) => a - b);
  return minutes.map((n) => option(`${n} working minutes`, String(n)));
}

/** After the settings were saved; `missing` are chosen channels that the app is not in. */
export function settingsSaved(settings: Settings, next: Temporal.Instant[], missing: string[]): Content {
  const digest =
    next.length > 0 ? `The digest comes on ${whenText(settings)}. ${datesText(next)}` : 'No digest is posted.';
  return {
    text: 'Saved.',
    blocks: [section(`Saved. ${digest}`), ...missing.map((channel) => section(howToInvite(channel)))],
  };
}

function howToInvite(channel: string): string {
  return `I am not in <#${channel}> yet, so I cannot write there. Open it and type \`/invite @Bitewise\`.`;
}

/** Greets the first owner; `openProfile` is the action id that opens one's own skills. */
export function welcome(openProfile: string): Content & { text: string } {
  const text = 'Bitewise is ready in this workspace.';
  return {
    text,
    blocks: [
      section(
        `${text} People type \`/mentor\` and a topic, and I find a colleague for a talk of about twenty minutes.`,
      ),
      section(
        'Three things help at the start: choose a channel for the weekly digest, add your own skills, and ask a few colleagues to add theirs.',
      ),
      actions(button(ids.open, 'Open settings', { style: 'primary' }), button(openProfile, 'Add my skills')),
      context('You get this because you own the Slack workspace. In the settings you can name others.'),
    ],
  };
}
