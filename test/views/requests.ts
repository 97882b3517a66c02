import type { Offer, Request } from '../../src/features/requests/rules.ts';
import {
  askModal,
  findModal,
  helpCard,
  helperPrompt,
  offerCard,
  type Progress,
  pickModal,
  progressCard,
  proposalPrompt,
  resultCard,
  resultModal,
  statusCard,
  suggestModal,
  topicOptions,
  unmatchedPrompt,
  waitModal,
  waitNote,
} from '../../src/features/requests/views.ts';
import { input, modal } from '../../src/slack/blocks.ts';
import { lookupOne } from '../../src/slack/fields.ts';
import { aListing } from '../support/office-hours.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-02T10:00:00Z');
const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
const skill = (words: Words) => ({ id, name: words(80) });
const person = (words: Words) => ({ id: 'U0BRAM', name: words(200), title: words(300) });
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);

const finding = (words: Words, found: number) => ({
  said: words(300),
  name: words(80),
  isColleague: false,
  skill: skill(words),
  how: 'guess',
  goal: words(400),
  others: times(10, () => skill(words)),
  colleagues: times(found, () => ({ ...person(words), reasons: times(3, () => words(200)) })),
  among: { before: 0, total: found * 2, isAll: found < 3 },
  nearest: times(10, () => skill(words)),
  isOffered: found > 0,
  maybe: [
    { ...person(words), why: 'title' as const, word: words(60) },
    { ...person(words), why: 'goal' as const, word: words(60) },
  ],
  maybeFor: words(360),
  hours: times(2, () => aListing(words)),
  expected: { minutes: 360 as const, isAboutTopic: true },
  cards: { skillId: id, best: times(2, () => ({ id, question: words(300) })), total: found },
  urgency: 'this week' as const,
  format: 'in person' as const,
});

const request = (words: Words): Request => ({
  id,
  menteeId: 'U0ADA',
  skillId: id,
  topic: words(80),
  goal: words(1000),
  tried: words(1000),
  minutes: 30,
  format: 'in person',
  urgency: 'this week',
  isAnonymous: false,
  mayHint: false,
  isPrivate: false,
  mayNameTopic: false,
  sourceText: words(1000),
  sourceLink: 'https://harbourlight.slack.example/archives/C0GENERAL/p1772445620000000',
  state: 'open',
  chosenId: 'U0BRAM',
  candidates: [],
  progress: undefined,
  createdAt: at,
  expiresAt: at,
});

const offer = (state: Offer['state']) => ({ id, state, answerBy: at, proposedFor: at });
const draft = (words: Words) => ({ skillId: id, topic: words(200), goal: words(400), mentorId: 'U0BRAM' });
const source = (words: Words) => ({ text: words(5000), channel: 'C0GENERAL', ts: '1772445620.000000' });

const progresses = (words: Words): Progress[] => [
  { is: 'asking', picked: undefined },
  { is: 'asking', picked: { name: words(200) }, expected: { minutes: 25, isAboutTopic: true } },
  { is: 'asking', picked: { name: words(200), backAt: at } },
  { is: 'waiting', until: at, name: undefined, isOffWork: false },
  { is: 'waiting', until: at, name: words(200), isOffWork: false },
  { is: 'waiting', until: at, name: words(200), isOffWork: true },
  { is: 'proposed', offerId: id, at },
  { is: 'staying', until: at },
  { is: 'matched', mentorId: 'U0BRAM', talk: 'coming' },
  { is: 'matched', mentorId: 'U0BRAM', talk: 'coming', isQuiet: true },
  { is: 'matched', mentorId: 'U0BRAM', talk: 'there' },
  { is: 'matched', mentorId: 'U0BRAM', talk: 'called off' },
  { is: 'elsewhere' },
  { is: 'cancelled' },
  { is: 'merged' },
  { is: 'unmatched' },
  { is: 'unmatched', isAskedAgain: true },
];

const offerStates: Offer['state'][] = ['pending', 'accepted', 'declined', 'proposed', 'withdrawn', 'handed back'];

