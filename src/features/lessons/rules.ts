import { addWorkingDays, atLocal, nextWorkingMorning, type Schedule } from '../members/rules/index.ts';

/** Whom a lesson is for: the one who asks, or the one who helps. */
export const tracks = ['mentee', 'mentor'] as const;
export type Track = (typeof tracks)[number];

export type Lesson = {
  /** Name of its file without the ending. */
  id: string;
  track: Track;
  title: string;
  idea: string;
  example: string;
  today: string;
  ask: string;
  answers: { say: string; reply: string; isGood: boolean }[];
  /** Where the idea comes from, where it comes from research. */
  source?: string | undefined;
};

/** What a member did with one lesson. `choice` is the number of the answer, from 0. */
export type Step = { lessonId: string; state: 'answered' | 'skipped'; choice: number | undefined };

/** A member's way through the lessons of one track. */
export type Course = {
  track: Track;
  state: 'going' | 'stopped';
  /** How often a lesson was asked for: names one sending. */
  sends: number;
};

export type Progress = {
  track: Track;
  /** `stopped` = by them, by starting the other track, or by muting lessons. */
  state: 'new' | 'going' | 'stopped' | 'done';
  /** In order; those behind them are answered or skipped. */
  lessons: { title: string; state: 'answered' | 'skipped' | 'next' | 'ahead' }[];
};

/** The lesson that comes next, or undefined when all are behind them. */
export function nextLesson(lessons: Lesson[], track: Track, steps: Step[]): Lesson | undefined {
  const behind = new Set(steps.map((step) => step.lessonId));
  return lessons.find((lesson) => lesson.track === track && !behind.has(lesson.id));
}

export function progressIn(
  lessons: Lesson[],
  track: Track,
  course: Course | undefined,
  steps: Step[],
  isMuted: boolean,
): Progress {
  const next = nextLesson(lessons, track, steps);
  const stateOf = ({ id }: Lesson) => steps.find((step) => step.lessonId === id)?.state;
  const list = lessons
    .filter((lesson) => lesson.track === track)
    .map((lesson) => ({
      title: lesson.title,
      state: stateOf(lesson) ?? (lesson.id === next?.id ? ('next' as const) : ('ahead' as const)),
    }));
  const going = course?.state === 'going' && !isMuted ? 'going' : 'stopped';
  return { track, state: next === undefined ? 'done' : course ? going : 'new', lessons: list };
}

/** Local time at which lessons come, and working days after which an unanswered one is mentioned once more. */
const MORNING = '09:30';
const REMIND_AFTER = 3;

/** When the lesson after this one comes. */
export function nextLessonAt(schedule: Schedule, now: Temporal.Instant): Temporal.Instant {
  return nextWorkingMorning(schedule, now, MORNING);
}

/** When an unanswered lesson is mentioned once more; after that it rests. */
export function remindAt(schedule: Schedule, sent: Temporal.Instant): Temporal.Instant {
  return atLocal(schedule, addWorkingDays(schedule, sent, REMIND_AFTER), MORNING);
}
