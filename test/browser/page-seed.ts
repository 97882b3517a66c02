import { slackbot } from '../../sandbox/slack/state/people.ts';
import type { Seed } from '../../sandbox/slack/state/seed.ts';

const person = (id: string, realName: string, title: string, department: string, tz: string, more = {}) => ({
  ...slackbot,
  id,
  handle: realName.toLowerCase().replace(' ', '.'),
  realName,
  displayName: realName,
  title,
  department,
  tz,
  locale: 'en-GB',
  ...more,
});

const people = [
  person('U0ADA', 'Ada Okafor', 'Backend engineer', 'Engineering', 'Europe/Berlin', { isOwner: true }),
  person('U0MAYA', 'Maya Chen', 'Site reliability engineer', 'Engineering', 'Asia/Singapore'),
  person('U0TOM', 'Tomás Rivera', 'Product manager', 'Product', 'America/Sao_Paulo'),
  person('U0INES', 'Inès Laurent', 'Data scientist', 'Data', 'Europe/Paris'),
  person('U0RAJ', 'Raj Patel', 'Account executive', 'Sales', 'Asia/Kolkata'),
  person('U0GUS', 'Gus Berg', 'Contractor', 'Design', 'Europe/Oslo', { guest: 'multi-channel' as const }),
  person('U0OLD', 'Olga Senn', 'Designer', 'Design', 'Europe/Zurich', { deleted: true }),
];
const everybody = ['U0ADA', 'U0MAYA', 'U0TOM', 'U0INES', 'U0RAJ'];
const channel = (id: string, name: string, members: string[], more = {}) => ({
  id,
  name,
  topic: '',
  purpose: '',
  isPrivate: false,
  isGeneral: false,
  members,
  withApp: false,
  history: [],
  ...more,
});

/** Seven people in five departments and a few channels: enough to see every part of the page at work. */
export const pageSeed: Seed = {
  team: { id: 'T0FERN', name: 'Fernway', domain: 'fernway' },
  people,
  channels: [
    channel('C0GENERAL', 'general', everybody, {
      isGeneral: true,
      withApp: true,
      history: [
        {
          from: 'U0INES',
          text: 'Good morning. The *quarterly numbers* are in: <https://numbers.example|see the sheet> :bar_chart:',
          hoursAgo: 26,
        },
        {
          from: 'U0TOM',
          text: 'Does anybody know why the staging cluster restarts every hour?\n```\nBack-off restarting failed container\n```',
          hoursAgo: 1.5,
          replies: [
            { from: 'U0MAYA', text: 'Looks like a memory limit. I can show you where to look.' },
            { from: 'U0TOM', text: 'That would be lovely, thank you.' },
          ],
        },
        { from: 'U0TOM', text: '• it began on Friday\n• only `staging`\n> it was _fine_ before', hoursAgo: 1.4 },
      ],
    }),
    channel('C0ENG', 'engineering', ['U0ADA', 'U0MAYA'], { withApp: true }),
    channel('C0DESIGN', 'design', ['U0TOM']),
    channel('C0LEADS', 'leads', ['U0ADA', 'U0INES'], { isPrivate: true }),
  ],
};
