import type { Offer, Request } from '../../src/features/requests/rules/index.ts';
import {
  helperPrompt,
  offerCard,
  type Progress,
  progressCard,
  proposalPrompt,
  statusCard,
  suggestModal,
  unmatchedPrompt,
} from '../../src/features/requests/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

export const at = Temporal.Instant.from('2026-03-02T10:00:00Z');
export const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
export const person = (words: Words) => ({ id: 'U0BRAM', name: words(200), title: words(300) });
export const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);
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
const there = (isShared: boolean) => {
  const place = { channel: 'C0TALK', rootTs: '1772445620.000000', isShared };
  return { is: 'there', place, workspaceId: 'T0HARBOUR' } as const;
};

const progresses = (words: Words): Progress[] => [
  { is: 'asking', picked: undefined },
  { is: 'asking', picked: { name: words(200) }, expected: { minutes: 25, isAboutTopic: true } },
  { is: 'asking', picked: { name: words(200), backAt: at } },
  { is: 'waiting', until: at, name: undefined, isOffWork: false },
  { is: 'waiting', until: at, name: words(200), isOffWork: false },
  { is: 'waiting', until: at, name: words(200), isOffWork: true },
  { is: 'proposed', offerId: id, at },
  { is: 'staying', until: at },
  { is: 'matched', mentorId: 'U0BRAM', talk: { is: 'coming' } },
  { is: 'matched', mentorId: 'U0BRAM', talk: { is: 'coming' }, isQuiet: true },
  { is: 'matched', mentorId: 'U0BRAM', talk: there(false) },
  { is: 'matched', mentorId: 'U0BRAM', talk: there(true) },
  { is: 'matched', mentorId: 'U0BRAM', talk: { is: 'called off' } },
  { is: 'elsewhere' },
  { is: 'cancelled' },
  { is: 'merged' },
  { is: 'unmatched' },
  { is: 'unmatched', isAskedAgain: true },
  { is: 'unmatched', missedId: 'U0BRAM' },
  { is: 'asking', picked: { name: words(200), isAsked: true } },
  { is: 'held', until: at },
  { is: 'stopped' },
];

const offerStates: Offer['state'][] = ['pending', 'accepted', 'declined', 'proposed', 'withdrawn', 'handed back'];

export const samples: Sample[] = [
  ...(['matched', 'cancelled', 'expired', 'open'] as const).map(
    (state): Sample => ({
      name: `offer not needed any more, ${state}`,
      surface: 'message',
      build: (words) =>
        offerCard({
          offer: { ...offer('withdrawn'), proposedFor: undefined },
          request: { ...request(words), state },
          asker: undefined,
        }),
    }),
  ),
  {
    name: 'offer accepted at once',
    surface: 'message',
    build: (words) =>
      offerCard({ offer: { ...offer('accepted'), proposedFor: undefined }, request: request(words), asker: undefined }),
  },
  ...[true, false].flatMap((isShared) =>
    [undefined, at].map(
      (proposedFor): Sample => ({
        name: `offer accepted with a talk ${isShared ? 'in a channel' : 'of two'}${proposedFor ? ' at a time' : ''}`,
        surface: 'message',
        build: (words) =>
          offerCard({
            offer: { ...offer('accepted'), proposedFor },
            request: request(words),
            asker: undefined,
            talk: there(isShared),
          }),
      }),
    ),
  ),
  {
    name: 'offer whose time is up',
    surface: 'message',
    build: (words) => offerCard({ offer: offer('lapsed'), request: request(words), asker: undefined }),
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
      build: (words) => proposalPrompt({ requestId: id, topic: words(80), offerId: id, at, state }),
    }),
  ),
  { name: 'unmatched', surface: 'message', build: (words) => unmatchedPrompt(request(words)) },
  ...[true, false].map(
    (isAskedAgain): Sample => ({
      name: `unmatched, a suggested time passed${isAskedAgain ? ', asked again' : ''}`,
      surface: 'message',
      build: (words) => unmatchedPrompt(request(words), { missedId: 'U0BRAM', isAskedAgain }),
    }),
  ),
  ...(['waiting', 'cancelled', 'merged'] as const).map(
    (state): Sample => ({
      name: `helper ${state}`,
      surface: 'message',
      build: (words) => helperPrompt({ request: { ...request(words), state }, helpers: times(3, () => person(words)) }),
    }),
  ),
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
