import type { Content } from '../../../jobs/define.ts';
import { actions, button, context, dateText, type ModalView, mention, modal, section } from '../../../slack/blocks.ts';
import { lookupOne, zoneOption } from '../../../slack/fields.ts';
import { daysText } from '../../../slack/weekdays.ts';
import { ids as outside } from '../../outside/views/index.ts';
import { type SectionName, sectionNames } from '../../settings/rules/forms.ts';
import type { Settings } from '../../settings/rules/index.ts';
import { ids as webhooks } from '../../webhooks/views/index.ts';
import { ids as matching } from './merging.ts';

export const ids = {
  open: 'settings.open',
  /** The menu that chooses the time zone at once. */
  zone: 'settings.zone',
  /** Opens what there is for owners; on App Home. */
  owners: 'settings.owners',
} as const;

/** The buttons that open the form of a section. */
export const changeIds = {
  what: 'settings.change-what',
  where: 'settings.change-where',
  when: 'settings.change-when',
  who: 'settings.change-who',
  limits: 'settings.change-limits',
} as const satisfies Record<SectionName, string>;

/** The settings in words, each part with the way to change it; `next` is when digests are posted, as things stand. */
export function settingsModal(settings: Settings, next: Temporal.Instant[]): ModalView {
  return modal({ callbackId: ids.open, title: 'Settings' }, [
    ...sectionNames.map((name) => {
      const { title, inWords } = sections[name];
      return section(`*${title}*\n${inWords(settings, next).join('\n')}`, button(changeIds[name], 'Change'));
    }),
    section(
      '*Time zone of the workspace*\nFor the digest, and for people whose profile has no time zone. A choice is kept at once.',
      zoneMenu(settings.zone),
    ),
    section(
      '*Figures*\n`/mentor metrics last month` says how it goes, for any whole months that are over. `/mentor export` sends you all figures as files.',
    ),
    section(
      '*Report*\n`/mentor report last quarter` says in words what a month or a quarter shows, with plots and a page to keep. It comes by itself each month.',
    ),
    section(
      '*Other figures*\nFigures of other tools, before and after the start, beside those of Bitewise.',
      button(outside.open, 'Add other figures'),
    ),
    section(
      '*Webhook*\nAnother tool can hear of what takes place, without names.',
      button(webhooks.open, 'Set up webhook'),
    ),
    section('*Skills*\nMake one skill of two that mean the same.', button(matching.open, 'Merge skills')),
  ]);
}

type Section = { title: string; inWords: (settings: Settings, next: Temporal.Instant[]) => string[] };

const sections: Record<SectionName, Section> = {
  what: { title: 'What happens by itself', inWords: whatInWords },
  where: { title: 'Where it happens', inWords: whereInWords },
  when: { title: 'When it comes', inWords: whenInWords },
  who: { title: 'Who looks after it', inWords: whoInWords },
  limits: { title: 'Limits', inWords: limitsInWords },
};

function whatInWords(settings: Settings): string[] {
  const { hasNewsletter, invitesWhenQuiet, hasBoard, hasBuddies, repeatsPulse, asksNewcomers } = settings;
  return [
    hasNewsletter ? 'A newsletter is drafted every month.' : 'No newsletter is drafted.',
    invitesWhenQuiet
      ? 'People are invited back when it’s quieter than usual.'
      : 'No one is invited back in quiet weeks.',
    hasBoard ? 'There’s a leaderboard.' : 'There’s no leaderboard.',
    hasBuddies ? 'Newcomers get a buddy.' : 'Newcomers get no buddy.',
    `The pulse ${repeatsPulse ? 'is repeated every quarter' : 'isn’t repeated by itself'}${settings.pulseInHalves ? ', half of the people at a time' : ''}.`,
    asksNewcomers ? 'Newcomers are asked for it in their first week.' : 'Newcomers aren’t asked for it.',
  ];
}

function whereInWords({ digestChannel, newsletterChannel, sessionsChannel }: Settings): string[] {
  const newsletter = newsletterChannel ?? digestChannel;
  return [
    digestChannel === undefined ? 'The digest has no channel.' : `The digest is posted in <#${digestChannel}>.`,
    newsletter === undefined ? 'The newsletter has no channel.' : `The newsletter is posted in <#${newsletter}>.`,
    sessionsChannel === undefined
      ? 'Each talk is a group message that only the two can see.'
      : `Talks are threads in <#${sessionsChannel}>. Quiet ones stay group messages.`,
  ];
}

function whenInWords(settings: Settings, next: Temporal.Instant[]): string[] {
  if (next.length === 0) return ['There’s no digest as long as no channel is chosen.'];
  return [`The digest comes on ${whenText(settings)}.`, datesText(next)];
}

function whoInWords({ ownerIds, leaderIds, concernOwners, careContacts, allowGuests }: Settings): string[] {
  return [
    `Owners: ${[...named(ownerIds), 'the owners and admins of the workspace'].join(', ')}`,
    `Leaders: ${named(leaderIds).join(', ') || 'no one yet'}`,
    `Reports of a concern go to ${named(concernOwners).join(', ') || 'all owners'}.`,
    careContacts === ''
      ? 'Whoever needs help is shown the general people and places to turn to.'
      : 'Whoever needs help is shown your own people and places to turn to.',
    allowGuests ? 'Guests may use Bitewise.' : 'Guests can’t use Bitewise.',
  ];
}

/** More people than this are counted. */
const NAMED = 5;

function named(ids: string[]): string[] {
  const more = ids.length - NAMED;
  return [...ids.slice(0, NAMED).map((id) => mention(id)), ...(more > 0 ? [`${more} more`] : [])];
}

function limitsInWords({ offerMinutes, offerMinutesIn }: Settings): string[] {
  const longer = Object.entries(offerMinutesIn).map(
    ([zone, minutes]) => `In ${zone.replaceAll('_', ' ')} that’s ${minutes} working minutes.`,
  );
  return [`A mentor has ${offerMinutes} working minutes to answer before I ask the next one.`, ...longer];
}

const zoneMenu = (zone: string) => lookupOne(ids.zone, 'Type a city', zoneOption(zone));

/** “Mondays and Thursdays at 10:00”. */
const whenText = ({ digestTime }: Settings) => `${daysText(digestTime.days)} at ${digestTime.time}`;

const datesText = (next: Temporal.Instant[]) =>
  `Next: ${next.map((at) => dateText(at, '{date_short_pretty}, {time}')).join(' · ')}`;

/** After channels were chosen that the app is not in. */
export function notThereYet(channels: string[]): Content {
  return {
    text: 'Saved. I’m not in every channel that you chose yet.',
    blocks: channels.map((one) => section(howToInvite(one))),
  };
}

function howToInvite(channel: string): string {
  return `I’m not in <#${channel}> yet, so I can’t write there. Open it and type \`/invite @Bitewise\`.`;
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
