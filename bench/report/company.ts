import { seeded } from '../random.ts';

/** One ask as it took place, with the talk that came of it and what was said of that later. Times are instants as stored. */
export type Story = {
  id: string;
  menteeId: string;
  mentorId: string;
  topic: number;
  isQuiet: boolean;
  createdAt: string;
  closedAt: string;
  state: 'matched' | 'expired' | 'cancelled' | 'waiting' | 'open';
  waited: number;
  talk:
    | {
        endedAt: string;
        isHeld: boolean;
        minutes: number;
        extensions: number;
        format: 'thread' | 'huddle';
        bothSpoke: boolean;
        rating: 'useful' | 'useless' | undefined;
        outcome: { answer: 'yes' | 'partly' | 'not yet'; saved: string | undefined; at: string } | undefined;
        steps: { ownerId: string; at: string; closedAt: string | undefined; state: 'open' | 'done' | 'dropped' }[];
      }
    | undefined;
};

export type Colleague = {
  id: string;
  department: string;
  zone: string;
  title: string;
  capacity: number;
  createdAt: string;
  offers: number[];
};

/** What else people did, each by whom and when. */
export type Other = {
  kind: 'place' | 'moment' | 'buddy' | 'lesson' | 'card' | 'help';
  at: string;
  a: string;
  b: string;
  n: number;
};

export type Company = { people: Colleague[]; stories: Story[]; others: Other[]; topics: string[] };

export const companyTopics = [
  'Python',
  'Kubernetes',
  'Negotiation',
  'Excel',
  'Public speaking',
  'SQL',
  'my own secret plan',
];
const DEPARTMENTS = ['Engineering', 'Sales', 'Support', 'Finance', ' engineering', ''];
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kolkata', ''];
const TITLES = ['Senior engineer', 'Junior analyst', 'Account manager', 'Designer', ''];
const SAVED = ['none', 'up to an hour', 'one to four hours', 'half a day to a day', 'more than a day', undefined];

const HOUR = 3_600_000;
const stored = (ms: number) => new Date(ms).toISOString();

type Options = { members: number; asks: number; from: string; to: string; seed: number };

/** An invented company and what its people did from one instant to another; the same for the same seed. */
export function inventCompany({ members, asks, from, to, seed }: Options): Company {
  const random = seeded(seed);
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const sometime = () => start + random.below(end - start);
  // Few are many: a cube draws the first more often.
  const someone = () => `U${Math.floor(random.next() ** 3 * members)}`;
  const people = Array.from({ length: members }, (_, i): Colleague => {
    return {
      id: `U${i}`,
      department: random.of(DEPARTMENTS),
      zone: random.of(ZONES),
      title: random.of(TITLES),
      capacity: 1 + random.below(3),
      createdAt: stored(start - random.below(600) * 24 * HOUR),
      offers: companyTopics.flatMap((_, topic) => (random.next() < 0.3 ? [topic] : [])),
    };
  });
  const stories = Array.from({ length: asks }, (_, i): Story => {
    const [menteeId, mentorId] = [someone(), someone()];
    const created = sometime();
    const waited = Math.floor(random.next() ** 3 * 900);
    const closed = created + (1 + waited) * 60_000;
    const drawn = random.next();
    const isMet = menteeId !== mentorId && drawn < 0.75;
    const state = isMet
      ? 'matched'
      : drawn < 0.85
        ? 'expired'
        : drawn < 0.92
          ? 'cancelled'
          : drawn < 0.97
            ? 'waiting'
            : 'open';
    const ended = closed + random.below(48) * HOUR;
    const isHeld = random.next() < 0.85;
    const steps = Array.from({ length: isHeld ? random.below(3) : 0 }, () => {
      const how = random.of(['open', 'done', 'done', 'dropped'] as const);
      const closedAt = how === 'open' ? undefined : stored(ended + (1 + random.below(200)) * HOUR);
      return { ownerId: random.of([menteeId, mentorId]), at: stored(ended), closedAt, state: how };
    });
    const answer = random.of(['yes', 'yes', 'partly', 'not yet'] as const);
    const isAnswered = isHeld && random.next() < 0.6;
    const saved = answer === 'not yet' ? undefined : random.of(SAVED);
    return {
      ...{ id: `R${i}`, menteeId, mentorId, topic: random.below(companyTopics.length), isQuiet: random.next() < 0.06 },
      ...{ createdAt: stored(created), closedAt: stored(closed), state, waited },
      talk: isMet
        ? {
            ...{ endedAt: stored(ended), isHeld, minutes: 20, extensions: random.below(8) === 0 ? 1 : 0, steps },
            format: random.next() < 0.7 ? 'thread' : 'huddle',
            bothSpoke: random.next() < 0.9,
            rating: isHeld ? random.of(['useful', 'useful', 'useless', undefined] as const) : undefined,
            outcome: isAnswered ? { answer, saved, at: stored(ended + 14 * 24 * HOUR) } : undefined,
          }
        : undefined,
    };
  });
  // A topic can be asked for, or waited for, once by the same person at a time.
  const lasting = new Set<string>();
  for (const story of stories.filter(({ state }) => state === 'waiting' || state === 'open')) {
    const key = `${story.menteeId} ${story.topic}`;
    // And an ask lives for two working days.
    const isOld = story.state === 'open' && Date.parse(story.createdAt) < end - 3 * 24 * HOUR;
    if (isOld || lasting.has(key)) story.state = 'expired';
    lasting.add(key);
  }
  const others = Array.from({ length: Math.ceil(asks / 5) }, (): Other => {
    const kind = random.of(['place', 'moment', 'buddy', 'lesson', 'card', 'help'] as const);
    return { kind, at: stored(sometime()), a: someone(), b: someone(), n: random.below(9) };
  });
  return { people, stories, others, topics: companyTopics };
}