export const samples: Sample[] = [
  { name: 'result', surface: 'message', build: (words) => resultCard(finding(words, 5)) },
  {
    name: 'result further down',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 10), among: { before: 5, total: 40, isAll: false } }),
  },
  { name: 'nobody', surface: 'message', build: (words) => resultCard(finding(words, 0)) },
  {
    name: 'colleague as a topic',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 0), isColleague: true, skill: undefined, name: '' }),
  },
  {
    name: 'unknown topic',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 0), skill: undefined, nearest: [], others: [] }),
  },
  { name: 'result in a modal', surface: 'modal', build: (words) => resultModal(finding(words, 5)) },
  {
    name: 'ask',
    surface: 'modal',
    build: (words) =>
      askModal({
        draft: draft(words),
        chosen: { name: words(200), backAt: at },
        source: source(words),
        expected: finding(words, 0).expected,
        cards: finding(words, 5).cards,
        audience: { channel: 'C0TALK', people: 214 },
      }),
  },
  ...([5, 60, 240, 480, 960] as const).map(
    (minutes): Sample => ({
      name: `result within ${minutes} minutes`,
      surface: 'message',
      build: (words) => resultCard({ ...finding(words, 1), expected: { minutes, isAboutTopic: false } }),
    }),
  ),
  {
    name: 'ask somebody who may know',
    surface: 'modal',
    build: (words) =>
      askModal({
        draft: { ...draft(words), typed: words(300), maybeFor: words(360) },
        chosen: { name: words(200), backAt: at, isMaybe: true },
        source: source(words),
      }),
  },
  {
    name: 'pick a topic',
    surface: 'modal',
    build: (words) => pickModal({ ...draft(words), typed: words(300) }),
  },
  {
    name: 'topics to pick from',
    surface: 'modal',
    build: (words) =>
      modal({ callbackId: 'requests.pick-modal', title: 'Find a mentor', submit: 'Search' }, [
        input(
          'topic',
          'Topic',
          lookupOne('requests.pick-topic', 'Type', topicOptions([{ name: words(60), offered: 0 }])[0]),
        ),
      ]),
  },
  { name: 'find', surface: 'modal', build: () => findModal() },
  { name: 'refine', surface: 'modal', build: (words) => findModal(draft(words)) },
  {
    name: 'on the wait list',
    surface: 'modal',
    build: (words) => waitModal({ topic: words(100), mayName: false }),
  },
  {
    name: 'on the wait list of a topic that may be named',
    surface: 'message',
    build: (words) => waitNote({ topic: words(100), mayName: true }),
  },
  ...offerStates.map(
    (state): Sample => ({
      name: `offer ${state}`,
      surface: 'message',
      build: (words) =>
        offerCard({ offer: offer(state), request: request(words), asker: { id: 'U0ADA', name: words(200) } }),
    }),
  ),
  {
    name: 'offer to somebody who may know',
    surface: 'message',
    build: (words) => offerCard({ offer: offer('pending'), request: request(words), asker: undefined, isMaybe: true }),
  },
  {
    name: 'asked back',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 2), how: 'spelling', others: [] }),
  },
  {
    name: 'sure, with another reading',
    surface: 'message',
    build: (words) => resultCard({ ...finding(words, 2), how: 'alias', others: [skill(words)] }),
  },
  {
    name: 'offer without a name',
    surface: 'message',
    build: (words) =>
      offerCard({ offer: offer('pending'), request: { ...request(words), isAnonymous: true }, asker: undefined }),
  },
  {
    name: 'offer of a talk in a channel',
    surface: 'message',
    build: (words) =>
      offerCard({ offer: offer('pending'), request: request(words), asker: undefined, channel: 'C0TALK' }),
  },
  ...(['pending', 'accepted'] as const).map(
    (state): Sample => ({
      name: `first offer ${state}`,
      surface: 'message',
      build: (words) => offerCard({ offer: offer(state), request: request(words), asker: undefined, isFirst: true }),
    }),
  ),
  {
    name: 'progress of a first request',
    surface: 'message',
    build: (words) =>
      progressCard({ request: request(words), progress: { is: 'asking', picked: undefined }, isFirst: true }),
  },
  {
    name: 'suggest',
    surface: 'modal',
    build: (words) =>
      suggestModal({ offerId: id, topic: words(80), zone: 'America/New_York', date: '2026-03-02', time: '10:00' }),
  },
  ...progresses((max) => 'x'.repeat(max)).map(
    ({ is }, i): Sample => ({
      name: `progress ${i} ${is}`,
      surface: 'message',
      build: (words) =>
        progressCard({ request: request(words), progress: progresses(words)[i] ?? { is: 'cancelled' } }),
    }),
  ),
  ...['proposed', 'accepted', 'withdrawn'].map(
    (state): Sample => ({
      name: `proposal ${state}`,
      surface: 'message',
      build: (words) => proposalPrompt({ topic: words(80), offerId: id, at, state }),
    }),
  ),
  { name: 'unmatched', surface: 'message', build: (words) => unmatchedPrompt(request(words)) },
  ...(['waiting', 'cancelled', 'merged'] as const).map(
    (state): Sample => ({
      name: `helper ${state}`,
      surface: 'message',
      build: (words) => helperPrompt({ request: { ...request(words), state }, helpers: times(3, () => person(words)) }),
    }),
  ),
  { name: 'help', surface: 'message', build: () => helpCard() },
  {
    name: 'status',
    surface: 'message',
    build: (words) =>
      statusCard({
        requests: times(12, () => ({ id, topic: words(80), isWaiting: true })),
        offers: times(12, () => ({ topic: words(80), minutes: 20, asker: undefined })),
        sessions: times(12, () => ({ topic: words(80), partnerId: 'U0BRAM', state: 'planned', plannedFor: at })),
        actions: times(12, () => ({ when: words(300), will: words(300), dueOn: '2026-03-05' })),
      }),
  },
];
