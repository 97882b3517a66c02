import {
  type Block,
  checkboxes,
  choice,
  context,
  input,
  type ModalView,
  modal,
  option,
  textField,
} from '../../../slack/blocks.ts';
import { channelField, peopleField, timeField } from '../../../slack/fields.ts';
import { daysField } from '../../../slack/weekdays.ts';
import {
  MOST_CONCERN_OWNERS,
  MOST_LEADERS,
  MOST_OWNERS,
  offerMinuteChoices,
  type SectionName,
} from '../../settings/rules/forms.ts';
import type { Settings } from '../../settings/rules/index.ts';

/** How many people a change can reach. */
export type Reach = { people: number; guests: number };

export const saveIds = {
  what: 'settings.save-what',
  where: 'settings.save-where',
  when: 'settings.save-when',
  who: 'settings.save-who',
  limits: 'settings.save-limits',
} as const satisfies Record<SectionName, string>;

/** One part of the settings, to be changed; `overview` is the modal beneath, which shows afterwards what was saved. */
export function sectionModal(name: SectionName, settings: Settings, reach: Reach, overview?: string): ModalView {
  const { title, fields, effect } = forms[name];
  return modal(
    {
      callbackId: saveIds[name],
      title,
      submit: 'Save',
      close: 'Cancel',
      ...(overview === undefined ? {} : { metadata: { overview } }),
    },
    [context(effect(reach)), ...fields(settings)],
  );
}

const count = (n: number, one: string, many: string) => (n === 1 ? `one ${one}` : `${n.toLocaleString('en')} ${many}`);
const all = ({ people }: Reach) =>
  people === 1 ? 'the one person here' : `all ${people.toLocaleString('en')} people here`;

type Form = { title: string; fields: (settings: Settings) => Block[]; effect: (reach: Reach) => string };

/** Each part with its fields, and whom a change reaches, from when on. */
const forms: Record<SectionName, Form> = {
  what: {
    title: 'What happens by itself',
    fields: whatFields,
    effect: (reach) => `A change holds for ${all(reach)}, from now on.`,
  },
  where: {
    title: 'Where it happens',
    fields: whereFields,
    effect: (reach) =>
      `A change holds for ${all(reach)}, from the next post and the next talk on. What is posted stays where it is, and so do talks that are agreed.`,
  },
  when: {
    title: 'When it comes',
    fields: whenFields,
    effect: () => 'A change holds from the next digest on, for whoever reads its channel.',
  },
  who: {
    title: 'Who looks after it',
    fields: whoFields,
    effect: ({ guests }) =>
      `A change holds from now on. There ${guests === 1 ? 'is' : 'are'} ${count(guests, 'guest', 'guests')} here.`,
  },
  limits: {
    title: 'Limits',
    fields: limitFields,
    effect: (reach) =>
      `A change holds for ${all(reach)}, from the next ask on. Whoever was asked already keeps their time.`,
  },
};

function whereFields(settings: Settings): Block[] {
  return [
    input('digestChannel', 'Channel for the weekly digest', channelField('No digest', settings.digestChannel), {
      optional: true,
    }),
    input(
      'newsletterChannel',
      'Channel for the monthly newsletter',
      channelField('The channel of the digest', settings.newsletterChannel),
      { optional: true },
    ),
    input('sessionsChannel', 'Hold sessions in', channelField('A group message each', settings.sessionsChannel), {
      optional: true,
      hint: 'Without a channel every session is a group message that only the two can see.',
    }),
  ];
}

function whenFields({ digestTime }: Settings): Block[] {
  return [
    input('digestDays', 'Days of the digest', daysField(digestTime.days)),
    input('digestAt', 'Time of the digest', timeField(digestTime.time), {
      hint: 'In the workspace’s time zone. A week with nothing to tell has no digest.',
    }),
  ];
}

function limitFields(settings: Settings): Block[] {
  return [
    input(
      'offerMinutes',
      'Ask the next mentor after',
      choice(minuteOptions(settings.offerMinutes), String(settings.offerMinutes)),
      { hint: 'Counted in the working hours of the mentor who was asked.' },
    ),
    ...zonesWithTime(settings),
  ];
}

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

function whatFields(settings: Settings): Block[] {
  return [
    input('byItself', 'Automatic messages', checkboxes(byItself, startedBy(settings)), {
      optional: true,
      hint: 'Nothing is posted before an owner has seen it, and an owner can stop the invitations each time.',
    }),
    input('board', 'Leaderboard', checkboxes([option('Keep a leaderboard', 'yes')], settings.hasBoard ? ['yes'] : []), {
      optional: true,
      hint: 'It names whose help the most different people used this quarter. Anyone can opt out.',
    }),
    input(
      'buddies',
      'Buddies',
      checkboxes([option('Newcomers get a buddy', 'yes')], settings.hasBuddies ? ['yes'] : []),
      {
        optional: true,
        hint: 'Colleagues who offered to welcome someone are asked first. Type /mentor buddy to see how it goes.',
      },
    ),
    input('pulse', 'Pulse', checkboxes(pulse, pulsesOf(settings)), {
      optional: true,
      hint: 'An owner starts the first one. Type /mentor pulse to plan or close one, and to see results.',
    }),
  ];
}

function whoFields(settings: Settings): Block[] {
  return [
    input('ownerIds', 'Owners of Bitewise', peopleField('No one', settings.ownerIds, MOST_OWNERS), {
      optional: true,
      hint: 'They may change these settings, as may the owners and admins of the workspace.',
    }),
    input('leaderIds', 'Leaders', peopleField('No one', settings.leaderIds, MOST_LEADERS), {
      optional: true,
      hint: 'Office hours that they hold are marked so, and the list says how many of them took part.',
    }),
    input(
      'guests',
      'Guests',
      checkboxes([option('Guests may use Bitewise', 'yes')], settings.allowGuests ? ['yes'] : []),
      { optional: true },
    ),
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
}

const byItself = [
  option('Draft a newsletter every month', 'newsletter'),
  option('Invite people back when it’s quieter than usual', 'quiet'),
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
