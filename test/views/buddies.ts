import type { Ending, Pair, PairState } from '../../src/features/buddies/rules/index.ts';
import { buddyFiles } from '../../src/features/buddies/service/buddy-files.ts';
import {
  askNote,
  type CheckInShown,
  checkInNote,
  endedNote,
  hintNote,
  imported,
  importModal,
  introductionView,
  lineModal,
  lineView,
  type MineShown,
  nobodyNote,
  offerNote,
  type PairShown,
  type RoomShown,
  roomModal,
} from '../../src/features/buddies/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-05T16:00:00Z');
const { first, checkIns } = buddyFiles();
const states: PairState[] = ['asked', 'accepted', 'introduced'];
const endings: Ending[] = ['declined', 'silent', 'away', 'stepped-down', 'changed', 'refused', 'newcomer-left', 'over'];

const aPair = (state: PairState, ending?: Ending): Pair => ({
  id: '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11',
  newcomerId: 'U0MIRA',
  buddyId: 'U0GRACE',
  state,
  ending,
  answerBy: at,
  isTold: true,
  isAccepted: true,
  channel: 'G0TWO',
});
const shown = (words: Words, state: PairState, ending?: Ending): PairShown => ({
  pair: aPair(state, ending),
  newcomer: { title: words(500) },
  startsOn: Temporal.PlainDate.from('2026-03-02'),
  hasChanged: false,
});
const bare: PairShown = { pair: aPair('asked'), newcomer: { title: '' }, startsOn: undefined, hasChanged: true };

const message = (name: string, build: Extract<Sample, { surface: 'message' }>['build']): Sample => ({
  name,
  surface: 'message',
  build,
});

const nobody: MineShown = { newcomer: undefined, pair: undefined, isWelcoming: false, mayWelcome: true };
const newcomer = (different: Partial<NonNullable<MineShown['newcomer']>>): NonNullable<MineShown['newcomer']> => ({
  ...{ state: 'open', hasChanged: false, beginsAt: at, isComing: false, pair: undefined, next: undefined },
  ...different,
});
const room = (name: string, build: (words: Words) => Partial<RoomShown>): Sample => ({
  name: `room, ${name}`,
  surface: 'modal',
  build: (words) => roomModal({ ...nobody, hasBuddies: true, owner: undefined, ...build(words) }),
});
const owner = {
  counts: { introduced: 9999, accepted: 12, asked: 3, coming: 800 },
  willing: 240,
  unmatched: Array.from({ length: 5000 }, (_, i) => `U0NEW${i}`),
  answers: checkIns.map(({ day, ask, answers }) => ({ day, ask, given: answers.map(({ say }) => ({ say, n: 999 })) })),
};

const checkIn = (day: number, different: Partial<CheckInShown>): CheckInShown => {
  const about = checkIns.find((c) => c.day === day) ?? checkIns[0]!;
  return { about, choice: undefined, isLined: false, buddyId: 'U0GRACE', pairId: 'P1', ...different };
};

export const samples: Sample[] = [
  message('ask, before the two are introduced', (words) => {
    const { pair, ...rest } = shown(words, 'introduced');
    return askNote({ ...rest, pair: { ...pair, channel: undefined } });
  }),
  message('offer, before the two are introduced', (words) => {
    const { pair, ...rest } = shown(words, 'introduced');
    return offerNote({ ...rest, pair: { ...pair, channel: undefined } });
  }),
  ...states.map((state) => message(`ask, ${state}`, (words) => askNote(shown(words, state)))),
  ...endings.map((ending) => message(`ask, ${ending}`, (words) => askNote(shown(words, 'closed', ending)))),
  message('ask about somebody of whom nothing is known', () => askNote(bare)),
  ...(['accepted', 'introduced', 'closed'] as const).map((state) =>
    message(`offer, ${state}`, (words) => offerNote(shown(words, state))),
  ),
  message('offer after a change', () => offerNote({ ...bare, pair: aPair('accepted') })),
  message('introduction', (words) => introductionView(shown(words, 'introduced'), first)),
  message('ended, to the newcomer', (words) => endedNote(shown(words, 'closed', 'away'), 'newcomer', true)),
  message('ended, nobody wanted', (words) => endedNote(shown(words, 'closed', 'away'), 'newcomer', false)),
  message('ended, to the buddy', (words) => endedNote(shown(words, 'closed', 'changed'), 'buddy', true)),
  message('ended, newcomer left', (words) => endedNote(shown(words, 'closed', 'newcomer-left'), 'buddy', false)),
  ...[1, 3, 5000].map((n) =>
    message(`nobody for ${n}`, () => nobodyNote(Array.from({ length: n }, (_, i) => `U0NEW${i}`))),
  ),
  ...checkIns.flatMap(({ day }) => [
    message(`day ${day}`, () => checkInNote(checkIn(day, {}))),
    message(`day ${day} without a buddy`, () => checkInNote(checkIn(day, { buddyId: undefined }))),
    ...[0, 1, 2].map((choice) => message(`day ${day}, answer ${choice}`, () => checkInNote(checkIn(day, { choice })))),
    message(`day ${day}, answer and line`, () => checkInNote(checkIn(day, { choice: 0, isLined: true }))),
  ]),
  ...checkIns.map((about) => message(`hint of day ${about.day}`, () => hintNote(aPair('introduced'), about))),
  { name: 'line form', surface: 'modal', build: () => lineModal(90, 'U0GRACE') },
  message('line', (words) => lineView(aPair('introduced'), 90, words(500))),
  room('nothing', () => ({})),
  room('switched off', () => ({ hasBuddies: false })),
  room('welcoming, an owner', () => ({ isWelcoming: true, owner })),
  room('an owner with nothing yet', () => ({
    owner: { ...owner, unmatched: [], answers: [], counts: { introduced: 0, accepted: 0, asked: 0, coming: 0 } },
  })),
  ...states.map((state) => room(`a buddy, ${state}`, (words) => ({ pair: shown(words, state) }))),
  room('a newcomer who waits', () => ({ newcomer: newcomer({}), mayWelcome: false })),
  room('a newcomer who is still to begin', () => ({ newcomer: newcomer({ isComing: true }), mayWelcome: false })),
  room('a newcomer who wants none', () => ({ newcomer: newcomer({ state: 'declined' }), mayWelcome: false })),
  ...(['accepted', 'introduced'] as const).map((state) =>
    room(`a newcomer, ${state}`, (words) => ({
      newcomer: newcomer({ pair: aPair(state), next: state === 'introduced' ? { at } : undefined }),
      pair: shown(words, 'introduced'),
      owner,
    })),
  ),
  { name: 'import', surface: 'modal', build: () => importModal() },
  message('imported', () => imported({ added: [1], moved: [], known: 0, problems: [] })),
  message('imported, with problems', (words) =>
    imported({
      added: Array.from({ length: 9000 }),
      moved: Array.from({ length: 12 }),
      known: 4,
      problems: Array.from({ length: 400 }, (_, i) => ({ line: i + 1, what: `no one here is called “${words(60)}”.` })),
    }),
  ),
];
