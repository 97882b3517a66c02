import type { Digest } from '../../src/features/recognition/rules/index.ts';
import {
  badgeNote,
  boardCard,
  boardModal,
  digestPost,
  helping,
  mineModal,
  refusedNote,
  thankModal,
  thanksGiven,
  thanksNote,
  thanksTakenBack,
  timeNote,
} from '../../src/features/recognition/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);

const digest = (words: Words, n: number): Digest => ({
  helpers: times(n, () => ({ name: words(200), people: n, useful: n, uses: n, topics: times(n, () => words(80)) })),
  thanks: times(n, () => ({ from: words(200), to: words(200), words: words(3000) })),
  badges: times(n, () => ({ name: words(200), badges: times(14, () => words(40)) })),
  hours: times(n, () => ({
    hoursId: 'H1',
    host: words(200),
    isLeader: true,
    topics: times(5, () => words(60)),
    start: Temporal.Instant.from('2026-03-10T14:00:00Z'),
    end: Temporal.Instant.from('2026-03-10T15:00:00Z'),
    isDoor: n === 1,
  })),
  topics: times(n, () => ({ name: words(80), people: n, skillId: 'K1' })),
  chances: times(n, () => ({ name: words(80), people: n })),
});

const given = (words: Words, isPublic: boolean, canBeShown: boolean) =>
  thanksGiven({ thanksId: 'T1', to: words(200), words: words(500), isPublic, canBeShown });

const board = (words: Words, n: number) => ({
  isOn: true as const,
  quarter: 'January to March 2026',
  top: times(Math.min(n, 10), () => ({ place: 1, name: words(200), people: n, isYou: n === 1 })),
  near: times(n > 10 ? 3 : 0, () => ({ name: words(200), people: n, isYou: true })),
  isHidden: n === 0,
});

const mine = (words: Words, n: number, hasBoard: boolean) =>
  mineModal({
    badges: times(n, () => ({ name: words(40), what: words(150) })),
    thanks: times(n === 0 ? 0 : 5, () => ({ from: words(200), words: words(500) })),
    changeable: times(n === 0 ? 0 : 5, () => ({ thanksId: 'T1', to: words(200), words: words(500) })),
    choices: { onBoard: n > 0, thanksShown: n > 0 },
    hasBoard,
  });

export const samples: Sample[] = [
  ...['unclear', 'expired', 'invalid_blocks'].map((reason): Sample => {
    const build = () => refusedNote({ channel: 'C0MENTORING', reason, became: 'waiting' });
    return { name: `refused: ${reason}`, surface: 'message', build };
  }),
  ...(['posted', 'over'] as const).map((became): Sample => {
    const build = () => refusedNote({ channel: 'C0MENTORING', reason: 'is_archived', became });
    return { name: `refused, and ${became} since`, surface: 'message', build };
  }),
  { name: 'digest time given up', surface: 'message', build: (words) => timeNote(words(3000)) },
  { name: 'thank', surface: 'modal', build: () => thankModal({}) },
  {
    name: 'thank, with what was typed',
    surface: 'modal',
    build: (words) => thankModal({ receiverId: 'U0ADA', words: words(3000), note: 'Please choose.' }),
  },
  ...[true, false].flatMap((isPublic) =>
    [true, false].map((canBeShown): Sample => {
      const name = `thank-you given, ${isPublic ? 'public' : 'private'}, ${canBeShown ? 'shown' : 'not shown'}`;
      return { name, surface: 'message', build: (words) => given(words, isPublic, canBeShown) };
    }),
  ),
  { name: 'thank-you taken back', surface: 'message', build: () => thanksTakenBack() },
  { name: 'badge', surface: 'message', build: (words) => badgeNote({ name: words(40), what: words(150) }) },
  { name: 'badges and thanks, none', surface: 'modal', build: (words) => mine(words, 0, false) },
  { name: 'badges and thanks, all', surface: 'modal', build: (words) => mine(words, 14, true) },
  { name: 'no board', surface: 'message', build: () => boardCard({ isOn: false }) },
  ...[0, 1, 100].flatMap((n): Sample[] => [
    { name: `board of ${n}`, surface: 'message', build: (words) => boardCard(board(words, n)) },
    { name: `board of ${n}, from Home`, surface: 'modal', build: (words) => boardModal(board(words, n)) },
  ]),
  ...[0, 1, 2, 3].map((n): Sample => {
    const told = { isNew: n > 0, isPaused: n === 1 };
    return { name: `can help ${n}`, surface: 'message', build: (words) => helping({ topic: words(60), ...told }) };
  }),
  { name: 'digest of a busy week', surface: 'message', build: (words) => digestPost(digest(words, 100)) },
  { name: 'digest of a quiet week', surface: 'message', build: (words) => digestPost(digest(words, 1)) },
  {
    name: 'digest with topics only',
    surface: 'message',
    build: (words) => digestPost({ ...digest(words, 0), topics: [{ name: words(80), people: 1, skillId: 'K1' }] }),
  },
  {
    name: 'thank-you',
    surface: 'message',
    build: (words) =>
      thanksNote({ thanksId: 'T1', from: words(200), words: words(3000), isAsked: true, isShown: false }),
  },
  {
    name: 'thank-you that is shown',
    surface: 'message',
    build: (words) =>
      thanksNote({ thanksId: 'T1', from: words(200), words: words(3000), isAsked: true, isShown: true }),
  },
  ...['not_in_channel', 'channel_not_found', 'is_archived'].map((reason): Sample => {
    return {
      name: `refused: ${reason}`,
      surface: 'message',
      build: () => refusedNote({ channel: 'C0MENTORING', reason, became: 'waiting' }),
    };
  }),
];
