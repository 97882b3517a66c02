import { chooseModal, mergeList, mergeOne, mergeOptions } from '../../src/features/admin/views/merging.ts';
import { ownersModal } from '../../src/features/admin/views/owners.ts';
import { notThereYet, settingsModal, welcome } from '../../src/features/admin/views/settings.ts';
import { sectionModal } from '../../src/features/admin/views/settings-forms.ts';
import { sectionNames } from '../../src/features/settings/rules/forms.ts';
import { readSettings } from '../../src/features/settings/rules/index.ts';
import { input, modal } from '../../src/slack/blocks.ts';
import { lookupOne, zoneOptions } from '../../src/slack/fields.ts';
import type { Sample, Words } from '../support/samples.ts';

const next = ['09', '16', '23'].map((day) => Temporal.Instant.from(`2026-03-${day}T10:00:00Z`));
const chosen = {
  digestChannel: 'C0GENERAL',
  digestTime: { days: [1, 2, 3, 4, 5, 6, 7], time: '10:00' },
  zone: 'America/Argentina/ComodRivadavia',
  sessionsChannel: 'C0TALK',
  offerMinutes: 37,
  offerMinutesIn: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`America/Argentina/Zone_${i}`, 480])),
  allowGuests: true,
  hasBoard: true,
  newsletterChannel: 'C0NEWS',
  hasNewsletter: true,
  invitesWhenQuiet: true,
  hasBuddies: true,
  repeatsPulse: true,
  pulseInHalves: true,
  asksNewcomers: true,
  careContacts: '',
  concernOwners: Array.from({ length: 5 }, (_, i) => `U0READER${i}`),
  ownerIds: Array.from({ length: 20 }, (_, i) => `U0OWNER${i}`),
  leaderIds: Array.from({ length: 50 }, (_, i) => `U0LEADER${i}`),
};

const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
const used = (words: Words) => ({ id, name: words(60), people: 12_345, requests: 1 });
const pairs = (words: Words, n: number) =>
  Array.from({ length: n }, (): [ReturnType<typeof used>, ReturnType<typeof used>] => [used(words), used(words)]);

export const samples: Sample[] = [
  { name: 'settings at first', surface: 'modal', build: () => settingsModal(readSettings('{}'), []) },
  { name: 'settings, all chosen', surface: 'modal', build: () => settingsModal(chosen, next) },
  ...sectionNames.flatMap((name): Sample[] => [
    {
      name: `settings, ${name}`,
      surface: 'modal',
      build: () => sectionModal(name, chosen, { people: 12_345, guests: 3 }, 'V0'),
    },
    {
      name: `settings, ${name}, at first`,
      surface: 'modal',
      build: () => sectionModal(name, readSettings('{}'), { people: 1, guests: 1 }),
    },
  ]),
  {
    name: 'options of the zone field',
    surface: 'modal',
    build: () => ({
      type: 'modal',
      title: { type: 'plain_text', text: 'Options' },
      blocks: [
        {
          type: 'input',
          label: { type: 'plain_text', text: 'Options' },
          element: {
            type: 'static_select',
            action_id: 'value',
            options: zoneOptions(Intl.supportedValuesOf('timeZone').slice(0, 100)),
          },
        },
      ],
      submit: { type: 'plain_text', text: 'Save' },
    }),
  },
  { name: 'saved, not in the channels', surface: 'message', build: () => notThereYet(['C0A', 'C0B']) },
  { name: 'for owners', surface: 'modal', build: () => ownersModal() },
  { name: 'welcome', surface: 'message', build: () => welcome('members.openProfile') },
  {
    name: 'merge list',
    surface: 'modal',
    build: (words) =>
      mergeList({
        pairs: pairs(words, 8),
        isMore: true,
        coined: Array.from({ length: 5 }, () => ({ id: 'K', name: words(60) })),
        notice: `“${words(60)}” is part of it now.`,
      }),
  },
  { name: 'nothing to merge', surface: 'modal', build: () => mergeList({ pairs: [], isMore: false }) },
  { name: 'two chosen', surface: 'modal', build: (words) => mergeOne({ pairs: pairs(words, 1), isMore: false }) },
  {
    name: 'two that cannot be merged',
    surface: 'modal',
    build: () => mergeOne({ pairs: [], isMore: false, notice: 'That is one and the same skill.' }),
  },
  { name: 'choose two', surface: 'modal', build: () => chooseModal() },
  {
    name: 'choose two, answered',
    surface: 'modal',
    build: (words) => {
      const [chosen] = mergeOptions([{ id, name: words(60), offered: 12_345 }]);
      return modal({ callbackId: 'matching.choose-modal', title: 'Merge skills', submit: 'Compare' }, [
        input('first', 'One skill', lookupOne('matching.skill', 'Type a skill', chosen)),
      ]);
    },
  },
];
