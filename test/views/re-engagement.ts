import { invitationNote, momentumModal, quietNote, type RoundShown } from '../../src/features/re-engagement/views.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-10T09:00:00Z');
const round = (more: Partial<RoundShown> = {}): RoundShown => ({
  week: '2026-03-02',
  state: 'asked',
  talks: 3,
  usual: 12,
  people: 100_000,
  goesAt: at,
  isSending: true,
  decided_by: null,
  ...more,
});
const reasons = (words: Words, n: number) =>
  Array.from({ length: n }, (_, i) => ({ skillId: `K${i}`, name: words(60), people: i + 1 }));
const weeks = { talks: 0, before: [4, 5, 6, 7, 8, 9, 10, 11] };

export const samples: Sample[] = [
  {
    name: 'sent',
    surface: 'message',
    build: () => quietNote(round({ state: 'going', isSending: false, decided_by: 'U0DANA' })),
  },
  {
    name: 'invitation to what many offer',
    surface: 'message',
    build: (words) => invitationNote({ asks: reasons(words, 7).slice(-1), gives: [] }),
  },
  { name: 'quiet', surface: 'message', build: () => quietNote(round()) },
  { name: 'quiet, one person', surface: 'message', build: () => quietNote(round({ people: 1, goesAt: undefined })) },
  ...(['going', 'stopped'] as const).flatMap((state): Sample[] => [
    {
      name: `${state} by an owner`,
      surface: 'message',
      build: () => quietNote(round({ state, decided_by: 'U0DANA' })),
    },
    { name: `${state} by itself`, surface: 'message', build: () => quietNote(round({ state, people: 1 })) },
  ]),
  {
    name: 'how the weeks are',
    surface: 'modal',
    build: () => momentumModal({ isOn: true, weeks, usual: 8, round: round() }),
  },
  {
    name: 'how the weeks are, turned off',
    surface: 'modal',
    build: () => momentumModal({ isOn: false, weeks, usual: 8, round: undefined }),
  },
  ...[
    [2, 2],
    [1, 0],
    [0, 1],
  ].map(([asks = 0, gives = 0]): Sample => {
    return {
      name: `invitation to ask ${asks} and give ${gives}`,
      surface: 'message',
      build: (words) => invitationNote({ asks: reasons(words, asks), gives: reasons(words, gives) }),
    };
  }),
];
