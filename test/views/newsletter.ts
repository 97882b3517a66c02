import type { Told } from '../../src/features/newsletter/rules/index.ts';
import {
  askStory,
  changedSince,
  draftNote,
  editModal,
  leftNote,
  newsletterModal,
  newsletterPost,
  notInChannel,
  refusedNote,
  type Shown,
  storiesModal,
} from '../../src/features/newsletter/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const next = Temporal.Instant.from('2026-04-01T07:30:00Z');
const id = (n: number) => `3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a${10 + n}`;

const told = (words: Words, n: number): Told => ({
  id: id(n),
  topic: words(60),
  words: words(600),
  isByMentee: n % 2 === 0,
  author: n > 0 ? words(200) : undefined,
  partner: n > 1 ? words(200) : undefined,
});

const shown = (words: Words, stories: number, more: Partial<Shown> = {}): Shown => ({
  month: '2026-02',
  name: 'February 2026',
  state: 'draft',
  heading: words(100),
  opening: words(1000),
  closing: words(600),
  stories: Array.from({ length: stories }, (_, n) => told(words, n)),
  offered: Array.from({ length: 3 }, (_, n) => told(words, n)),
  left: 3 - stories,
  hasFigures: true,
  figures: '1000 conversations · 1000 people helped · 1000 people put it to use',
  hasTechnique: true,
  technique: { name: 'T'.repeat(60), idea: 'i'.repeat(500), try: 't'.repeat(300) },
  channel: 'C0NEWS',
  decidedBy: undefined,
  mark: 'a'.repeat(16),
  ...more,
});

const bare = (words: Words) =>
  shown(words, 0, { offered: [], left: 0, figures: undefined, hasTechnique: false, closing: '', channel: undefined });

const story = { id: id(1), version: 3, isNamed: true, answer: undefined, toldIn: undefined };
const asked = (words: Words, more = {}) => ({
  story: { ...story, ...more },
  told: told(words, 1),
  authorName: words(200),
});

const mine = (words: Words, n: number) =>
  Array.from({ length: n }, (_, i) => ({
    story: { id: id(i), answer: i % 2 ? ('named' as const) : undefined, toldIn: i === 3 ? '2026-02' : undefined },
    told: told(words, i % 3),
    isMine: i % 3 > 0,
  }));

export const samples: Sample[] = [
  { name: 'draft without a channel', surface: 'message', build: (words) => draftNote(bare(words)) },
  {
    name: 'on its way',
    surface: 'message',
    build: (words) => draftNote(shown(words, 1, { state: 'posting', decidedBy: 'U0DANA' })),
  },
  ...(['unclear', 'expired', 'invalid_blocks'] as const).map((reason): Sample => {
    const build = () => refusedNote({ channel: 'C0NEWS', reason, isDraft: true });
    return { name: `refused: ${reason}`, surface: 'message', build };
  }),
  {
    name: 'refused, and settled since',
    surface: 'message',
    build: () => refusedNote({ channel: 'C0NEWS', reason: 'is_archived', isDraft: false }),
  },
  { name: 'newsletter with three stories', surface: 'message', build: (words) => newsletterPost(shown(words, 3)) },
  { name: 'newsletter of a quiet month', surface: 'message', build: (words) => newsletterPost(bare(words)) },
  ...[0, 2, 3].map((n): Sample => {
    return { name: `draft with ${n} stories`, surface: 'message', build: (words) => draftNote(shown(words, n)) };
  }),
  ...(['posting', 'posted', 'skipped'] as const).map((state): Sample => {
    const decidedBy = state === 'posting' ? undefined : 'U0DANA';
    return { name: state, surface: 'message', build: (words) => draftNote(shown(words, 3, { state, decidedBy })) };
  }),
  {
    name: 'draft in a modal',
    surface: 'modal',
    build: (words) => newsletterModal({ now: shown(words, 3), next, canMake: undefined }),
  },
  {
    name: 'none yet',
    surface: 'modal',
    build: () => newsletterModal({ now: undefined, next, canMake: 'February 2026' }),
  },
  {
    name: 'no newsletter',
    surface: 'modal',
    build: () => newsletterModal({ now: undefined, next: undefined, canMake: undefined }),
  },
  { name: 'edit', surface: 'modal', build: (words) => editModal(shown(words, 2), 'V012345') },
  { name: 'edit a bare one', surface: 'modal', build: (words) => editModal(bare(words), undefined) },
  { name: 'may it be told', surface: 'message', build: (words) => askStory(asked(words), false) },
  {
    name: 'may it be told, without names',
    surface: 'message',
    build: (words) => askStory(asked(words, { isNamed: false }), true),
  },
  ...(['named', 'unnamed', 'no'] as const).map((answer): Sample => {
    return { name: `told: ${answer}`, surface: 'message', build: (words) => askStory(asked(words, { answer }), false) };
  }),
  { name: 'my stories, none', surface: 'modal', build: () => storiesModal([]) },
  { name: 'my stories, many', surface: 'modal', build: (words) => storiesModal(mine(words, 60)) },
  { name: 'not in the channel', surface: 'message', build: () => notInChannel('C0NEWS') },
  { name: 'changed since', surface: 'message', build: () => changedSince() },
  ...['not_in_channel', 'is_archived'].map((reason): Sample => {
    return {
      name: `refused: ${reason}`,
      surface: 'message',
      build: () => refusedNote({ channel: 'C0NEWS', reason, isDraft: true }),
    };
  }),
  ...[1, 2].map((left): Sample => {
    return {
      name: `went out without ${left}`,
      surface: 'message',
      build: () => leftNote({ name: 'February 2026', left }),
    };
  }),
];
