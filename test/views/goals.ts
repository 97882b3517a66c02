import {
  dueNote,
  formModal,
  freshNote,
  goalsHome,
  goalsModal,
  type HomeGoal,
  ladderNote,
  newsNote,
} from '../../src/features/goals/views/index.ts';
import type { GoalShown } from '../../src/features/goals/views/words.ts';
import { home } from '../../src/slack/blocks.ts';
import { aListing } from '../support/office-hours.ts';
import type { Sample, Words } from '../support/samples.ts';

const today = Temporal.PlainDate.from('2026-03-02');
const soon = Temporal.Instant.from('2026-03-03T14:00:00Z');

const goal = (words: Words, i: number): GoalShown => ({
  id: `3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a1${i}`,
  words: words(200),
  skill: i === 2 ? undefined : { id: 'K1', name: words(60) },
  byOn: i === 0 ? undefined : today.add({ days: i === 1 ? -1 : 400 }),
});
const helper = (words: Words, i: number) => ({ id: `U0${i}`, name: words(80), reasons: [words(120), words(120)] });
const skills = (words: Words) =>
  Array.from({ length: 12 }, (_, i) => ({ skillId: `K${i}`, name: words(60), askedAt: '', level: 1 as const }));

const three = (words: Words) =>
  [0, 1, 2].map((i) => ({
    goal: goal(words, i),
    colleagues: i === 2 ? [] : [helper(words, 1), helper(words, 2)],
    hours: i === 2 ? [] : [aListing(words)],
  }));

const homeGoals: Record<string, (words: Words) => HomeGoal[]> = {
  none: () => [],
  'one that nothing fits': (words) => [{ words: words(200), isHelped: false, hoursAt: undefined }],
  'one that a colleague fits': (words) => [{ words: words(200), isHelped: true, hoursAt: undefined }],
  three: (words) => [0, 1, 2].map((i) => ({ words: words(200), isHelped: i > 0, hoursAt: soon })),
};

const answers = [undefined, 'yes', 'not now', 'never'] as const;

export const samples: Sample[] = [
  {
    name: 'day has come, without another day',
    surface: 'message',
    build: (words) => dueNote({ goal: { ...goal(words, 0), byOn: undefined, state: 'open' }, isAsked: false }),
  },
  {
    name: 'no goals yet',
    surface: 'modal',
    build: () => goalsModal({ goals: [], today, couldHelp: [], setAside: [] }),
  },
  {
    name: 'all goals',
    surface: 'modal',
    build: (words) =>
      goalsModal(
        { goals: three(words), today, couldHelp: skills(words), setAside: skills(words) },
        { text: 'Let go. That is fine, and no one is told.', undoId: goal(words, 0).id },
      ),
  },
  {
    name: 'a new goal',
    surface: 'modal',
    build: () => formModal({ goalId: undefined, words: '', skill: undefined, byOn: undefined }),
  },
  {
    name: 'a goal to change',
    surface: 'modal',
    build: (words) => formModal({ goalId: 'G1', words: words(200), skill: words(60) || undefined, byOn: today }),
  },
  ...Object.entries(homeGoals).map(([name, goals]): Sample => {
    return { name: `in Home, ${name}`, surface: 'home', build: (words) => home(goalsHome(goals(words))) };
  }),
  {
    name: 'news',
    surface: 'message',
    build: (words) =>
      newsNote({
        goals: [0, 1, 2].map((i) => ({
          goal: goal(words, i),
          helpers: [helper(words, 1), helper(words, 2)],
          hours: [aListing(words), aListing(words)],
        })),
      }),
  },
  ...(
    [
      ['day has come', 'open', true],
      ['day has come, another day', 'open', false],
      ['day has come, reached', 'done', false],
      ['day has come, let go', 'let go', false],
    ] as const
  ).map(
    ([name, state, isAsked]): Sample => ({
      name,
      surface: 'message',
      build: (words) => dueNote({ goal: { ...goal(words, 0), byOn: today, state }, isAsked }),
    }),
  ),
  ...answers.map((answer): Sample => {
    return {
      name: `would you help others, ${answer ?? 'asked'}`,
      surface: 'message',
      build: (words) =>
        ladderNote({ skillId: 'K1', topic: words(60), answer, level: answer === 'yes' ? 2 : undefined }),
    };
  }),
  ...[false, true].map((isReminder): Sample => {
    return {
      name: isReminder ? 'does it still fit, once more' : 'does it still fit',
      surface: 'message',
      build: (words) =>
        freshNote({
          askedAt: '2026-03-02T04:00:00.000Z',
          isReminder,
          skills: skills(words)
            .slice(0, 5)
            .map((skill, i) => ({ ...skill, answer: ([undefined, undefined, 'yes', 'not now'] as const)[i % 4] })),
        }),
    };
  }),
  {
    name: 'does it still fit, answered',
    surface: 'message',
    build: (words) =>
      freshNote({
        askedAt: '2026-03-02T04:00:00.000Z',
        isReminder: false,
        skills: [{ skillId: 'K1', name: words(60), answer: 'not now' }],
      }),
  },
];
