import type { Figure } from '../../src/features/pulses/rules/figures.ts';
import { itemKeys, MOST_WORDS } from '../../src/features/pulses/rules/index.ts';
import type { GroupResult } from '../../src/features/pulses/rules/results.ts';
import {
  aboutModal,
  answersIn,
  askCard,
  closedNote,
  formModal,
  overviewModal,
  planModal,
  resultsModal,
  wordsModal,
} from '../../src/features/pulses/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-16T10:00:00Z');
const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
const wording = (words: Words) => ({
  items: itemKeys.map((key) => ({ key, says: words(120) })),
  question: words(150),
});
const asked = { state: 'asked', roundId: id, closesAt: at } as const;
const closed = { id, kind: 'quarter', from: at, people: 1500, rate: 70 } as const;
const figures: Figure[] = [
  { people: 15, mean: 3.4, half: 0.5, agree: 60 },
  { people: 5, mean: 4.5, end: 'high', half: 1.2 },
  { people: 10, mean: 1.5, end: 'low', half: 0.7, agree: 10 },
];
const group = (name: string, n: number, dimension: GroupResult['dimension'] = 'department'): GroupResult => ({
  ...{ dimension, group: `g${n}`, name },
  items: Object.fromEntries(itemKeys.map((key, i) => [key, figures[(i + n) % 3]])),
});
const before = (groups: GroupResult[]) =>
  groups.map((one) => ({
    ...one,
    items: Object.fromEntries(Object.entries(one.items).map(([key, was]) => [key, { ...was!, mean: was!.mean - 0.8 }])),
  }));
const results = (words: Words, groups: GroupResult[]) => ({
  ...closed,
  wording: wording(words),
  groups,
  before: before(groups),
  dimensions: ['department' as const, 'tenure' as const, 'part' as const],
  hasWords: true,
});
const many = (words: Words) => Array.from({ length: 60 }, (_, n) => group(words(80), n));
const open = { id, kind: 'quarter', closesAt: at, people: 40, inHalves: true } as const;
const nothing = { planned: undefined, open: undefined, closed: [], hasBaseline: false, ownRoundId: undefined };

export const samples: Sample[] = [
  ...(['baseline', 'quarter', 'newcomers'] as const).map((kind): Sample => {
    return { name: `asked ${kind}`, surface: 'message', build: () => askCard({ ...asked, kind, isReminder: false }) };
  }),
  {
    name: 'asked again',
    surface: 'message',
    build: () => askCard({ ...asked, kind: 'quarter', isReminder: true }),
  },
  ...(['answered', 'resting', 'closed'] as const).map((state): Sample => {
    return { name: `card ${state}`, surface: 'message', build: () => askCard({ state }) };
  }),
  {
    name: 'the statements',
    surface: 'modal',
    build: (words) => formModal({ roundId: id, wording: wording(words), closesAt: at }),
  },
  { name: 'answers are in', surface: 'message', build: () => answersIn() },
  { name: 'nothing to answer', surface: 'modal', build: () => aboutModal() },
  { name: 'rounds at first', surface: 'modal', build: () => overviewModal(nothing) },
  {
    name: 'rounds, one planned',
    surface: 'modal',
    build: () =>
      overviewModal({ ...nothing, planned: { id, at, kind: 'quarter', isByItself: true }, hasBaseline: true }),
  },
  {
    name: 'rounds, one open and many closed',
    surface: 'modal',
    build: () =>
      overviewModal({
        ...{ planned: undefined, open, hasBaseline: true, ownRoundId: id },
        closed: [{ ...closed, people: 0, rate: undefined }, ...Array.from({ length: 11 }, () => closed)],
      }),
  },
  { name: 'plan', surface: 'modal', build: () => planModal('V0') },
  { name: 'closed with results', surface: 'message', build: () => closedNote({ ...closed, next: at }) },
  {
    name: 'closed with too few',
    surface: 'message',
    build: () => closedNote({ ...closed, people: 0, rate: undefined, next: undefined }),
  },
  {
    name: 'results',
    surface: 'modal',
    build: (words) => resultsModal(results(words, [group('', 0, 'all')])),
  },
  {
    name: 'results of nothing',
    surface: 'modal',
    build: (words) => resultsModal({ ...results(words, []), before: undefined, dimensions: [], hasWords: false }),
  },
  ...(['department', 'tenure', 'part'] as const).map((dimension): Sample => {
    return {
      name: `results by ${dimension}`,
      surface: 'modal',
      build: (words) => resultsModal(results(words, many(words)), dimension),
    };
  }),
  {
    name: 'answers to the open question',
    surface: 'modal',
    build: (words) => wordsModal({ question: words(150), words: Array.from({ length: 300 }, () => words(MOST_WORDS)) }),
  },
];
