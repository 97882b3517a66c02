import { promptGroups } from '../../src/features/home/rules.ts';
import { type HomeShown, homeView, remindersModal } from '../../src/features/home/views/index.ts';
import { tracks } from '../../src/features/lessons/rules.ts';
import { NO_END } from '../../src/features/members/rules/index.ts';
import type { Level } from '../../src/features/skills/rules/names.ts';
import { aListing } from '../support/office-hours.ts';
import type { Sample, Words } from '../support/samples.ts';

const soon = Temporal.Instant.from('2026-03-09T10:00:00Z');

const nothing: HomeShown = {
  name: 'Ada Byron',
  isErased: false,
  pausedUntil: undefined,
  isNew: true,
  owner: undefined,
  isReader: false,
  skills: { offers: [], wants: [] },
  recognition: { badges: [], hasBoard: false },
  offers: [],
  proposals: [],
  requests: [],
  sessions: [],
  actions: [],
  reflections: [],
  officeHours: { own: [], kept: [] },
  goals: [],
  lessons: [],
  cards: { toApprove: 0, shown: 0 },
  pulse: undefined,
  buddies: undefined,
};

const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 60 }, (_, i) => make(i));
const states = ['planned', 'open', 'running'];

/** More of everything than anybody has. */
const everything = (words: Words): HomeShown => ({
  name: words(500),
  isErased: false,
  pausedUntil: soon,
  isNew: false,
  owner: {
    trends: many(() => ({ name: words(40), now: words(40), bars: '▁▂▃▄▅█', first: words(40) })).slice(0, 5),
    ...{ suggestions: 60, draft: 'September', isQuiet: true, isReviewOpen: true, areGone: true, isFailing: true },
  },
  isReader: true,
  skills: {
    offers: many((i) => ({ name: words(60), level: ((i % 3) + 1) as Level })),
    wants: many(() => ({ name: words(60) })),
  },
  recognition: { badges: many(() => words(40)), hasBoard: true },
  cards: { toApprove: 60, shown: 60 },
  pulse: '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11',
  offers: many((i) => ({
    id: `O${i}`,
    topic: words(200),
    goal: words(3000),
    minutes: 30,
    askerId: i === 0 ? undefined : 'U0ADA',
  })),
  proposals: many((i) => ({ requestId: `R${i}`, offerId: `P${i}`, topic: words(200), at: soon })),
  requests: many((i) => ({ id: `R${i}`, topic: words(200), state: i % 2 ? 'open' : 'waiting' })),
  sessions: many((i) => ({
    id: `S${i}`,
    topic: words(200),
    isVeiled: false,
    isPlaced: i % 2 === 1,
    partnerId: 'U0BRAM',
    state: states[i % 3] ?? 'open',
    plannedFor: i % 2 ? soon : undefined,
    endsAt: soon,
    channel: i % 2 ? 'C0TALK' : undefined,
  })),
  actions: many((i) => ({
    id: `A${i}`,
    sessionId: 'S1',
    ownerId: 'U0ADA',
    isVeiled: false,
    partnerId: 'U0BRAM',
    when: words(300),
    will: words(300),
    dueOn: Temporal.PlainDate.from('2026-03-12'),
    state: 'open',
    snoozes: 0,
  })),
  reflections: many((i) => ({ id: `F${i}`, partner: words(200) })),
  goals: [1, 2, 3].map(() => ({ words: words(200), isHelped: true, hoursAt: soon })),
  lessons: tracks.map((track) => ({
    track,
    state: 'going',
    lessons: [{ id: 'mentee-1', title: words(60), state: 'next' }],
  })),
  buddies: { newcomer: undefined, pair: undefined, isWelcoming: true, mayWelcome: true },
  officeHours: {
    own: many((i) => aListing(words, { id: `H${i}` })),
    kept: many((i) => ({ booking: { id: `B${i}`, startsAt: soon }, hostId: 'U0BRAM', topic: words(200) })),
  },
});

export const samples: Sample[] = [
  { name: 'all messages wanted', surface: 'modal', build: () => remindersModal(promptGroups.map((g) => g.name)) },
  { name: 'no message wanted', surface: 'modal', build: () => remindersModal([]) },
  { name: 'a newcomer', surface: 'home', build: () => homeView(nothing) },
  { name: 'nothing to do', surface: 'home', build: () => homeView({ ...nothing, isNew: false }) },
  { name: 'more than fits', surface: 'home', build: (words) => homeView(everything(words)) },
  { name: 'on a break without end', surface: 'home', build: () => homeView({ ...nothing, pausedUntil: NO_END }) },
  {
    name: 'an owner with nothing told yet',
    surface: 'home',
    build: () =>
      homeView({
        ...{ ...nothing, isNew: false },
        owner: {
          ...{ trends: [], suggestions: 1, draft: undefined },
          ...{ isQuiet: false, isReviewOpen: false, areGone: false, isFailing: false },
        },
      }),
  },
  { name: 'deleted', surface: 'home', build: () => homeView({ ...nothing, isErased: true }) },
];
