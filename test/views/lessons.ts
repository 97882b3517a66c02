import { type Lesson, occasions, type Progress, type Step, tracks } from '../../src/features/lessons/rules.ts';
import { lessons } from '../../src/features/lessons/service/lesson-files.ts';
import {
  type LessonShown,
  lessonsHint,
  lessonsHome,
  lessonsModal,
  lessonView,
} from '../../src/features/lessons/views.ts';
import { home } from '../../src/slack/blocks.ts';
import type { Sample } from '../support/samples.ts';

/** As long as a file may make it; what could become live is refused there. */
const letters = (max: number) => 'Wanderlust '.repeat(max).slice(0, max);
const longest: Lesson = {
  id: 'mentee-1-longest',
  track: 'mentee',
  title: letters(60),
  idea: letters(700),
  example: letters(700),
  today: letters(400),
  ask: letters(200),
  answers: [true, false, false].map((isGood) => ({ say: letters(70), reply: letters(300), isGood })),
  source: letters(400),
};
const answered: Step = { lessonId: longest.id, state: 'answered', choice: 1 };
const skipped: Step = { lessonId: longest.id, state: 'skipped', choice: undefined };

const shown = (different: Partial<LessonShown> = {}): LessonShown => ({
  lesson: longest,
  number: 1,
  of: 5,
  step: undefined,
  because: undefined,
  isGoing: true,
  isLast: false,
  isReminder: false,
  ...different,
});
const states: Record<string, Partial<LessonShown>> = {
  'to be answered': {},
  'mentioned once more': { isReminder: true },
  ...Object.fromEntries(occasions.map((because) => [`because of: ${because}`, { because }])),
  answered: { step: answered },
  'answered well': { step: { ...answered, choice: 0 } },
  'answered while stopped': { step: answered, isGoing: false },
  'the last one': { step: answered, isLast: true },
  skipped: { step: skipped },
  stopped: { isGoing: false },
};

const progress = (state: Progress['state']): Progress[] =>
  tracks.map((track) => ({
    track,
    state,
    lessons: (['answered', 'skipped', 'next', 'ahead', 'ahead'] as const).map((s, i) => ({
      id: `mentee-${i}`,
      title: letters(60),
      state: s,
    })),
  }));

export const samples: Sample[] = [
  ...Object.entries(states).map(([name, different]): Sample => {
    return { name: `lesson ${name}`, surface: 'message', build: () => lessonView(shown(different)) };
  }),
  ...lessons().map((lesson): Sample => {
    return { name: `lesson ${lesson.id}`, surface: 'message', build: () => lessonView(shown({ lesson })) };
  }),
  ...(['new', 'going', 'stopped', 'done'] as const).flatMap((state): Sample[] => [
    { name: `lessons, ${state}`, surface: 'modal', build: () => lessonsModal(progress(state)) },
    { name: `in Home, ${state}`, surface: 'home', build: () => home(lessonsHome(progress(state))) },
  ]),
  ...tracks.map((track): Sample => {
    return {
      name: `hint for a ${track}`,
      surface: 'message',
      build: () => ({ text: 'A hint', blocks: [lessonsHint(track)] }),
    };
  }),
];
