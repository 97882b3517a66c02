import { deckNames, type Moment, type Turn, type TurnState } from '../../src/features/moments/rules/index.ts';
import {
  hostNote,
  listModal,
  type MomentShown,
  momentCard,
  momentModal,
  postView,
  refusedNote,
  saved,
  summaryLine,
  thankVolunteer,
} from '../../src/features/moments/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const start = Temporal.Instant.from('2026-03-03T10:00:00Z');
const end = start.add({ minutes: 10 });
const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';

const moment = (words: Words, different: Partial<Moment> = {}): Moment => ({
  id,
  channel: 'C0MENTORING',
  ownerId: 'U0DANA',
  days: [1, 2, 3, 4, 5, 6, 7],
  time: '10:00',
  zone: 'America/Argentina/ComodRivadavia',
  minutes: 15,
  deck: 'own',
  own: Array.from({ length: 30 }, () => words(150)),
  holidays: Array.from({ length: 100 }, () => '2026-12-24'),
  skipped: [],
  isPaused: false,
  isEnded: false,
  ...different,
});
const shown = (words: Words, different: Partial<MomentShown> = {}): MomentShown => ({
  moment: moment(words),
  next: { date: '2026-03-03', start, end },
  willing: 3,
  isWilling: false,
  mayChange: true,
  ...different,
});
const turn = (words: Words, state: TurnState, hostId: string | undefined): Turn => ({
  ...{ id, momentId: id, date: '2026-03-03', startsAt: start, endsAt: end, prompt: words(150), hostId, declined: [] },
  ...{ state, post: undefined, summaryTs: undefined, shared: 0 },
});
const message = (name: string, build: Extract<Sample, { surface: 'message' }>['build']): Sample => ({
  name,
  surface: 'message',
  build,
});
const paused = (words: Words) => shown(words, { moment: moment(words, { isPaused: true }), next: undefined });

export const samples: Sample[] = [
  message('card', (words) => momentCard(shown(words))),
  message('card of who is willing', (words) =>
    momentCard(shown(words, { isWilling: true, mayChange: false, willing: 1 })),
  ),
  message('card, paused', (words) => momentCard(paused(words))),
  message('card, ended', (words) => momentCard(shown(words, { moment: moment(words, { isEnded: true }) }))),
  {
    name: 'list',
    surface: 'modal',
    build: (words) => listModal(Array.from({ length: 40 }, (_, i) => (i % 2 ? shown(words) : paused(words)))),
  },
  { name: 'empty list', surface: 'modal', build: () => listModal([]) },
  {
    name: 'set up',
    surface: 'modal',
    build: (words) => {
      const { id: _, ...rest } = moment(words);
      return momentModal({ ...rest, isWilling: true });
    },
  },
  { name: 'change', surface: 'modal', build: (words) => momentModal({ ...moment(words), isWilling: false }) },
  message('saved', (words) => saved(shown(words), false)),
  message('saved, app not in the channel', (words) => saved(shown(words), true)),
  message('refused', () => refusedNote('C0TEAM')),
  message('thanks to a volunteer', () => thankVolunteer()),
  ...deckNames.map((deck) =>
    message(`post on ${deck}`, (words) =>
      postView({ turn: turn(words, 'running', 'U0BRAM'), moment: moment(words, { deck }) }),
    ),
  ),
  message('post without a host, over', (words) =>
    postView({ turn: turn(words, 'over', undefined), moment: moment(words) }),
  ),
  ...[0, 1, 12].map((n) => message(`summary of ${n}`, () => summaryLine(n))),
  ...(['drawn', 'running', 'over', 'off'] as const).map((state) =>
    message(`host, ${state}`, (words) =>
      hostNote({ turn: turn(words, state, 'U0BRAM'), moment: moment(words), memberId: 'U0BRAM' }),
    ),
  ),
  message('host of mistakes, drawn', (words) =>
    hostNote({
      turn: turn(words, 'drawn', 'U0BRAM'),
      moment: { ...moment(words), deck: 'mistakes' },
      memberId: 'U0BRAM',
    }),
  ),
  message('post of mistakes', (words) =>
    postView({ turn: turn(words, 'running', 'U0BRAM'), moment: { ...moment(words), deck: 'mistakes' } }),
  ),
  message('host, somebody else', (words) =>
    hostNote({ turn: turn(words, 'drawn', 'U0ADA'), moment: moment(words), memberId: 'U0BRAM' }),
  ),
];
