import { deeds, kinds } from '../../src/features/concerns/rules.ts';
import {
  detailModal,
  formModal,
  listModal,
  newsNote,
  nobodyModal,
  readerCard,
  receiptCard,
  sentCard,
  sentModal,
  whoModal,
} from '../../src/features/concerns/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-02T10:00:00Z');
const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
const contacts = (words: Words) => Array.from({ length: 12 }, () => words(120));
const readers = (words: Words) => Array.from({ length: 40 }, () => words(200));

const concern = (words: Words) => ({
  id,
  kind: 'off topic' as const,
  words: words(3000),
  createdAt: at,
  readAt: undefined,
  closedAt: undefined,
});
const reported = (words: Words) => ({
  concern: concern(words),
  fromId: undefined,
  whom: 'quiet' as const,
  matter: { kind: 'offer' as const, topic: words(80), words: [words(1000), words(1000), words(4000)] },
  isSuspended: false,
  canSuspend: true,
});
const bare = (words: Words) => ({
  ...reported(words),
  concern: { ...concern(() => ''), readAt: at, closedAt: at },
  fromId: 'U0ADA',
  whom: undefined,
  matter: undefined,
  isSuspended: true,
  canSuspend: false,
});
const trail = Array.from({ length: 400 }, (_, i) => ({
  what: deeds[i % deeds.length]!,
  byId: i % 2 ? 'U0DANA' : undefined,
  at,
}));
const states = ['on its way', 'read', 'closed', 'lost'] as const;
const blocks = ['no', 'yes', 'quietly', undefined] as const;

export const samples: Sample[] = [
  {
    name: 'a report about somebody by name that was read',
    surface: 'message',
    build: (words) =>
      readerCard({ ...reported(words), concern: { ...concern(words), readAt: at }, whom: { id: 'U0BRAM' } }),
  },
  {
    name: 'a report that is closed, nothing suspended',
    surface: 'message',
    build: (words) => readerCard({ ...bare(words), isSuspended: false }),
  },
  {
    name: 'the form about a quiet ask',
    surface: 'modal',
    build: (words) =>
      formModal({
        id,
        about: { kind: 'offer', id },
        matter: { kind: 'offer', topic: words(80), isQuiet: true },
        other: undefined,
        hasWords: true,
        readers: readers(words),
      }),
  },
  {
    name: 'the form about anything',
    surface: 'modal',
    build: (words) =>
      formModal({ id, about: undefined, matter: undefined, other: undefined, hasWords: false, readers: [words(80)] }),
  },
  {
    name: 'the form about a session',
    surface: 'modal',
    build: (words) =>
      formModal({
        id,
        about: { kind: 'session', id },
        matter: { kind: 'session', topic: words(80), isQuiet: false },
        other: { id: 'U0BRAM' },
        hasWords: false,
        readers: [words(80), words(80)],
      }),
  },
  {
    name: 'sent',
    surface: 'modal',
    build: (words) => sentModal({ readers: readers(words), contacts: contacts(words) }),
  },
  {
    name: 'sent',
    surface: 'message',
    build: (words) => sentCard({ readers: readers(words), contacts: contacts(words) }),
  },
  {
    name: 'nobody reads',
    surface: 'modal',
    build: (words) => nobodyModal({ contacts: contacts(words), only: words(80) }),
  },
  ...states.flatMap((state) =>
    blocks.map(
      (blocked): Sample => ({
        name: `receipt, ${state}, blocked: ${blocked}`,
        surface: 'message',
        build: (words) => receiptCard({ concern: concern(words), state, blocked, contacts: contacts(words) }),
      }),
    ),
  ),
  ...states.map(
    (state): Sample => ({
      name: `news, ${state}`,
      surface: 'message',
      build: (words) => newsNote({ state, contacts: contacts(words), createdAt: at }),
    }),
  ),
  ...kinds.map(
    (kind): Sample => ({
      name: `a report, ${kind}`,
      surface: 'message',
      build: (words) => readerCard({ ...reported(words), concern: { ...concern(words), kind } }),
    }),
  ),
  { name: 'a report that is closed', surface: 'message', build: (words) => readerCard(bare(words)) },
  {
    name: 'reports',
    surface: 'modal',
    build: (words) => listModal(Array.from({ length: 20 }, (_, i) => (i % 2 ? bare(words) : reported(words)))),
  },
  { name: 'no reports', surface: 'modal', build: () => listModal([]) },
  { name: 'a report in full', surface: 'modal', build: (words) => detailModal({ ...reported(words), trail }) },
  { name: 'who asked', surface: 'modal', build: (words) => whoModal({ id: 'U0ADA', name: words(200) }) },
];
