import {
  approvalNote,
  cardsHome,
  formModal,
  helpedNote,
  hintBlocks,
  ids,
  listModal,
  mineModal,
  offeredBlocks,
  ownModal,
  readModal,
  sentNote,
  standingNote,
  takeDownModal,
  takenDownNote,
  writeButton,
} from '../../src/features/knowledge/views.ts';
import { actions, home, modal } from '../../src/slack/blocks.ts';
import type { Sample, Words } from '../support/samples.ts';

const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);

const texts = (words: Words) => ({ question: words(300), answer: words(1500) });
const own = (words: Words, more: Partial<Parameters<typeof ownModal>[0]> = {}) => ({
  ...{ id, version: 1, state: 'open' as const, reason: '', isOwnText: false, isApproved: false, isShown: false },
  ...texts(words),
  topic: words(80),
  partner: words(200),
  ...more,
});
const waiting = { isOwnText: true, isApproved: true };
const published = { isApproved: true, isShown: true };
const over = { question: '', answer: '', reason: '' };

const read = (words: Words, more: Partial<Parameters<typeof readModal>[0]> = {}) =>
  readModal({
    ...{ id, skillId: id, topic: words(80), ...texts(words) },
    ...{ helped: undefined, hasHelped: false, isOwn: false, isOwner: false },
    ...more,
  });

const offered = (words: Words, total: number) => ({
  skillId: id,
  best: times(Math.min(total, 2), () => ({ id, question: words(300) })),
  total,
});

const form = (words: Words, to: Parameters<typeof formModal>[0]['to'], wasShown: boolean) =>
  formModal({
    to,
    people: times(2, () => ({ id: 'U0BRAM', name: words(500) })),
    topic: words(80),
    partner: words(500),
    words: texts(words),
    wasShown,
  });

const mine = (words: Words, n: number) => ({
  cards: [
    ...times(n, () => own(words)),
    ...times(n, () => own(words, waiting)),
    ...times(n, () => own(words, published)),
  ],
  sessions: times(Math.min(n, 5), () => ({ id, topic: words(80), partner: words(200) })),
});

export const samples: Sample[] = [
  {
    name: 'news of one that waits for the other',
    surface: 'message',
    build: (words) => standingNote(own(words, waiting)),
  },
  { name: 'news of one that waits for the reader', surface: 'message', build: (words) => standingNote(own(words)) },
  ...[0, 1, 50].map((n): Sample => {
    return { name: `my cards, ${n} of each`, surface: 'modal', build: (words) => mineModal(mine(words, n)) };
  }),
  { name: 'to approve', surface: 'modal', build: (words) => ownModal(own(words)) },
  { name: 'waiting', surface: 'modal', build: (words) => ownModal(own(words, waiting)) },
  { name: 'published', surface: 'modal', build: (words) => ownModal(own(words, published)) },
  { name: 'withdrawn', surface: 'modal', build: (words) => ownModal(own(words, { ...over, state: 'withdrawn' })) },
  { name: 'form, new', surface: 'modal', build: (words) => form(words, { sessionId: id }, false) },
  { name: 'form, other words', surface: 'modal', build: (words) => form(words, { cardId: id, version: 10 }, true) },
  { name: 'asked to approve', surface: 'message', build: (words) => approvalNote(own(words), 1) },
  { name: 'other words suggested', surface: 'message', build: (words) => approvalNote(own(words, { version: 2 }), 2) },
  { name: 'changed since', surface: 'message', build: (words) => approvalNote(own(words, { version: 3 }), 2) },
  { name: 'approved', surface: 'message', build: (words) => approvalNote(own(words, published), 1) },
  { name: 'news', surface: 'message', build: (words) => standingNote(own(words, { ...over, state: 'withdrawn' })) },
  {
    name: 'taken down',
    surface: 'message',
    build: (words) => takenDownNote(own(words, { ...over, state: 'taken down', reason: words(300) })),
  },
  {
    name: 'taken down, seen later',
    surface: 'message',
    build: (words) => standingNote(own(words, { ...over, state: 'taken down' })),
  },
  {
    name: 'helped',
    surface: 'message',
    build: (words) =>
      helpedNote(
        times(60, () => ({ topic: words(80), people: 7 })),
        '2026-02',
      ),
  },
  {
    name: 'helped somebody',
    surface: 'message',
    build: (words) => helpedNote([{ topic: words(80), people: undefined }], '2026-02'),
  },
  { name: 'sent', surface: 'message', build: () => sentNote() },
  ...[0, 1, 200].map((n): Sample => {
    const cards = (words: Words) => times(n, () => ({ id, question: words(300) }));
    return {
      name: `list of ${n}`,
      surface: 'modal',
      build: (words) => listModal({ topic: words(80), cards: cards(words) }),
    };
  }),
  { name: 'read', surface: 'modal', build: (words) => read(words) },
  {
    name: 'read by an owner, many helped',
    surface: 'modal',
    build: (words) => read(words, { helped: 12, isOwner: true }),
  },
  { name: 'read, has helped', surface: 'modal', build: (words) => read(words, { hasHelped: true }) },
  { name: 'read by its author', surface: 'modal', build: (words) => read(words, { isOwn: true }) },
  {
    name: 'read by its author, an owner',
    surface: 'modal',
    build: (words) => read(words, { isOwn: true, isOwner: true }),
  },
  { name: 'take down', surface: 'modal', build: () => takeDownModal(id) },
  ...[0, 1, 9].map((n): Sample => {
    const build = (words: Words) => ({
      text: 'Found',
      blocks: [...offeredBlocks(offered(words, n)), actions(writeButton(id))],
    });
    return { name: `offered ${n}`, surface: 'message', build };
  }),
  {
    name: 'hint',
    surface: 'modal',
    build: (words) => modal({ callbackId: ids.list, title: 'Ask' }, hintBlocks(offered(words, 2))),
  },
  ...[0, 1, 9].map((n): Sample => {
    return { name: `in Home, ${n}`, surface: 'home', build: () => home(cardsHome({ toApprove: n, shown: n })) };
  }),
];
