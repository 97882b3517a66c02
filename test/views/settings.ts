import { readSettings } from '../../src/features/settings/rules.ts';
import { ownersModal, settingsModal, settingsSaved, welcome, zoneOptions } from '../../src/features/settings/views.ts';
import type { Sample } from '../support/samples.ts';

const next = Temporal.Instant.from('2026-03-09T10:00:00Z');
const chosen = {
  digestChannel: 'C0GENERAL',
  digestCron: '0 10 * * 1',
  zone: 'America/Argentina/ComodRivadavia',
  sessionsChannel: 'C0TALK',
  offerMinutes: 37,
  allowGuests: true,
  hasBoard: true,
  newsletterChannel: 'C0NEWS',
  hasNewsletter: true,
  invitesWhenQuiet: true,
  hasBuddies: true,
  careContacts: '',
  concernOwners: Array.from({ length: 5 }, (_, i) => `U0READER${i}`),
  ownerIds: Array.from({ length: 20 }, (_, i) => `U0OWNER${i}`),
  leaderIds: Array.from({ length: 50 }, (_, i) => `U0LEADER${i}`),
};

export const samples: Sample[] = [
  { name: 'settings at first', surface: 'modal', build: () => settingsModal(readSettings('{}'), undefined) },
  { name: 'settings, all chosen', surface: 'modal', build: () => settingsModal(chosen, next) },
  {
    name: 'settings with a long expression',
    surface: 'modal',
    build: (words) => settingsModal({ ...chosen, digestCron: words(100) }, next),
  },
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
  { name: 'saved', surface: 'message', build: () => settingsSaved(next, []) },
  { name: 'saved, not in the channels', surface: 'message', build: () => settingsSaved(undefined, ['C0A', 'C0B']) },
  { name: 'for owners', surface: 'modal', build: () => ownersModal() },
  { name: 'welcome', surface: 'message', build: () => welcome('members.openProfile') },
];
