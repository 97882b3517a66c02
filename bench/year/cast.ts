import type { Seed } from '../../sandbox/slack/state/seed.ts';
import type { Random } from '../random.ts';

/** One invented colleague: where and when they work, what they know, and how they take what the app says. */
export type Person = {
  id: string;
  handle: string;
  name: string;
  title: string;
  department: string;
  zone: string;
  /** Local times and ISO weekdays of their work. Until they save a profile the app knows only its own defaults. */
  start: string;
  end: string;
  days: number[];
  offers: Record<string, number>;
  wants: string[];
  /** Chance that they do something with a message that asks for it. */
  answers: number;
  /** Hours of work that pass before they do, in the mean. */
  delay: number;
  /** Chance that they say yes to a colleague. */
  willing: number;
  /** Times that they ask on a working day, in the mean. */
  asks: number;
  /** Day of the run on which they come and on which they leave. */
  joins: number;
  leaves: number;
  /** Who plays the leaderboard together with whom. */
  accomplice: string | undefined;
};

/** Zones on both sides of the date line, with both kinds of clock change, and with 30 and 45 minutes. */
const ZONES = [
  'Europe/London',
  'Europe/Berlin',
  'Europe/Berlin',
  'America/New_York',
  'America/New_York',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Africa/Nairobi',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
];
const HOURS: [string, string][] = [
  ['09:00', '17:00'],
  ['09:00', '17:00'],
  ['08:00', '16:30'],
  ['07:00', '13:00'],
  ['11:00', '19:00'],
  ['14:00', '22:30'],
];
const WEEKS = [
  [1, 2, 3, 4, 5],
  [1, 2, 3, 4, 5],
  [1, 2, 3, 4, 5],
  [1, 2, 3, 4],
  [2, 4],
  [1, 2, 3, 4, 7],
];
const DEPARTMENTS = ['Engineering', 'Design', 'Sales', 'Support', 'People', 'Finance'];

/** Real topics of the vocabulary, the most wanted first. */
export const TOPICS = [
  ...['Kubernetes', 'SQL', 'Python', 'Giving feedback', 'Negotiation', 'TypeScript', 'React', 'Public speaking'],
  ...['PostgreSQL', 'Figma', 'Terraform', 'Excel', 'Project management', 'Docker', 'Interviewing', 'Git'],
  ...['Accessibility', 'Rust', 'Time management', 'Copywriting', 'AWS', 'Go', 'Salesforce', 'Conflict resolution'],
  ...['GraphQL', 'Statistics', 'Onboarding', 'Budgeting', 'Kafka', 'Spanish', 'Java', 'Storytelling'],
];

/** How many of a thousand people do not stay, come during the run, and how many play the leaderboard in all. */
const LEAVERS = 80;
const JOINERS = 100;

/** How many of the first people own the programme. */
const OWNERS = 2;
export const ownersOf = (cast: Person[]) => cast.slice(0, OWNERS);

/** `size` people over `days` days; the first own the programme, the last two help nobody but each other. */
export function createCast(size: number, days: number, random: Random, topic: () => number): Person[] {
  const people = Array.from({ length: size }, (_, n) => ordinary(n, days, random, topic));
  // Whoever took it on reads what the programme writes to them.
  for (const owner of ownersOf(people)) Object.assign(owner, { answers: 0.9, delay: 1 });
  const [a, b] = [people.at(-1)!, people.at(-2)!];
  for (const [one, other] of [[a, b] as const, [b, a] as const]) {
    const zone = 'Europe/Berlin';
    Object.assign(one, {
      zone,
      start: '09:00',
      end: '17:00',
      days: [1, 2, 3, 4, 5],
      answers: 1,
      willing: 1,
      delay: 0.3,
    });
    Object.assign(one, {
      asks: 0.4,
      joins: 0,
      leaves: Infinity,
      accomplice: other.id,
      offers: { [`Trade ${one.id}`]: 3 },
    });
  }
  return people;
}

function ordinary(n: number, days: number, random: Random, topic: () => number): Person {
  const joins = random.below(1000) < JOINERS && n > 1 ? 1 + random.below(days) : 0;
  const [start, end] = random.of(HOURS);
  const offers: Record<string, number> = {};
  if (random.next() < 0.7) for (let i = random.below(4); i >= 0; i--) offers[TOPICS[topic()]!] = 1 + random.below(3);
  const name = `${random.of(['Ana', 'Bo', 'Chen', 'Dai', 'Eve', 'Finn', 'Gul', 'Hana'])} No. ${n}`;
  return {
    ...{ id: `U1${String(n).padStart(5, '0')}`, handle: `person${n}`, name, title: 'Colleague' },
    ...{ department: random.of(DEPARTMENTS), zone: random.of(ZONES), start, end, days: random.of(WEEKS) },
    ...{ offers, wants: [TOPICS[topic()]!, random.of(TOPICS)] },
    answers: [0.05, 0.4, 0.6, 0.8, 0.95][random.below(5)]!,
    delay: [0.2, 1, 3, 8][random.below(4)]!,
    willing: [0.3, 0.6, 0.8, 0.95][random.below(4)]!,
    asks: [0, 0.005, 0.02, 0.04, 0.08][random.below(5)]!,
    joins,
    leaves: random.below(1000) < LEAVERS && n > 1 ? joins + 5 + random.below(days) : Infinity,
    accomplice: undefined,
  };
}

/** The person as Slack's directory has them. */
export const slackPerson = (person: Person) => ({
  id: person.id,
  handle: person.handle,
  realName: person.name,
  displayName: person.name,
  title: person.title,
  department: person.department,
  tz: person.zone,
  locale: 'en-GB',
  isOwner: person.id.endsWith('00000'),
  isAdmin: false,
  guest: 'no' as const,
  isBot: false,
  deleted: false,
  updated: 1_700_000_000,
});

/** Channels of the workspace: one for the digest, and one for each department. */
export function seedOf(people: Person[]): Seed {
  const here = people.filter((person) => person.joins === 0);
  const channel = (id: string, name: string, members: Person[]) => ({
    ...{ id, name, topic: '', purpose: '', isPrivate: false, isGeneral: false, withApp: true, history: [] },
    members: members.map((person) => person.id),
  });
  return {
    team: { id: 'T0YEAR', name: 'A year', domain: 'year' },
    people: here.map(slackPerson),
    channels: [
      channel('C0DIGEST', 'mentoring', here),
      ...DEPARTMENTS.map((name, n) =>
        channel(
          `C0TEAM${n}`,
          name.toLowerCase(),
          here.filter((person) => person.department === name),
        ),
      ),
    ],
  };
}
