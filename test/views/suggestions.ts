import { answers, MOST_ANSWER, MOST_WORDS } from '../../src/features/suggestions/rules.ts';
import {
  answeredNote,
  answerModal,
  formModal,
  listModal,
  sentNote,
  waitingNote,
} from '../../src/features/suggestions/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-16T10:00:00Z');
const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
const waiting = (words: Words, memberId?: string) => ({
  ...{ id, memberId, words: words(MOST_WORDS), state: 'new' as const, answer: '', createdAt: at },
  ...{ answeredBy: undefined, answeredAt: '' },
});
const answered = (words: Words, memberId?: string) => ({
  ...waiting(words, memberId),
  ...{ state: 'not now' as const, answer: words(MOST_ANSWER), answeredBy: 'U0DANA', answeredAt: '2026-03-17' },
});
const many = <T>(n: number, one: T) => Array.from({ length: n }, () => one);

export const samples: Sample[] = [
  { name: 'form', surface: 'modal', build: () => formModal({ id, words: '', isCut: false }) },
  {
    name: 'form with too many words',
    surface: 'modal',
    build: (words) => formModal({ id, words: words(MOST_WORDS), isCut: true }),
  },
  { name: 'sent', surface: 'message', build: () => sentNote() },
  { name: 'empty list', surface: 'modal', build: () => listModal({ waiting: [], more: 0, answered: [] }) },
  {
    name: 'full list',
    surface: 'modal',
    build: (words) =>
      listModal({ waiting: many(15, waiting(words, 'U0ADA')), more: 40, answered: many(10, answered(words)) }),
  },
  {
    name: 'one more than fits',
    surface: 'modal',
    build: (words) =>
      listModal({
        waiting: many(15, waiting(words)),
        more: 1,
        answered: [{ ...answered(words, 'U0ADA'), answeredBy: undefined, state: 'done' }],
      }),
  },
  { name: 'answer', surface: 'modal', build: (words) => answerModal(answered(words), 'V0') },
  { name: 'one to wait for an answer', surface: 'message', build: () => waitingNote(1) },
  { name: 'several wait for an answer', surface: 'message', build: () => waitingNote(200) },
  ...answers.map((state): Sample => {
    return {
      name: `answered ${state}`,
      surface: 'message',
      build: (words) => answeredNote({ ...answered(words), state }),
    };
  }),
  {
    name: 'answered without a word',
    surface: 'message',
    build: (words) => answeredNote({ ...answered(words, 'U0ADA'), answer: '', answeredBy: undefined }),
  },
];
