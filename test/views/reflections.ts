import { type OutcomeAnswer, outcomeAnswers, type Reflection } from '../../src/features/reflections/rules.ts';
import { ask, askOutcome, outcomeModal, reflectionModal, useNews } from '../../src/features/reflections/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-02T10:00:00Z');
const sessionId = '7d1a2b7e-92a5-4a6e-8f0b-0d6c3a1f5e22';

const reflection = (words: Words, more: Partial<Reflection> = {}): Reflection => ({
  id: '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11',
  sessionId,
  authorId: 'U0ADA',
  partnerId: 'U0BRAM',
  role: 'mentee',
  question: words(200),
  usefulness: 5,
  answer: words(3000),
  differently: words(3000),
  answeredAt: undefined,
  ...more,
});

const asked = (
  words: Words,
  more: {
    isMuted?: boolean;
    isReminder?: boolean;
    isHeld?: boolean;
    topic?: string;
    answeredAt?: typeof at;
    canKeep?: boolean;
    canChange?: boolean;
    isThanksShown?: boolean;
    goals?: boolean[];
  },
) =>
  ask({
    reflection: reflection(words, { answeredAt: more.answeredAt }),
    partner: words(200),
    topic: more.topic,
    isMuted: more.isMuted ?? false,
    isReminder: more.isReminder ?? false,
    isHeld: more.isHeld ?? true,
    canChange: more.canChange ?? true,
    isThanksShown: more.isThanksShown ?? true,
    isStory: more.canKeep ?? false,
    canKeep: more.canKeep ?? false,
    goals: more.goals && { words: more.goals.map(() => words(200)), isAnswered: more.goals.every(Boolean) },
  });

const outcome = (words: Words, answer?: OutcomeAnswer, topic?: string) => ({
  sessionId,
  canChange: true,
  mentor: words(200),
  mentee: words(200),
  topic,
  talkAgain: { skillId: sessionId, mentorId: 'U0BRAM' },
  outcome: answer && {
    sessionId,
    menteeId: 'U0ADA',
    mentorId: 'U0BRAM',
    answer,
    detail: words(3000),
    timeSaved: answer === 'not yet' ? undefined : ('half a day to a day' as const),
    answeredAt: at,
    askedAgainAt: undefined,
  },
});

export const samples: Sample[] = [
  {
    name: 'answered, and kept as it is',
    surface: 'message',
    build: (words) => asked(words, { answeredAt: at, canChange: false, isThanksShown: false }),
  },
  ...(['yes', 'not yet'] as const).map((answer): Sample => {
    const build = (words: Words) => {
      const { outcome: said, ...rest } = outcome(words, answer);
      return askOutcome({ ...rest, canChange: false, outcome: said && { ...said, askedAgainAt: at } });
    };
    return { name: `said ${answer} when asked once more, a week ago`, surface: 'message', build };
  }),
  { name: 'question', surface: 'message', build: (words) => asked(words, { topic: words(80) }) },
  { name: 'question, unsure', surface: 'message', build: (words) => asked(words, { topic: words(80), isHeld: false }) },
  { name: 'reminder', surface: 'message', build: (words) => asked(words, { isReminder: true }) },
  { name: 'answered', surface: 'message', build: (words) => asked(words, { answeredAt: at }) },
  { name: 'answered, and good', surface: 'message', build: (words) => asked(words, { answeredAt: at, canKeep: true }) },
  {
    name: 'with goals',
    surface: 'message',
    build: (words) => asked(words, { isReminder: true, goals: [false, false, false] }),
  },
  {
    name: 'with goals that fit',
    surface: 'message',
    build: (words) => asked(words, { answeredAt: at, goals: [true] }),
  },
  { name: 'muted', surface: 'message', build: (words) => asked(words, { isMuted: true }) },
  {
    name: 'empty form of a mentor',
    surface: 'modal',
    build: (words) => {
      const empty = { role: 'mentor' as const, usefulness: undefined, answer: '', differently: '' };
      return reflectionModal({
        reflection: reflection(words, empty),
        partner: words(200),
        thanks: undefined,
        story: undefined,
        isQuiet: true,
      });
    },
  },
  {
    name: 'full form of a mentee',
    surface: 'modal',
    build: (words) => {
      const thanks = { words: words(3000), isPublic: true, isSettled: false };
      return reflectionModal({
        reflection: reflection(words),
        partner: words(200),
        thanks,
        story: 'named',
        isQuiet: false,
      });
    },
  },
  { name: 'did you use it', surface: 'message', build: (words) => askOutcome(outcome(words, undefined, words(80))) },
  {
    name: 'have you used it since',
    surface: 'message',
    build: (words) => {
      const { outcome: said, ...rest } = outcome(words, 'not yet', words(80));
      return askOutcome({ ...rest, outcome: said && { ...said, askedAgainAt: at.add({ hours: 400 }) } }, true);
    },
  },
  ...outcomeAnswers.map((answer): Sample => {
    return { name: `said ${answer}`, surface: 'message', build: (words) => askOutcome(outcome(words, answer)) };
  }),
  {
    name: 'a line about it',
    surface: 'modal',
    build: (words) => outcomeModal({ ...outcome(words, 'partly'), story: 'no' }),
  },
  {
    name: 'a line about it, without a newsletter',
    surface: 'modal',
    build: (words) => outcomeModal({ ...outcome(words, 'yes'), story: undefined }),
  },
  { name: 'told of a yes', surface: 'message', build: (words) => useNews(outcome(words, 'yes', words(80))) },
  { name: 'told of a yes without a topic', surface: 'message', build: (words) => useNews(outcome(words, 'yes')) },
];
